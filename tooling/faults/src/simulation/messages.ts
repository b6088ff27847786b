import type { Answer } from '@laurel/api/testing'
import { changed, documents } from '../model/documents.ts'
import type { Chance } from './chance.ts'

/** What a client asks for; each kind leaves this kind of transaction, or none. */
export const LEAVES = {
  enrol: [],
  buy: ['earn', 'spend'],
  buyWithCoupon: ['earn'],
  giveBack: ['return'],
  redeem: ['redeem'],
  cancel: ['reverse'],
  collect: [],
  giveCoupon: [],
  withdraw: [],
  setTier: [],
  refund: ['refund'],
  changeRules: [],
  topUp: ['topup'],
  takeBack: ['reverse'],
  restock: [],
  adjust: ['adjust'],
  use: [],
  merge: ['transfer'],
  erase: ['expire'],
  clock: [],
} as const
export type Kind = keyof typeof LEAVES
export const KINDS = Object.keys(LEAVES) as readonly Kind[]

/** A message of a client, sent under one Idempotency-Key until it is answered, and at times once more. */
export interface Message {
  readonly kind: Kind
  readonly key: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>> | undefined
  /** Whom it is about: of a merge two, of what is about nobody none. */
  readonly members: readonly string[]
  /** How many of it are on their way; those of a process that died stay so. */
  onTheirWay: number
  /** How often it was sent while things failed. */
  sent: number
  answer: Answer['body'] | null
  /** Set once it is refused and no other of it may still be done. */
  refusal: string | null
}

/** What clients know so far. */
export interface Known {
  readonly messages: Message[]
  readonly members: string[]
  /** Of whom it was heard that they are erased. */
  readonly erased: Set<string>
  /** Whose card a card was heard to have become. */
  readonly survivors: Map<string, string>
  readonly purchases: { readonly id: string; readonly member: string }[]
  readonly redemptions: { readonly id: string; readonly member: string }[]
  readonly topUps: { readonly id: string; readonly member: string }[]
  readonly coupons: { readonly id: string; readonly code: string; readonly member: string }[]
  /** The last instant to which somebody has moved the clock. */
  clock: number
}

const HOUR_MS = 3_600_000

/** The one coupon that there is: fewer than are asked for. */
export const COUPON = {
  code: 'ten',
  name: { en: 'Ten' },
  off: { amount: 1_000 },
  use: 'discount',
  distribution: 'given',
  stock: 5,
}

type Drawn = Pick<Message, 'path' | 'body' | 'members'> & Partial<Pick<Message, 'method'>>

/** Whose a card is, as far as was heard. */
export const survivorOf = (known: Known, member: string): string => {
  const survivor = known.survivors.get(member)
  return survivor === undefined ? member : survivorOf(known, survivor)
}

/** What a client knows once a message is answered. */
export const learn = (known: Known, { kind, members: [member, from] }: Message, body: Answer['body']): void => {
  switch (kind) {
    case 'enrol':
      known.members.push(body.id)
      break
    case 'buy':
    case 'buyWithCoupon':
      known.purchases.push({ id: body.id, member: member! })
      break
    case 'redeem':
      known.redemptions.push({ id: body.id, member: member! })
      break
    case 'topUp':
      known.topUps.push({ id: body.id, member: member! })
      break
    case 'giveCoupon':
      known.coupons.push({ id: body.id, code: body.code, member: member! })
      break
    case 'merge':
      if (survivorOf(known, from!) !== survivorOf(known, member!))
        known.survivors.set(survivorOf(known, from!), member!)
      break
    case 'erase':
      for (const other of known.members)
        if (survivorOf(known, other) === survivorOf(known, member!)) known.erased.add(other)
  }
}

/** A member by one of their ids. Who is known to be erased is still asked for now and then. */
const anyMember = ({ members, erased }: Known, chance: Chance): string => {
  const present = members.filter(member => !erased.has(member))
  return chance.pick(present.length > 0 && !chance.percent(3) ? present : members)
}

/** More than these are left of those who are there. */
const FEWEST = 2
const areEnough = (known: Known): boolean =>
  new Set(known.members.filter(member => !known.erased.has(member)).map(member => survivorOf(known, member))).size >
  FEWEST

/** One valid message of a kind; null where nothing is there yet that it could be about. */
const draw: Readonly<Record<Kind, (known: Known, chance: Chance) => Drawn | null>> = {
  enrol: (known, chance) => ({
    path: '/v1/members',
    body: { phone: `+86138${String(chance.below(1e8)).padStart(8, '0')}`, name: '李雷', birthday: '1990-11-03' },
    members: [],
  }),
  buy: (known, chance) => {
    const member = anyMember(known, chance)
    const amount = (1 + chance.below(9_000)) * 100
    const memberCash = chance.percent(30) ? Math.min(amount, chance.below(500)) : 0
    const prepaid = chance.percent(20) ? Math.min(amount, 100 * chance.below(2_000)) : 0
    return {
      path: '/v1/purchases',
      body: {
        memberId: member,
        store: 's1',
        externalId: `till-${known.messages.length}`,
        occurredAt: new Date(known.clock - chance.below(48) * HOUR_MS).toISOString(),
        lines: [{ sku: 'A1', brand: 'acme', quantity: 2, unitPrice: amount }],
        tenders: [
          { kind: 'wechat', amount: 2 * amount - memberCash - prepaid },
          ...(prepaid > 0 ? [{ kind: 'prepaid', amount: prepaid }] : []),
          ...(memberCash > 0 ? [{ kind: 'memberCash', amount: memberCash }] : []),
        ],
      },
      members: [member],
    }
  },
  buyWithCoupon: (known, chance) => {
    if (known.coupons.length === 0) return null
    const { code, member } = chance.pick(known.coupons)
    const unitPrice = (10 + chance.below(900)) * 100
    const total = 2 * unitPrice - COUPON.off.amount
    return {
      path: '/v1/purchases',
      body: {
        memberId: member,
        store: 's1',
        externalId: `till-${known.messages.length}`,
        occurredAt: new Date(known.clock).toISOString(),
        lines: [{ sku: 'A1', brand: 'acme', quantity: 2, unitPrice, total, beforeCoupons: 2 * unitPrice }],
        tenders: [{ kind: 'wechat', amount: total }],
        coupons: [code],
      },
      members: [member],
    }
  },
  giveBack: (known, chance) => {
    if (known.purchases.length === 0) return null
    const { id, member } = chance.pick(known.purchases)
    return { path: `/v1/purchases/${id}/returns`, body: { lines: [{ index: 0, quantity: 1 }] }, members: [member] }
  },
  redeem: (known, chance) => {
    const member = anyMember(known, chance)
    return { path: '/v1/redemptions', body: { memberId: member, reward: 'mug' }, members: [member] }
  },
  cancel: (known, chance) => {
    if (known.redemptions.length === 0) return null
    const { id, member } = chance.pick(known.redemptions)
    return { path: `/v1/redemptions/${id}/cancel`, body: undefined, members: [member] }
  },
  collect: (known, chance) => {
    if (known.redemptions.length === 0) return null
    const { id, member } = chance.pick(known.redemptions)
    return { path: `/v1/redemptions/${id}/collect`, body: undefined, members: [member] }
  },
  giveCoupon: (known, chance) => {
    const member = anyMember(known, chance)
    return { path: `/v1/members/${member}/coupons`, body: { coupon: COUPON.code }, members: [member] }
  },
  withdraw: (known, chance) => {
    if (known.coupons.length === 0) return null
    const { id, member } = chance.pick(known.coupons)
    return { path: `/v1/memberCoupons/${id}/withdraw`, body: { reason: 'by mistake' }, members: [member] }
  },
  setTier: (known, chance) => {
    const member = anyMember(known, chance)
    const code = chance.pick(['VIP', 'SUPREME'])
    return { path: `/v1/members/${member}/tier`, body: { code, reason: 'by hand' }, members: [member] }
  },
  refund: (known, chance) => {
    const member = anyMember(known, chance)
    const body = { amount: 100 * (1 + chance.below(1_000)), tender: 'cash', reason: 'asked for it' }
    return { path: `/v1/members/${member}/prepaidRefunds`, body, members: [member] }
  },
  changeRules: (known, chance) => ({
    method: 'PUT',
    path: '/v1/program/rules',
    body: { rules: changed(documents.wanqian, chance.below(3)) },
    members: [],
  }),
  topUp: (known, chance) => {
    const member = anyMember(known, chance)
    return { path: '/v1/topups', body: { memberId: member, plan: 'topup-3000', tender: 'cash' }, members: [member] }
  },
  takeBack: (known, chance) => {
    if (known.topUps.length === 0) return null
    const { id, member } = chance.pick(known.topUps)
    return { path: `/v1/topups/${id}/reverse`, body: { reason: 'by mistake' }, members: [member] }
  },
  restock: (_, chance) => ({
    method: 'PATCH',
    path: '/v1/rewards/mug',
    body: { stock: 4 + chance.below(12) },
    members: [],
  }),
  adjust: (known, chance) => {
    const member = anyMember(known, chance)
    const body = { unit: 'points', amount: chance.below(200) - 100 || 1, reason: 'set right' }
    return { path: `/v1/members/${member}/adjustments`, body, members: [member] }
  },
  use: (known, chance) => {
    const member = anyMember(known, chance)
    return { path: '/v1/benefitUses', body: { memberId: member, benefit: 'birthday-gift' }, members: [member] }
  },
  merge: (known, chance) => {
    if (!areEnough(known)) return null
    const [into, from] = [anyMember(known, chance), chance.pick(known.members)]
    return { path: `/v1/members/${into}/merge`, body: { from }, members: [into, from] }
  },
  erase: (known, chance) => {
    if (!areEnough(known) || chance.percent(50)) return null
    const member = chance.pick(known.members)
    return { method: 'DELETE', path: `/v1/members/${member}`, body: undefined, members: [member] }
  },
  // Before the journal begins the clock may go back, so that what crosses on the way would set it back.
  clock: (known, chance) => {
    if (known.purchases.length === 0) return null
    known.clock += (1 + chance.below(chance.percent(20) ? 24 * 40 : 30)) * HOUR_MS
    return { path: '/v1/program/clock', body: { now: new Date(known.clock).toISOString() }, members: [] }
  },
}

const OFTEN: readonly Kind[] = [
  ...Array<Kind>(8).fill('buy'),
  ...Array<Kind>(3).fill('giveBack'),
  ...Array<Kind>(4).fill('redeem'),
  ...Array<Kind>(2).fill('collect'),
  ...Array<Kind>(3).fill('topUp'),
  ...Array<Kind>(4).fill('buyWithCoupon'),
  ...(['cancel', 'collect', 'cancel', 'giveCoupon', 'withdraw', 'setTier', 'refund', 'changeRules'] as const),
  ...([
    'takeBack',
    'takeBack',
    'restock',
    'adjust',
    'use',
    'clock',
    'enrol',
    'merge',
    'erase',
    'giveCoupon',
    'merge',
    'erase',
  ] as const),
]

/** A new message of a client. */
export const newMessage = (known: Known, chance: Chance): Message => {
  for (;;) {
    const kind = chance.pick(OFTEN)
    const drawn = draw[kind](known, chance)
    if (!drawn) continue
    const unsent = { onTheirWay: 0, sent: 0, answer: null, refusal: null }
    const message = { kind, key: `message-${known.messages.length}`, method: 'POST' as const, ...drawn, ...unsent }
    known.messages.push(message)
    return message
  }
}
