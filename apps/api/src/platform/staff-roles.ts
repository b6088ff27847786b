/** What staff may be, each with all that those before it may. */
export const roles = ['associate', 'manager', 'admin'] as const

export type Role = (typeof roles)[number]

// An associate serves members: finds and registers them, records what they buy and bring back, gives gifts and benefits.
const ASSOCIATE = [
  'GET /v1/program',
  'GET /v1/program/rules',
  'GET /v1/program/staffLimits',
  'POST /v1/members',
  'GET /v1/members',
  'POST /v1/members/search',
  'GET /v1/members/{id}',
  'GET /v1/members/{id}/consents',
  'POST /v1/members/{id}/consents',
  'GET /v1/members/{id}/dossier',
  'PATCH /v1/members/{id}/dossier',
  'PUT /v1/members/{id}/tags/{tag}',
  'DELETE /v1/members/{id}/tags/{tag}',
  'GET /v1/members/{id}/family',
  'POST /v1/members/{id}/family',
  'PATCH /v1/members/{id}/family/{relative}',
  'DELETE /v1/members/{id}/family/{relative}',
  'GET /v1/members/{id}/notes',
  'POST /v1/members/{id}/notes',
  'DELETE /v1/members/{id}/notes/{note}',
  'GET /v1/customFields',
  'GET /v1/customFields/{code}',
  'GET /v1/members/{id}/summary',
  'GET /v1/members/{id}/purchases',
  'GET /v1/members/{id}/ledger',
  'GET /v1/members/{id}/topups',
  'GET /v1/members/{id}/redemptions',
  'GET /v1/members/{id}/benefits',
  'GET /v1/members/{id}/benefitUses',
  'GET /v1/members/{id}/insight',
  'POST /v1/insights/whatIf',
  'POST /v1/quotes',
  'POST /v1/purchases',
  'GET /v1/purchases/{id}',
  'POST /v1/purchases/{id}/returns',
  'GET /v1/topups/{id}',
  'GET /v1/rewards',
  'GET /v1/rewards/{code}',
  'POST /v1/redemptions',
  'GET /v1/redemptions',
  'GET /v1/redemptions/{id}',
  'POST /v1/redemptions/{id}/collect',
  'POST /v1/redemptions/{id}/cancel',
  'POST /v1/benefitUses',
  'GET /v1/benefitUses/{id}',
  'GET /v1/promotions',
  'GET /v1/promotions/{code}',
  'GET /v1/coupons',
  'GET /v1/coupons/{code}',
  'GET /v1/members/{id}/coupons',
  'GET /v1/memberCoupons/{id}',
  'POST /v1/members/{id}/adjustments',
  'GET /v1/adjustments/{id}',
  'GET /v1/approvals',
  'GET /v1/approvals/{id}',
  'GET /v1/tasks',
  'POST /v1/tasks/{id}/done',
  'GET /v1/staff/me',
  'POST /v1/staff/me/password',
  'DELETE /v1/staff/sessions/current',
] as const

// A manager answers for members: what moves money, tiers by hand, what an associate may not confirm alone.
const MANAGER = [
  'PATCH /v1/members/{id}',
  'POST /v1/members/{id}/tier',
  'POST /v1/members/{id}/prepaidRefunds',
  'POST /v1/topups',
  'POST /v1/topups/{id}/reverse',
  'POST /v1/benefitUses/{id}/undo',
  'POST /v1/members/{id}/coupons',
  'POST /v1/memberCoupons/{id}/withdraw',
  'POST /v1/approvals/{id}/approve',
  'POST /v1/approvals/{id}/decline',
  'GET /v1/members/{id}/audit',
  'GET /v1/members/{id}/export',
  'DELETE /v1/members/{id}',
  'GET /v1/audit',
  'GET /v1/staff',
  'GET /v1/staff/{id}',
  'GET /v1/ledger/trialBalance',
  'GET /v1/ledger/journal',
  'GET /v1/ledger/seals',
  'GET /v1/jobs/{id}',
  'POST /v1/messageTemplates',
  'GET /v1/messageTemplates',
  'GET /v1/messageTemplates/{code}',
  'PATCH /v1/messageTemplates/{code}',
  'POST /v1/messageTemplates/{code}/preview',
  'GET /v1/channels',
  'POST /v1/campaigns',
  'GET /v1/campaigns',
  'GET /v1/campaigns/{id}',
  'POST /v1/campaigns/{id}/cancel',
  'GET /v1/campaigns/{id}/results',
  'GET /v1/campaigns/{id}/messages',
  'POST /v1/imports',
  'GET /v1/imports',
  'GET /v1/imports/{id}',
  'GET /v1/imports/{id}/rejected',
  'POST /v1/imports/{id}/cancel',
] as const

// An admin runs the program itself: its people, keys, rules, stores, brands and catalogue.
const ADMIN = [
  'POST /v1/staff',
  'PATCH /v1/staff/{id}',
  'POST /v1/staff/{id}/invitations',
  'DELETE /v1/staff/{id}/sessions',
  'PUT /v1/program/staffLimits',
  'POST /v1/keys',
  'GET /v1/keys',
  'DELETE /v1/keys/{id}',
  'PUT /v1/program/rules',
  'GET /v1/program/rules/versions',
  'GET /v1/program/rules/versions/{version}',
  'GET /v1/program/rules/compare',
  'POST /v1/program/rules/replay',
  'POST /v1/program/clock',
  'PUT /v1/stores/{code}',
  'PUT /v1/brands/{code}',
  'PUT /v1/stores/{store}/brands/{code}',
  'POST /v1/rewards',
  'PATCH /v1/rewards/{code}',
  'POST /v1/coupons',
  'PATCH /v1/coupons/{code}',
  'POST /v1/promotions',
  'PUT /v1/channels/{channel}',
  'PATCH /v1/promotions/{code}',
  'POST /v1/customFields',
  'PATCH /v1/customFields/{code}',
] as const

const least: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...ASSOCIATE.map(operation => [operation, 'associate'] as const),
  ...MANAGER.map(operation => [operation, 'manager'] as const),
  ...ADMIN.map(operation => [operation, 'admin'] as const),
])

/** The operations that staff may do, each with the least role for it. What is not named here takes no staff. */
export const staffOperations = (): Iterable<readonly [operation: string, role: Role]> => least

/** The least role that an operation takes, such as `GET /v1/members/{id}`; null where it takes no staff. */
export const leastRole = (operation: string): Role | null => least.get(operation) ?? null

/** Whether a role may do an operation. */
export const mayDo = (role: Role, operation: string): boolean => {
  const needed = leastRole(operation)
  return needed !== null && roles.indexOf(role) >= roles.indexOf(needed)
}
