import type { Answer } from '@laurel/api/testing'
import type { Chance } from './chance.ts'

/** What a client asks for; each kind leaves this kind of transaction, or none. */
export const LEAVES = {
  enrol: [],
  buy: ['earn', 'spend'],
  giveBack: ['return'],
  redeem: ['redeem'],
  cancel: ['reverse'],
  topUp: ['topup'],
  adjust: ['adjust'],
  use: [],
  clock: [],
} as const
export type Kind = keyof typeof LEAVES

/** A message of a client, sent under one Idempotency-Key until it is answered, and at times once more. */
export interface Message {
  readonly kind: Kind
  readonly key: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>> | undefined
  /** Whom it is about; null for what is about nobody. */
  readonly member: string | null
  /** How many of it are on their way; those of a process that died stay so. */
  onTheirWay: number
  answer: Answer['body'] | null
  /** Set once it is refused and no other of it may still be done. */
  refusal: string | null
}

/** What clients know so far. */
export interface Known {
  readonly messages: Message[]
  readonly members: string[]
  readonly purchases: { readonly id: string; readonly member: string }[]
  readonly redemptions: { readonly id: string; readonly member: string }[]
  /** The last instant to which somebody has moved the clock. */
  clock: number
}

const HOUR_MS = 3_600_000

type Drawn = Pick<Message, 'path' | 'body' | 'member'>

/** One valid message of a kind; null where nothing is there yet that it could be about. */
const draw: Readonly<Record<Kind, (known: Known, chance: Chance) => Drawn | null>> = {
  enrol: (known, chance) => ({
    path: '/v1/members',
    body: { phone: `+86138${String(chance.below(1e8)).padStart(8, '0')}`, name: '李雷', birthday: '1990-11-03' },
    member: null,
  }),
  buy: (known, chance) => {
    const member = chance.pick(known.members)
    const amount = (1 + chance.below(9_000)) * 100
    const memberCash = chance.percent(30) ? Math.min(amount, chance.below(500)) : 0
    return {
      path: '/v1/purchases',
      body: {
        memberId: member,
        store: 's1',
        externalId: `till-${known.messages.length}`,
        occurredAt: new Date(known.clock - chance.below(48) * HOUR_MS).toISOString(),
        lines: [{ sku: 'A1', brand: 'acme', quantity: 2, unitPrice: amount }],
        tenders: [
          { kind: 'wechat', amount: 2 * amount - memberCash },
          ...(memberCash > 0 ? [{ kind: 'memberCash', amount: memberCash }] : []),
        ],
      },
      member,
    }
  },
  giveBack: (known, chance) => {
    if (known.purchases.length === 0) return null
    const { id, member } = chance.pick(known.purchases)
    return { path: `/v1/purchases/${id}/returns`, body: { lines: [{ index: 0, quantity: 1 }] }, member }
  },
  redeem: (known, chance) => {
    const member = chance.pick(known.members)
    return { path: '/v1/redemptions', body: { memberId: member, reward: 'mug' }, member }
  },
  cancel: (known, chance) => {
    if (known.redemptions.length === 0) return null
    const { id, member } = chance.pick(known.redemptions)
    return { path: `/v1/redemptions/${id}/cancel`, body: undefined, member }
  },
  topUp: (known, chance) => {
    const member = chance.pick(known.members)
    return { path: '/v1/topups', body: { memberId: member, plan: 'topup-3000', tender: 'cash' }, member }
  },
  adjust: (known, chance) => {
    const member = chance.pick(known.members)
    const body = { unit: 'points', amount: chance.below(200) - 100 || 1, reason: 'set right' }
    return { path: `/v1/members/${member}/adjustments`, body, member }
  },
  use: (known, chance) => {
    const member = chance.pick(known.members)
    return { path: '/v1/benefitUses', body: { memberId: member, benefit: 'birthday-gift' }, member }
  },
  clock: (known, chance) => {
    known.clock += (1 + chance.below(chance.percent(20) ? 24 * 40 : 30)) * HOUR_MS
    return { path: '/v1/program/clock', body: { now: new Date(known.clock).toISOString() }, member: null }
  },
}

const OFTEN: readonly Kind[] = [
  ...Array<Kind>(8).fill('buy'),
  ...Array<Kind>(3).fill('giveBack'),
  ...Array<Kind>(2).fill('redeem'),
  ...(['cancel', 'topUp', 'adjust', 'use', 'clock', 'enrol'] as const),
]

/** A new message of a client. */
export const newMessage = (known: Known, chance: Chance): Message => {
  for (;;) {
    const kind = chance.pick(OFTEN)
    const drawn = draw[kind](known, chance)
    if (!drawn) continue
    const unsent = { onTheirWay: 0, answer: null, refusal: null }
    const message = { kind, key: `message-${known.messages.length}`, ...drawn, ...unsent }
    known.messages.push(message)
    return message
  }
}
