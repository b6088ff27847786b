const READS = 'reads, and stores nothing'
const NO_BOOKS = 'moves no balance, lot or tier'
const STAFF = 'accounts and sessions of the staff move no balance, lot or tier'

/** The operations that write, or look as if they did, and are no step of the model, with the reason. */
export const decidedElsewhere: Readonly<Record<string, string>> = {
  'POST /v1/quotes': READS,
  'POST /v1/members/search': READS,
  'POST /v1/insights/whatIf': READS,
  'POST /v1/program/rules/replay': `${READS}; replay-books.test.ts holds it to the books`,
  'POST /v1/programs': 'each life of the model begins with one',
  'POST /v1/rewards': 'each life begins with them; their stock is a step',
  'POST /v1/coupons': 'each life begins with one',
  'PATCH /v1/coupons/{code}': `${NO_BOOKS}: what is issued keeps its terms`,
  'PUT /v1/stores/{code}': NO_BOOKS,
  'POST /v1/keys': NO_BOOKS,
  'DELETE /v1/keys/{id}': NO_BOOKS,
  'POST /v1/benefitUses': `${NO_BOOKS}; the simulation uses benefits`,
  'POST /v1/benefitUses/{id}/undo': NO_BOOKS,
  'PUT /v1/program/staffLimits': `${NO_BOOKS}: it bounds who may adjust`,
  'POST /v1/approvals/{id}/approve': 'posts the adjustment that is a step, for somebody else',
  'POST /v1/approvals/{id}/decline': NO_BOOKS,
  'POST /v1/staff': STAFF,
  'PATCH /v1/staff/{id}': STAFF,
  'POST /v1/staff/{id}/invitations': STAFF,
  'DELETE /v1/staff/{id}/sessions': STAFF,
  'POST /v1/staff/sessions': STAFF,
  'DELETE /v1/staff/sessions/current': STAFF,
  'POST /v1/staff/invitations/taken': STAFF,
  'POST /v1/staff/me/password': STAFF,
}
