import { randomInt, randomUUID } from 'node:crypto'
import { presets } from '@laurel/core'
import { expect } from 'vitest'
import {
  at,
  GIFT,
  RIGHT,
  COUPON,
  FIELD,
  TEMPLATE,
  DOUBLE,
  PROMOTION,
  TEXTS,
  campaignOf,
  contacts,
  topUpOf,
  staffOf,
  HOOK,
  ADJUSTMENT,
  CHILD,
  SEGMENT,
  NOTE,
  type Subject,
} from './subject.ts'
import { PASSWORD, receipt, type Answer } from './test-api.ts'

/** A request that the operation accepts, about a subject. */
export interface ValidRequest {
  readonly status: number
  readonly path: (of: Subject) => string
  readonly body?: (of: Subject) => Record<string, unknown>
  /** A file in place of a body. */
  readonly csv?: () => string
  /** What becomes of it with another program's subject, where that is not a plain 404. */
  readonly expectForeign?: (answer: Answer) => void
}

/** A test clock only moves on. */
let moves = 0
const line = { sku: 'A1', quantity: 1, unitPrice: 10000 }

/** One valid request for every operation of the API: an operation without one fails the contract. */
export const validRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /v1/health': { status: 200, path: () => '/v1/health' },
  'POST /v1/programs': {
    status: 201,
    path: () => '/v1/programs',
    body: () => ({ name: 'Contract', mode: 'test', preset: 'boutique' }),
  },
  'GET /v1/programs': { status: 200, path: () => '/v1/programs' },
  'GET /v1/program': { status: 200, path: () => '/v1/program' },
  'GET /v1/program/rules': { status: 200, path: () => '/v1/program/rules' },
  'PUT /v1/program/rules': {
    status: 200,
    path: () => '/v1/program/rules',
    body: () => ({ rules: CONTRACT_RULES }),
  },
  'GET /v1/program/rules/versions': { status: 200, path: () => '/v1/program/rules/versions' },
  'GET /v1/program/rules/versions/{version}': { status: 200, path: () => '/v1/program/rules/versions/1' },
  'GET /v1/program/rules/compare': { status: 200, path: () => '/v1/program/rules/compare?from=1&to=1' },
  'POST /v1/program/rules/replay': {
    status: 200,
    path: () => '/v1/program/rules/replay',
    body: () => ({ rules: CONTRACT_RULES }),
  },
  'POST /v1/program/clock': {
    status: 200,
    path: () => '/v1/program/clock',
    body: () => ({ now: new Date(Date.parse('2026-03-10T23:30:00+08:00') + 1000 * moves++).toISOString() }),
  },
  'GET /v1/jobs/{id}': { status: 200, path: ({ jobId }) => `/v1/jobs/${jobId}` },
  'POST /v1/keys': { status: 201, path: () => '/v1/keys', body: () => ({ kind: 'secret', name: 'till' }) },
  'GET /v1/keys': { status: 200, path: () => '/v1/keys' },
  'DELETE /v1/keys/{id}': { status: 200, path: ({ keyId }) => `/v1/keys/${keyId}` },
  'POST /v1/staff/sessions': {
    status: 201,
    path: () => '/v1/staff/sessions',
    body: of => ({ program: of.programId, email: of.staffEmail, password: PASSWORD }),
  },
  'POST /v1/staff/invitations/taken': {
    status: 201,
    path: () => '/v1/staff/invitations/taken',
    body: of => ({ invitation: of.nextInvitation(), password: PASSWORD }),
  },
  'DELETE /v1/staff/sessions/current': { status: 200, path: () => '/v1/staff/sessions/current' },
  'GET /v1/staff/me': { status: 200, path: () => '/v1/staff/me' },
  'POST /v1/staff/me/password': {
    status: 200,
    path: () => '/v1/staff/me/password',
    body: () => ({ current: PASSWORD, password: PASSWORD }),
  },
  'POST /v1/staff': { status: 201, path: () => '/v1/staff', body: () => staffOf('associate') },
  'GET /v1/staff': { status: 200, path: () => '/v1/staff' },
  'GET /v1/staff/{id}': { status: 200, path: ({ staffId }) => `/v1/staff/${staffId}` },
  'PATCH /v1/staff/{id}': {
    status: 200,
    path: ({ staffId }) => `/v1/staff/${staffId}`,
    body: () => ({ role: 'manager', store: 'beijing-1' }),
  },
  'POST /v1/staff/{id}/invitations': { status: 201, path: ({ staffId }) => `/v1/staff/${staffId}/invitations` },
  'DELETE /v1/staff/{id}/sessions': { status: 200, path: ({ staffId }) => `/v1/staff/${staffId}/sessions` },
  'PUT /v1/stores/{code}': {
    status: 200,
    path: () => '/v1/stores/beijing-1',
    body: () => ({ name: '北京一店', region: 'Beijing' }),
  },
  'PUT /v1/brands/{code}': { status: 200, path: () => '/v1/brands/lumiere', body: () => ({ name: 'Lumière' }) },
  'PUT /v1/stores/{store}/brands/{code}': {
    status: 200,
    path: () => '/v1/stores/beijing-1/brands/lumiere',
    body: () => ({ multiplier: 1 }),
  },
  'POST /v1/kiosks': { status: 201, path: () => '/v1/kiosks', body: () => ({ name: 'Lifts', store: 'beijing-1' }) },
  'GET /v1/kiosks': { status: 200, path: () => '/v1/kiosks' },
  'DELETE /v1/kiosks/{id}': { status: 200, path: ({ kioskId }) => `/v1/kiosks/${kioskId}` },
  'POST /v1/kiosks/enroll': {
    status: 201,
    path: () => '/v1/kiosks/enroll',
    body: of => ({ code: of.nextEnrolment() }),
  },
  'GET /v1/kiosk': { status: 200, path: () => '/v1/kiosk' },
  'POST /v1/kiosk/challenges': {
    status: 201,
    path: () => '/v1/kiosk/challenges',
    body: () => ({ phone: `139${String(randomInt(1e8)).padStart(8, '0')}`, locale: 'zh-CN' }),
  },
  'POST /v1/kiosk/sessions': {
    status: 201,
    path: () => '/v1/kiosk/sessions',
    body: of => ({ cardCode: of.nextCardCode() }),
  },
  // What is not open here is ended already: nobody learns whose it was.
  'DELETE /v1/kiosk/sessions/{id}': {
    status: 200,
    path: ({ kioskId }) => `/v1/kiosk/sessions/${kioskId.replace('ksk', 'kss')}`,
    expectForeign: ({ status }) => expect(status).toBe(200),
  },
  'POST /v1/kiosk/members': {
    status: 201,
    path: () => '/v1/kiosk/members',
    body: of => ({ ...of.nextChallenge(), name: '韩梅', acceptsTerms: true, consents: [] }),
  },
  'POST /v1/members': { status: 201, path: () => '/v1/members', body: () => ({ name: '李雷', gender: 'male' }) },
  'GET /v1/members': { status: 200, path: () => '/v1/members' },
  'POST /v1/members/search': { status: 200, path: () => '/v1/members/search', body: () => ({ q: '李雷' }) },
  'POST /v1/cardCodes/resolve': {
    status: 200,
    path: () => '/v1/cardCodes/resolve',
    body: ({ cardNumber }) => ({ code: cardNumber }),
  },
  'GET /v1/members/{id}': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}` },
  'PATCH /v1/members/{id}': {
    status: 200,
    path: ({ memberId }) => `/v1/members/${memberId}`,
    body: () => ({ region: 'Tianjin' }),
  },
  'GET /v1/members/{id}/consents': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/consents` },
  'POST /v1/members/{id}/consents': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/consents`,
    body: () => ({ consents: [{ channel: 'sms', purpose: 'marketing', granted: true }] }),
  },
  'GET /v1/members/{id}/dossier': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/dossier` },
  'PATCH /v1/members/{id}/dossier': {
    status: 200,
    path: ({ memberId }) => `/v1/members/${memberId}/dossier`,
    body: () => ({
      occupation: '教师',
      habits: ['周末来'],
      interests: ['tennis'],
      sizes: { jeans: '32' },
      quietHours: { from: '21:00', until: '09:00' },
      fields: { [FIELD]: 'slim' },
    }),
  },
  'PUT /v1/members/{id}/tags/{tag}': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/tags/regular` },
  'DELETE /v1/members/{id}/tags/{tag}': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/tags/tagged` },
  'GET /v1/members/{id}/family': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/family` },
  'POST /v1/members/{id}/family': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/family`,
    body: () => CHILD,
  },
  'PATCH /v1/members/{id}/family/{relative}': {
    status: 200,
    path: of => `/v1/members/${of.memberId}/family/${of.relativeId}`,
    body: () => ({ sizes: { shoes: '28' } }),
  },
  'DELETE /v1/members/{id}/family/{relative}': {
    status: 200,
    path: of => `/v1/members/${of.memberId}/family/${of.nextRelativeId()}`,
  },
  'GET /v1/members/{id}/notes': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/notes` },
  'POST /v1/members/{id}/notes': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/notes`,
    body: () => NOTE,
  },
  'DELETE /v1/members/{id}/notes/{note}': {
    status: 200,
    path: of => `/v1/members/${of.memberId}/notes/${of.nextNoteId()}`,
  },
  'POST /v1/customFields': {
    status: 201,
    path: () => '/v1/customFields',
    body: () => ({ code: `field-${randomUUID()}`, name: { en: 'Car', 'zh-CN': '车' }, type: 'text' }),
  },
  'GET /v1/customFields': { status: 200, path: () => '/v1/customFields' },
  'GET /v1/customFields/{code}': { status: 200, path: () => `/v1/customFields/${FIELD}` },
  'PATCH /v1/customFields/{code}': {
    status: 200,
    path: () => `/v1/customFields/${FIELD}`,
    body: () => ({ weight: 2 }),
  },
  'GET /v1/members/{id}/export': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/export` },
  'DELETE /v1/members/{id}': { status: 200, path: of => `/v1/members/${of.nextStranger()}` },
  'POST /v1/members/{id}/merge': {
    status: 200,
    path: ({ memberId }) => `/v1/members/${memberId}/merge`,
    body: of => ({ from: of.nextTwin() }),
  },
  'POST /v1/imports': { status: 202, path: () => '/v1/imports?kind=members', csv: contacts },
  'GET /v1/imports': { status: 200, path: () => '/v1/imports' },
  'GET /v1/imports/{id}': { status: 200, path: ({ importId }) => `/v1/imports/${importId}` },
  'GET /v1/imports/{id}/reconciliation': {
    status: 200,
    path: ({ importId }) => `/v1/imports/${importId}/reconciliation`,
  },
  'GET /v1/imports/{id}/rejected': { status: 200, path: ({ importId }) => `/v1/imports/${importId}/rejected` },
  'POST /v1/imports/{id}/cancel': { status: 200, path: ({ importId }) => `/v1/imports/${importId}/cancel` },
  'POST /v1/imports/{id}/undo': { status: 202, path: ({ overImportId }) => `/v1/imports/${overImportId}/undo` },
  'GET /v1/imports/{id}/consequences': {
    status: 200,
    path: ({ overImportId }) => `/v1/imports/${overImportId}/consequences`,
  },
  'POST /v1/segments': { status: 201, path: () => '/v1/segments', body: () => SEGMENT },
  'GET /v1/segments': { status: 200, path: () => '/v1/segments' },
  'POST /v1/segments/preview': {
    status: 200,
    path: () => '/v1/segments/preview',
    body: () => ({ filter: SEGMENT.filter }),
  },
  'GET /v1/segments/{id}': { status: 200, path: ({ segmentId }) => `/v1/segments/${segmentId}` },
  'PATCH /v1/segments/{id}': {
    status: 200,
    path: ({ segmentId }) => `/v1/segments/${segmentId}`,
    body: () => ({ name: '老顾客' }),
  },
  'DELETE /v1/segments/{id}': { status: 200, path: of => `/v1/segments/${of.nextSegmentId()}` },
  'GET /v1/segments/{id}/members': { status: 200, path: ({ segmentId }) => `/v1/segments/${segmentId}/members` },
  'GET /v1/members/{id}/segments': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/segments` },
  'GET /v1/members/{id}/summary': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/summary` },
  'GET /v1/members/{id}/purchases': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/purchases` },
  'GET /v1/members/{id}/ledger': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/ledger` },
  'POST /v1/members/{id}/sessions': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/sessions`,
    body: () => ({ purpose: 'read' }),
  },
  'POST /v1/purchases': {
    status: 201,
    path: () => '/v1/purchases',
    body: ({ memberId }) => receipt({ id: memberId }, 100, at),
  },
  'POST /v1/purchases/batch': {
    status: 200,
    path: () => '/v1/purchases/batch',
    body: ({ memberId }) => ({ purchases: [receipt({ id: memberId }, 100, at)] }),
    expectForeign: ({ status, body }) => {
      expect(status).toBe(200)
      expect(body.data).toEqual([{ status: 404, problem: expect.objectContaining({ code: 'not_found' }) }])
    },
  },
  'GET /v1/purchases/{id}': { status: 200, path: ({ purchaseId }) => `/v1/purchases/${purchaseId}` },
  'POST /v1/purchases/{id}/returns': {
    status: 201,
    path: ({ purchaseId }) => `/v1/purchases/${purchaseId}/returns`,
    body: () => ({ lines: [{ index: 0, quantity: 1 }] }),
  },
  'POST /v1/quotes': {
    status: 200,
    path: () => '/v1/quotes',
    body: ({ memberId }) => ({ memberId, store: 'beijing-1', lines: [line] }),
  },
  'POST /v1/topups': { status: 201, path: () => '/v1/topups', body: ({ memberId }) => topUpOf(memberId) },
  'GET /v1/topups/{id}': { status: 200, path: ({ topUpId }) => `/v1/topups/${topUpId}` },
  'POST /v1/topups/{id}/reverse': {
    status: 200,
    path: ({ topUpId }) => `/v1/topups/${topUpId}/reverse`,
    body: () => ({ reason: '顾客取消' }),
  },
  'GET /v1/members/{id}/topups': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/topups` },
  'POST /v1/members/{id}/prepaidRefunds': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/prepaidRefunds`,
    body: () => ({ amount: 100, tender: 'cash', reason: '退卡' }),
  },
  'POST /v1/members/{id}/tier': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/tier`,
    body: () => ({ code: 'WE', reason: '店长批准', validThrough: '2027-03-09' }),
  },
  'POST /v1/members/{id}/adjustments': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/adjustments`,
    body: () => ADJUSTMENT,
  },
  'GET /v1/adjustments/{id}': { status: 200, path: ({ adjustmentId }) => `/v1/adjustments/${adjustmentId}` },
  'GET /v1/program/staffLimits': { status: 200, path: () => '/v1/program/staffLimits' },
  'PUT /v1/program/staffLimits': {
    status: 200,
    path: () => '/v1/program/staffLimits',
    body: () => ({
      points: { perAct: 0, perDay: 0 },
      memberCash: { perAct: 0, perDay: 0 },
      prepaid: { perAct: 0, perDay: 0 },
    }),
  },
  'GET /v1/approvals': { status: 200, path: () => '/v1/approvals?status=pending' },
  'GET /v1/approvals/{id}': { status: 200, path: of => `/v1/approvals/${of.nextApprovalId()}` },
  'POST /v1/approvals/{id}/approve': { status: 200, path: of => `/v1/approvals/${of.nextApprovalId()}/approve` },
  'POST /v1/approvals/{id}/decline': {
    status: 200,
    path: of => `/v1/approvals/${of.nextApprovalId()}/decline`,
    body: () => ({ reason: '没有依据' }),
  },
  'GET /v1/audit': { status: 200, path: () => '/v1/audit' },
  'GET /v1/members/{id}/audit': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/audit` },
  'POST /v1/promotions': {
    status: 201,
    path: () => '/v1/promotions',
    body: () => ({ code: `promotion-${randomUUID()}`, ...PROMOTION }),
  },
  'GET /v1/promotions': { status: 200, path: () => '/v1/promotions' },
  'GET /v1/promotions/{code}': { status: 200, path: () => `/v1/promotions/${DOUBLE}` },
  'PATCH /v1/promotions/{code}': {
    status: 200,
    path: () => `/v1/promotions/${DOUBLE}`,
    body: () => ({ until: '2027-12-31T00:00:00+08:00' }),
  },
  'GET /v1/events': { status: 200, path: () => '/v1/events?type=purchase.recorded' },
  'GET /v1/events/{id}': { status: 200, path: ({ eventId }) => `/v1/events/${eventId}` },
  'POST /v1/webhooks': { status: 201, path: () => '/v1/webhooks', body: () => ({ url: HOOK }) },
  'GET /v1/webhooks': { status: 200, path: () => '/v1/webhooks' },
  'GET /v1/webhooks/{id}': { status: 200, path: ({ webhookId }) => `/v1/webhooks/${webhookId}` },
  'PATCH /v1/webhooks/{id}': {
    status: 200,
    path: ({ webhookId }) => `/v1/webhooks/${webhookId}`,
    body: () => ({ types: ['points.earned', 'member.tierChanged'], description: '积分短信' }),
  },
  'DELETE /v1/webhooks/{id}': { status: 200, path: of => `/v1/webhooks/${of.nextWebhookId()}` },
  'POST /v1/webhooks/{id}/rotate': {
    status: 200,
    path: ({ webhookId }) => `/v1/webhooks/${webhookId}/rotate`,
    body: () => ({ overlapHours: 48 }),
  },
  'POST /v1/webhooks/{id}/replay': {
    status: 200,
    path: ({ webhookId }) => `/v1/webhooks/${webhookId}/replay`,
    body: () => ({ from: '2026-11-01T00:00:00+08:00' }),
  },
  'POST /v1/webhooks/{id}/test': { status: 200, path: ({ webhookId }) => `/v1/webhooks/${webhookId}/test` },
  'GET /v1/webhooks/{id}/deliveries': {
    status: 200,
    path: ({ webhookId }) => `/v1/webhooks/${webhookId}/deliveries?state=dead`,
  },
  'POST /v1/webhooks/{id}/deliveries/{event}/resend': {
    status: 202,
    path: ({ webhookId, eventId }) => `/v1/webhooks/${webhookId}/deliveries/${eventId}/resend`,
  },
  'POST /v1/rewards': {
    status: 201,
    path: () => '/v1/rewards',
    body: () => ({ code: `gift-${randomUUID()}`, name: { en: 'Mug', 'zh-CN': '马克杯' }, points: 100, stock: 3 }),
  },
  'GET /v1/rewards': { status: 200, path: () => '/v1/rewards' },
  'GET /v1/rewards/{code}': { status: 200, path: () => `/v1/rewards/${GIFT}` },
  'PATCH /v1/rewards/{code}': {
    status: 200,
    path: () => `/v1/rewards/${GIFT}`,
    body: () => ({ picture: 'https://shop.example/mug.webp' }),
  },
  'POST /v1/redemptions': {
    status: 201,
    path: () => '/v1/redemptions',
    body: ({ memberId }) => ({ memberId, reward: GIFT }),
  },
  'GET /v1/redemptions': { status: 200, path: of => `/v1/redemptions?code=${of.pickUpCode}` },
  'GET /v1/redemptions/{id}': { status: 200, path: of => `/v1/redemptions/${of.nextRedemptionId()}` },
  'GET /v1/members/{id}/redemptions': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/redemptions` },
  'POST /v1/redemptions/{id}/collect': {
    status: 200,
    path: of => `/v1/redemptions/${of.nextRedemptionId()}/collect`,
  },
  'POST /v1/redemptions/{id}/cancel': { status: 200, path: of => `/v1/redemptions/${of.nextRedemptionId()}/cancel` },
  'GET /v1/me/rewards': { status: 200, path: () => '/v1/me/rewards' },
  'GET /v1/me/redemptions': { status: 200, path: () => '/v1/me/redemptions' },
  'POST /v1/me/redemptions': { status: 201, path: () => '/v1/me/redemptions', body: () => ({ reward: GIFT }) },
  'GET /v1/members/{id}/benefits': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/benefits` },
  'POST /v1/benefitUses': {
    status: 201,
    path: () => '/v1/benefitUses',
    body: ({ memberId }) => ({ memberId, benefit: RIGHT }),
  },
  'GET /v1/benefitUses/{id}': { status: 200, path: ({ useId }) => `/v1/benefitUses/${useId}` },
  'POST /v1/benefitUses/{id}/undo': {
    status: 200,
    path: ({ useId }) => `/v1/benefitUses/${useId}/undo`,
    body: () => ({ reason: 'the wrong card' }),
  },
  'GET /v1/members/{id}/benefitUses': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/benefitUses` },
  'POST /v1/coupons': {
    status: 201,
    path: () => '/v1/coupons',
    body: () => ({
      code: `coupon-${randomUUID()}`,
      name: { en: '¥20 off', 'zh-CN': '立减20元' },
      off: { amount: 2000 },
      use: 'discount',
      distribution: 'given',
    }),
  },
  'GET /v1/coupons': { status: 200, path: () => '/v1/coupons' },
  'GET /v1/coupons/{code}': { status: 200, path: () => `/v1/coupons/${COUPON}` },
  'PATCH /v1/coupons/{code}': {
    status: 200,
    path: () => `/v1/coupons/${COUPON}`,
    body: () => ({ name: { en: 'Welcome', 'zh-CN': '新人券' } }),
  },
  'POST /v1/members/{id}/coupons': {
    status: 201,
    path: ({ memberId }) => `/v1/members/${memberId}/coupons`,
    body: () => ({ coupon: COUPON }),
  },
  'GET /v1/members/{id}/coupons': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/coupons` },
  'GET /v1/memberCoupons/{id}': { status: 200, path: ({ couponId }) => `/v1/memberCoupons/${couponId}` },
  'POST /v1/memberCoupons/{id}/withdraw': {
    status: 200,
    path: ({ couponId }) => `/v1/memberCoupons/${couponId}/withdraw`,
    body: () => ({ reason: '发错会员' }),
  },
  'GET /v1/me/coupons': { status: 200, path: () => '/v1/me/coupons' },
  'GET /v1/members/{id}/insight': { status: 200, path: ({ memberId }) => `/v1/members/${memberId}/insight` },
  'GET /v1/insights/lifecycle': { status: 200, path: () => '/v1/insights/lifecycle' },
  'GET /v1/insights/pyramid': { status: 200, path: () => '/v1/insights/pyramid' },
  'GET /v1/insights/structure': { status: 200, path: () => '/v1/insights/structure' },
  'GET /v1/insights/keyFigures': { status: 200, path: () => '/v1/insights/keyFigures' },
  'GET /v1/insights/pairings': { status: 200, path: () => '/v1/insights/pairings' },
  'GET /v1/insights/forecast': { status: 200, path: () => '/v1/insights/forecast' },
  'POST /v1/insights/whatIf': {
    status: 200,
    path: () => '/v1/insights/whatIf',
    body: () => ({ visits: 5000, regulars: 1000, regularConversion: 0.6, otherConversion: 0.1 }),
  },
  'POST /v1/messageTemplates': {
    status: 201,
    path: () => '/v1/messageTemplates',
    body: () => ({ code: `template-${randomUUID()}`, name: 'Autumn', channel: 'phone', texts: TEXTS }),
  },
  'GET /v1/messageTemplates': { status: 200, path: () => '/v1/messageTemplates' },
  'GET /v1/messageTemplates/{code}': { status: 200, path: () => `/v1/messageTemplates/${TEMPLATE}` },
  'PATCH /v1/messageTemplates/{code}': {
    status: 200,
    path: () => `/v1/messageTemplates/${TEMPLATE}`,
    body: () => ({ name: 'Autumn again' }),
  },
  'POST /v1/messageTemplates/{code}/preview': {
    status: 200,
    path: () => `/v1/messageTemplates/${TEMPLATE}/preview`,
    body: ({ memberId }) => ({ memberId, locale: 'zh-CN' }),
  },
  'GET /v1/channels': { status: 200, path: () => '/v1/channels' },
  'PUT /v1/channels/{channel}': {
    status: 200,
    path: () => '/v1/channels/wechat',
    body: () => ({ appId: 'wx1', appSecret: 's1' }),
  },
  'POST /v1/campaigns': { status: 201, path: () => '/v1/campaigns', body: ({ memberId }) => campaignOf(memberId) },
  'GET /v1/campaigns': { status: 200, path: () => '/v1/campaigns' },
  'GET /v1/campaigns/{id}': { status: 200, path: ({ campaignId }) => `/v1/campaigns/${campaignId}` },
  'POST /v1/campaigns/{id}/cancel': {
    status: 200,
    path: ({ nextCampaignId }) => `/v1/campaigns/${nextCampaignId()}/cancel`,
  },
  'GET /v1/campaigns/{id}/results': { status: 200, path: ({ campaignId }) => `/v1/campaigns/${campaignId}/results` },
  'GET /v1/campaigns/{id}/messages': { status: 200, path: ({ campaignId }) => `/v1/campaigns/${campaignId}/messages` },
  'GET /v1/tasks': { status: 200, path: () => '/v1/tasks' },
  'GET /v1/tasks/{id}': { status: 200, path: ({ nextTaskId }) => `/v1/tasks/${nextTaskId()}` },
  'POST /v1/tasks/{id}/done': {
    status: 200,
    path: ({ nextTaskId }) => `/v1/tasks/${nextTaskId()}/done`,
    body: () => ({ outcome: 'reached' }),
  },
  'GET /v1/ledger/seals': { status: 200, path: () => '/v1/ledger/seals' },
  'GET /v1/ledger/trialBalance': { status: 200, path: () => '/v1/ledger/trialBalance' },
  'GET /v1/exports/members': { status: 200, path: () => '/v1/exports/members' },
  'GET /v1/exports/insight': { status: 200, path: () => '/v1/exports/insight' },
  'GET /v1/ledger/journal': { status: 200, path: () => '/v1/ledger/journal?from=2026-03-10' },
  'GET /v1/me': { status: 200, path: () => '/v1/me' },
  'GET /v1/me/card': { status: 200, path: () => '/v1/me/card' },
  'GET /v1/me/purchases': { status: 200, path: () => '/v1/me/purchases' },
  'GET /v1/me/topups': { status: 200, path: () => '/v1/me/topups' },
  'GET /v1/me/ledger': { status: 200, path: () => '/v1/me/ledger' },
}

/** The smallest document that the schema of rules accepts, in the presets' currency and zone. */
export const MINIMAL_RULES = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  membershipYear: { startsOn: { month: 1, day: 1 } },
  earning: {
    rate: { points: 1, perMinor: 100 },
    rounding: 'floor',
    grain: 'receipt',
    cashTenders: ['cash', 'wechat'],
    multipliers: [],
    combine: 'highest',
    brandCap: 'none',
  },
  memberCash: null,
  tiers: [],
  expiry: { points: { kind: 'never' }, memberCash: { kind: 'never' } },
  rebates: [],
  benefits: [],
  topUpPlans: [],
  prepaid: { capMinor: null },
}

/** Rules with something of everything that a request can name: cards, benefits, and plans to top up by. */
const CONTRACT_RULES = {
  ...presets.wangfujing,
  topUpPlans: presets.boutique.topUpPlans,
  prepaid: { capMinor: null },
}

/** A program under these rules, in place of a preset. */
export const contractProgram = { preset: undefined, rules: CONTRACT_RULES }
