import { parseDay } from '../src/calendar/day.ts'
import { startOfDay } from '../src/calendar/zone.ts'
import type { JobKind } from '../src/jobs/next-due.ts'
import type { ProgramRules } from '../src/program/rules.schema.ts'
import type { RulesTimeline } from '../src/program/timeline.ts'
import { draftTimeline, type DraftWindow } from '../src/replay/draft-timeline.ts'
import type {
  HistoryAdjustment,
  HistoryErasure,
  HistoryEvent,
  HistoryJob,
  HistoryPrepaidRefund,
  HistoryPurchase,
  HistoryRedemption,
  HistoryRedemptionEnd,
  HistoryReturn,
  HistoryTierSet,
  HistoryTopUp,
  HistoryTopUpReversal,
  KeptHistory,
} from '../src/replay/kept-history.ts'
import { replayMember, type ReplayedMember } from '../src/replay/replay-member.ts'
import { day, shanghai, timelineOf } from './program.ts'
import { lineFacts } from './receipts.ts'

/** An event that has no place in a journal yet. */
type Unplaced<Event> = Event extends HistoryEvent ? Omit<Event, 'id' | 'seq'> : never

const recorded = (when: string) => ({ recordedAt: shanghai(when), rulesVersion: 1 })

/** A receipt of one line for so many minor units, paid in cash, recorded as it occurred unless told. */
export const bought = (
  when: string,
  totalMinor: number,
  fields: Partial<HistoryPurchase> = {},
): Unplaced<HistoryPurchase> => ({
  ...recorded(when),
  kind: 'purchase',
  occurredAt: shanghai(when),
  store: 'beijing-1',
  birthday: false,
  promotions: [],
  lines: [lineFacts({ totalMinor })],
  tenders: [{ kind: 'cash', amountMinor: totalMinor }],
  isPast: false,
  ...fields,
})

/** The only line of a purchase comes back, one piece of it. */
export const tookBack = (
  when: string,
  purchaseId: number,
  fields: Partial<HistoryReturn> = {},
): Unplaced<HistoryReturn> => ({
  ...recorded(when),
  kind: 'return',
  purchaseId,
  occurredAt: shanghai(when),
  lines: [{ index: 0, quantity: 1 }],
  ...fields,
})

/** One piece of a gift that every member may have. */
export const redeemed = (
  when: string,
  pointsEach: number,
  fields: Partial<HistoryRedemption> = {},
): Unplaced<HistoryRedemption> => ({
  ...recorded(when),
  kind: 'redemption',
  reward: 'mug',
  pointsEach,
  quantity: 1,
  tiers: null,
  ...fields,
})

export const ended = (
  when: string,
  redemptionId: number,
  end: HistoryRedemptionEnd['end'] = 'cancelled',
): Unplaced<HistoryRedemptionEnd> => ({
  ...recorded(when),
  kind: 'redemptionEnd',
  redemptionId,
  end,
  occurredAt: shanghai(when),
})

export const toppedUpBy = (
  when: string,
  plan: string,
  prepaidMinor: number,
  points: number,
): Unplaced<HistoryTopUp> => ({ ...recorded(when), kind: 'topUp', plan, prepaidMinor, points })

export const tookBackTopUp = (when: string, topUpId: number): Unplaced<HistoryTopUpReversal> => ({
  ...recorded(when),
  kind: 'topUpReversal',
  topUpId,
})

export const paidBack = (when: string, amountMinor: number): Unplaced<HistoryPrepaidRefund> => ({
  ...recorded(when),
  kind: 'prepaidRefund',
  amountMinor,
})

export const adjusted = (
  when: string,
  unit: HistoryAdjustment['unit'],
  amount: number,
): Unplaced<HistoryAdjustment> => ({ ...recorded(when), kind: 'adjustment', unit, amount })

export const setByHand = (
  when: string,
  tier: string | null,
  through: string | null = null,
): Unplaced<HistoryTierSet> => ({
  ...recorded(when),
  kind: 'tierSet',
  tier,
  through: through === null ? null : day(through),
  movedIn: null,
})

export const erased = (when: string): Unplaced<HistoryErasure> => ({ ...recorded(when), kind: 'erasure' })

/** Scheduled work of the start of a day, such as `rebate:august:2026-08-01`. */
export const ran = (name: string): Unplaced<HistoryJob> => {
  const parts = name.split(':')
  const on = parseDay(parts.at(-1)!)!
  const at = startOfDay(on, 'Asia/Shanghai')
  const occurrence = { name, kind: parts[0] as JobKind, code: parts.length > 2 ? parts[1]! : null, day: on, at }
  return { kind: 'job', recordedAt: at, rulesVersion: 1, occurrence }
}

/** A member's life, its events in the order of the journal: their ids and places count from 1. */
export const history = (registered: string, ...events: readonly Unplaced<HistoryEvent>[]): KeptHistory => ({
  registeredOn: day(registered.slice(0, 10)),
  registeredAt: shanghai(registered),
  events: events.map((event, i): HistoryEvent => ({ ...event, id: i + 1, seq: i + 1 })),
})

/** Replays a life through the end of a day, under a draft in place of the rules that were in force. */
export const replayed = (
  life: KeptHistory,
  {
    timeline,
    draft,
    window = { from: -Infinity, to: Infinity },
    today,
  }: {
    readonly timeline: RulesTimeline
    readonly draft: ProgramRules
    readonly window?: DraftWindow
    readonly today: string
  },
): ReplayedMember =>
  replayMember(draftTimeline(timeline, draft, window), life, {
    workDoneThrough: shanghai(`${today} 23:59:59`),
    today: day(today),
  })

/** A life through 2026 or a day of it, under a draft from one instant to another or for ever; `of` was in force. */
export const under = (
  draft: ProgramRules,
  life: KeptHistory,
  fields: { readonly of?: ProgramRules; readonly from?: string; readonly to?: string; readonly today?: string } = {},
): ReplayedMember =>
  replayed(life, {
    timeline: timelineOf(fields.of ?? draft),
    draft,
    window: {
      from: fields.from ? shanghai(fields.from) : -Infinity,
      to: fields.to ? shanghai(fields.to) : Infinity,
    },
    today: fields.today ?? '2026-12-31',
  })

/** The rules with another rate of points. */
export const atRate = (rules: ProgramRules, points: number, perMinor = rules.earning.rate.perMinor): ProgramRules => ({
  ...rules,
  earning: { ...rules.earning, rate: { points, perMinor } },
})
