import type { Kind } from './messages.ts'

/** What each kind of message asks. */
export const sent: Readonly<Record<Kind, string>> = {
  enrol: 'POST /v1/members',
  buy: 'POST /v1/purchases',
  buyWithCoupon: 'POST /v1/purchases',
  giveBack: 'POST /v1/purchases/{id}/returns',
  redeem: 'POST /v1/redemptions',
  cancel: 'POST /v1/redemptions/{id}/cancel',
  collect: 'POST /v1/redemptions/{id}/collect',
  giveCoupon: 'POST /v1/members/{id}/coupons',
  withdraw: 'POST /v1/memberCoupons/{id}/withdraw',
  setTier: 'POST /v1/members/{id}/tier',
  refund: 'POST /v1/members/{id}/prepaidRefunds',
  changeRules: 'PUT /v1/program/rules',
  topUp: 'POST /v1/topups',
  takeBack: 'POST /v1/topups/{id}/reverse',
  restock: 'PATCH /v1/rewards/{code}',
  adjust: 'POST /v1/members/{id}/adjustments',
  use: 'POST /v1/benefitUses',
  merge: 'POST /v1/members/{id}/merge',
  erase: 'DELETE /v1/members/{id}',
  clock: 'POST /v1/program/clock',
}

const WORKED_OFF = 'is worked off by a scheduler, which the simulation has not: imports-cut-off.test.ts'
const CUT_OFF =
  'no message of the simulation; cut off, busy and doubled in faults.test.ts, as every operation that writes'

/** The operations that move books and that no message asks, with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  'POST /v1/purchases/batch': CUT_OFF,
  'POST /v1/imports': WORKED_OFF,
  'POST /v1/imports/{id}/undo': WORKED_OFF,
  'POST /v1/me/redemptions': 'the same as `POST /v1/redemptions`, by the member',
  'POST /v1/members/{id}/sessions': 'stores nothing',
  'PATCH /v1/members/{id}': CUT_OFF,
  'PUT /v1/brands/{code}': CUT_OFF,
  'PUT /v1/stores/{store}/brands/{code}': CUT_OFF,
  'POST /v1/promotions': CUT_OFF,
  'PATCH /v1/promotions/{code}': CUT_OFF,
}
