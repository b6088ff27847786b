const AS_A_RECEIPT = 'one entry of a member’s journal, in the same commit and with the same conditions as a receipt'
const WORKED_OFF = 'is worked off in turns as scheduled work is, each row a receipt or a member'
const TERMS = 'holds for what is decided after it, as rules do'

/** The operations that move books, or bound who may have something, and are in no race between servers, with the reason. */
export const notRaced: Readonly<Record<string, string>> = {
  'POST /v1/purchases/batch': 'receipts that are decided together: purchases-together.test.ts',
  'POST /v1/imports': WORKED_OFF,
  'POST /v1/imports/{id}/undo': WORKED_OFF,
  'POST /v1/me/redemptions': 'the same as `POST /v1/redemptions`, by the member',
  'POST /v1/members/{id}/sessions': 'stores nothing',
  'PATCH /v1/rewards/{code}': TERMS,
  'POST /v1/members/{id}/prepaidRefunds': AS_A_RECEIPT,
  'POST /v1/members/{id}/adjustments': AS_A_RECEIPT,
  'POST /v1/members/{id}/tier': AS_A_RECEIPT,
  'PATCH /v1/members/{id}': 'a member’s own facts, the last of which stands',
  'PUT /v1/brands/{code}': TERMS,
  'PUT /v1/stores/{store}/brands/{code}': TERMS,
  'POST /v1/promotions': TERMS,
  'PATCH /v1/promotions/{code}': TERMS,
}
