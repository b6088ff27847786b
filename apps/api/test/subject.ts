import { randomInt, randomUUID } from 'node:crypto'
import { PASSWORD, type TestProgram } from './test-api.ts'

/** Things of one program that requests can name. */
export interface Subject {
  readonly memberId: string
  readonly purchaseId: string
  readonly cardNumber: string
  /** A screen that may be revoked, the key of another, those that nobody has enrolled yet, and what a member at one proves, as long as there are any. */
  readonly kioskId: string
  readonly kioskKey: string
  readonly nextEnrolment: () => string
  readonly nextChallenge: () => { readonly challenge: string; readonly code: string; readonly phone: string }
  readonly nextCardCode: () => string
  readonly keyId: string
  readonly topUpId: string
  readonly adjustmentId: string
  readonly jobId: string
  readonly pickUpCode: string
  /** A reservation that nothing has ended yet, as long as there are any. */
  readonly nextRedemptionId: () => string
  readonly useId: string
  /** A file that waits to be worked off. */
  readonly importId: string
  readonly overImportId: string
  readonly couponId: string
  /** A segment, and those that nothing has deleted yet, as long as there are any. */
  readonly segmentId: string
  readonly nextSegmentId: () => string
  readonly relativeId: string
  /** Of the family, and notes, that nothing has deleted yet, as long as there are any. */
  readonly nextRelativeId: () => string
  readonly nextNoteId: () => string
  readonly webhookId: string
  /** An endpoint that nobody has deleted, as long as there are any. */
  readonly nextWebhookId: () => string
  /** The event that tells of the purchase. */
  readonly eventId: string
  readonly programId: string
  /** Of the staff: one that is invited, disabled and changed, and one that signs in. */
  readonly staffId: string
  readonly staffEmail: string
  /** An invitation that nobody has taken up, as long as there are any. */
  readonly nextInvitation: () => string
  /** An adjustment that nobody has decided yet, as long as there are any. */
  readonly nextApprovalId: () => string
  /** A member whom nobody has erased yet, as long as there are any. */
  readonly nextStranger: () => string
  /** A second card of the member’s, as long as there are any. */
  readonly nextTwin: () => string
  readonly campaignId: string
  /** A campaign that has not begun, and a task that nobody has done, as long as there are any. */
  readonly nextCampaignId: () => string
  readonly nextTaskId: () => string
}

export const at = '2026-03-10T10:00:00+08:00'
/** A gift that costs nothing, and a standing right of whoever has spent ¥500 in a day. */
export const GIFT = 'welcome-gift'
export const RIGHT = 'invitations'
export const COUPON = 'welcome-coupon'
export const FIELD = 'fit'
const FIELD_OF_A_LIST = {
  name: { en: 'Fit', 'zh-CN': '版型' },
  type: 'choice',
  options: [
    { code: 'slim', name: { en: 'Slim', 'zh-CN': '修身' } },
    { code: 'loose', name: { en: 'Loose', 'zh-CN': '宽松' } },
  ],
}
export const TEMPLATE = 'come-and-see'
/** Double points, and how promotions of one shape are published. */
export const DOUBLE = 'double-points'
export const PROMOTION = {
  name: { en: 'Double points', 'zh-CN': '双倍积分' },
  from: '2026-03-01T00:00:00+08:00',
  until: '2027-03-01T00:00:00+08:00',
  conditions: [{ kind: 'stores', stores: ['beijing-2'] }],
  effects: [{ kind: 'multiplier', value: 2 }],
}
/** An invitation to the shop, and how campaigns of one shape say it. */
export const TEXTS = { en: { body: 'Ask {{ member.name | default: "them" }} in.' }, 'zh-CN': { body: '请会员到店。' } }
export const campaignOf = (memberId: string, more: Record<string, unknown> = {}) => ({
  name: 'Autumn',
  template: TEMPLATE,
  purpose: 'service',
  audience: { members: [memberId] },
  ...more,
})
/** A file of one member. */
export const contacts = () => `externalId,name\n${randomUUID()},李雷\n`
export const topUpOf = (memberId: string) => ({ memberId, plan: 'topup-3000', tender: 'wechat' })
export const staffOf = (role: string, more: Record<string, unknown> = {}) => ({
  name: '韩梅梅',
  email: `${randomUUID()}@shop.example`,
  role,
  ...more,
})
export const HOOK = 'https://hooks.shop.example.com/laurel'
export const ADJUSTMENT = { unit: 'prepaid', amount: 1000, reason: '差价补回' }

export const CHILD = { relation: 'child', name: '小明', birthday: '2018-06-01', sizes: { shoes: '27' } }
export const SEGMENT = {
  name: '老顾客',
  filter: {
    and: [
      { kind: 'balance', unit: 'points', atLeast: 0 },
      { kind: 'tag', in: ['tagged'] },
    ],
  },
}
export const NOTE = { text: '喜欢靠窗的位子' }

/** Makes something the first time it is asked for. */
const once = <Made>(make: () => Promise<Made>): (() => Promise<Made>) => {
  let made: Promise<Made> | undefined
  return () => (made ??= make())
}

/** One after another; the last one again where they have run out. */
const nextOf =
  <One>(all: One[]): (() => One) =>
  () =>
    all.length > 1 ? all.shift()! : all[0]!

const repeated = async <One>(times: number, make: () => Promise<One>): Promise<One[]> => {
  const all: One[] = []
  for (let i = 0; i < times; i++) all.push(await make())
  return all
}

/** What every subject's program has, from its first one on. */
const makeShelf = async (program: TestProgram): Promise<void> => {
  await program.call('POST', '/v1/rewards', { code: GIFT, name: { en: 'Welcome' }, points: 0, stock: null })
  await program.call('POST', '/v1/promotions', { code: DOUBLE, ...PROMOTION })
  await program.call('POST', '/v1/coupons', {
    code: COUPON,
    name: { en: 'Welcome' },
    off: { rate: 0.1 },
    use: 'discount',
    distribution: 'given',
  })
  await program.call('POST', '/v1/customFields', { code: FIELD, ...FIELD_OF_A_LIST })
  await program.call('POST', '/v1/messageTemplates', { code: TEMPLATE, name: 'Autumn', channel: 'visit', texts: TEXTS })
}
const shelves = new WeakMap<TestProgram, Promise<void>>()

type Wire = Awaited<ReturnType<TestProgram['ok']>>
type Making = { readonly [Name in keyof Subject]: () => Promise<Subject[Name]> }

/** How each thing that requests can name comes to be in a program, those that go with use so many times. */
const making = (program: TestProgram, reservations: number): Making => {
  const created = (path: string, body: Record<string, unknown>): Promise<Wire> => program.ok(201, 'POST', path, body)
  const idOf = async (made: Promise<Wire>): Promise<string> => (await made).id
  const some = Math.min(1 + reservations, 36)
  // A kiosk may send only so many codes in a minute.
  const few = Math.min(reservations, 15)
  const bought = once(async () => {
    const member = await program.member({ externalId: randomUUID() })
    // Enough of it that every request may take some of it back.
    const purchase = await program.buy(member, 500, at, { line: { quantity: 500, unitPrice: 100 } })
    const topUp = await created('/v1/topups', topUpOf(member.id))
    await program.ok(200, 'PUT', `/v1/members/${member.id}/tags/tagged`)
    return { member, purchase, topUp }
  })
  const memberId = async (): Promise<string> => (await bought()).member.id
  const kiosk = once(() => program.kiosk())
  const redemptions = once(async () => {
    const body = { memberId: await memberId(), reward: GIFT }
    return repeated(reservations, () => created('/v1/redemptions', body))
  })
  const segments = once(async () => {
    // A program has only so many: those of subjects before make room, but for the first one’s.
    const { data: kept } = await program.ok(200, 'GET', '/v1/segments?limit=100')
    if (kept.length === 100) for (const { id } of kept.slice(40)) await program.ok(200, 'DELETE', `/v1/segments/${id}`)
    return repeated(some, () => idOf(created('/v1/segments', SEGMENT)))
  })
  const relatives = once(async () => {
    const path = `/v1/members/${await memberId()}/family`
    return repeated(some, () => idOf(created(path, CHILD)))
  })
  const webhooks = once(async () => {
    // A program has only so many: those of the subject before make room.
    const { data: old } = await program.ok(200, 'GET', '/v1/webhooks?limit=100')
    for (const { id } of old) await program.ok(200, 'DELETE', `/v1/webhooks/${id}`)
    return repeated(reservations > 1 ? 25 : 3, () => idOf(created('/v1/webhooks', { url: HOOK })))
  })
  const file = () => idOf(program.ok(202, 'POST', '/v1/imports?kind=members', undefined, { csv: contacts() }))
  const staff = (more?: Record<string, unknown>) => created('/v1/staff', staffOf('associate', more))
  const campaigns = once(async () => {
    const later = campaignOf(await memberId(), { startsAt: '2029-01-01T00:00:00+08:00' })
    return repeated(reservations, () => idOf(created('/v1/campaigns', later)))
  })
  return {
    memberId,
    purchaseId: async () => (await bought()).purchase.id,
    cardNumber: async () => (await bought()).member.cardNumber,
    kioskId: () => idOf(created('/v1/kiosks', { name: 'Gate' })),
    kioskKey: async () => (await kiosk()).key,
    nextEnrolment: async () =>
      nextOf(
        await repeated(
          Math.min(reservations, 40),
          async () => (await created('/v1/kiosks', { name: 'Lifts' })).enrolment,
        ),
      ),
    nextChallenge: async () => {
      const { ok } = await kiosk()
      return nextOf(
        await repeated(few, async () => {
          const phone = `139${String(randomInt(1e8)).padStart(8, '0')}`
          const { id, testCode } = await ok(201, 'POST', '/v1/kiosk/challenges', { phone })
          return { challenge: id, code: testCode, phone }
        }),
      )
    },
    nextCardCode: async () =>
      nextOf(await repeated(few, async () => (await program.card(await program.member())).codes[0].code)),
    keyId: () => idOf(created('/v1/keys', { kind: 'secret' })),
    topUpId: async () => (await bought()).topUp.id,
    adjustmentId: async () => idOf(created(`/v1/members/${await memberId()}/adjustments`, ADJUSTMENT)),
    pickUpCode: async () => (await redemptions())[0]!.code,
    nextRedemptionId: async () => nextOf((await redemptions()).map(({ id }) => id)),
    useId: async () => idOf(created('/v1/benefitUses', { memberId: await memberId(), benefit: RIGHT })),
    importId: file,
    overImportId: async () => {
      const id = await file()
      // Where a scheduler was quicker, it is over already.
      await program.call('POST', `/v1/imports/${id}/cancel`)
      return id
    },
    couponId: async () => idOf(created(`/v1/members/${await memberId()}/coupons`, { coupon: COUPON })),
    segmentId: async () => (await segments()).at(-1)!,
    nextSegmentId: async () => nextOf((await segments()).slice(0, -1)),
    relativeId: async () => (await relatives()).at(-1)!,
    nextRelativeId: async () => nextOf((await relatives()).slice(0, -1)),
    nextNoteId: async () => {
      const path = `/v1/members/${await memberId()}/notes`
      return nextOf(await repeated(some, () => idOf(created(path, NOTE))))
    },
    webhookId: async () => (await webhooks())[0]!,
    nextWebhookId: async () => nextOf((await webhooks()).toReversed()),
    eventId: async () => `evt_${((await bought()).purchase.id as string).slice(-11)}_06`,
    programId: async () => program.id,
    staffId: () => idOf(staff()),
    staffEmail: async () => (await staff({ password: PASSWORD })).email,
    nextInvitation: async () => nextOf(await repeated(5, async () => (await staff()).invitation)),
    nextApprovalId: async () => {
      const associate = await program.staff('associate')
      const path = `/v1/members/${await memberId()}/adjustments`
      return nextOf(await repeated(reservations, async () => idOf(associate.ok(202, 'POST', path, ADJUSTMENT))))
    },
    nextStranger: async () => nextOf(await repeated(reservations, () => idOf(program.member({ name: '韩冬' })))),
    nextTwin: async () => nextOf(await repeated(some, () => idOf(program.member({ name: '梅' })))),
    campaignId: async () => (await campaigns())[0]!,
    nextCampaignId: async () => nextOf([...(await campaigns())]),
    nextTaskId: async () => {
      const body = campaignOf(await memberId())
      return nextOf(
        await repeated(reservations, async () => {
          const begun = await created('/v1/campaigns', body)
          await program.say()
          return (await program.ok(200, 'GET', `/v1/campaigns/${begun.id}/messages`)).data[0].id as string
        }),
      )
    },
    // The last one: where one request may do all that falls due, rights of today have lapsed behind it.
    jobId: async () => (await program.slowClock('2026-08-01T00:00:00+08:00', 0)).job.id,
  }
}

/** Makes what requests can name in a program, or some of it, with so many of what goes with use. */
export const makeSubject = async (
  program: TestProgram,
  reservations = 1,
  named?: ReadonlySet<keyof Subject>,
): Promise<Subject> => {
  if (!shelves.has(program)) shelves.set(program, makeShelf(program))
  await shelves.get(program)
  const made: Partial<Record<keyof Subject, unknown>> = {}
  for (const [name, make] of Object.entries(making(program, reservations)) as [keyof Subject, () => Promise<unknown>][])
    if (named?.has(name) ?? true) made[name] = await make()
  return made as Subject
}

/** What a request names of its subject: told by one of which nothing is there. */
export const namedBy = (ask: (of: Subject) => unknown): ReadonlySet<keyof Subject> => {
  const named = new Set<keyof Subject>()
  ask(
    new Proxy({} as Subject, {
      get: (_, name) => {
        named.add(name as keyof Subject)
        return String(name).startsWith('next') ? () => '' : ''
      },
    }),
  )
  return named
}
