import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { newBooks, points, purchase, receipt } from '../../test/receipts.ts'
import { setTier, toppedUp } from '../../test/tier-acts.ts'
import { formatDay } from '../calendar/day.ts'
import { presets } from '../program/presets/presets.ts'
import { addActivity, decidePurchase } from '../purchases/decide-purchase.ts'
import type { MemberBooks } from '../purchases/member-books.ts'
import { actsWithLessAfter, type TierAct } from './tier-acts.ts'
import { decideTierHistory, lastHolding, type TierFacts } from './tier-history.ts'

const wangfujing = timelineOf(presets.wangfujing)
const boutique = timelineOf(presets.boutique)

const heldOn = (facts: Omit<TierFacts, 'registeredOn'>, on: string, timeline = wangfujing) => {
  const held = lastHolding(decideTierHistory(timeline, { registeredOn: day('2026-01-05'), ...facts }, day(on)))
  return [held.tier, formatDay(held.since), held.through === null ? null : formatDay(held.through)]
}

describe('a tier set by hand', () => {
  test.each([
    ['a higher one', 'SVIP', ['SVIP', '2026-03-10', '2027-03-09']],
    ['a lower one', 'ME', ['ME', '2026-03-10', '2026-07-31']],
    ['none', null, [null, '2026-03-10', null]],
  ])('holds whatever it says, from its own day: %s', (_, tier, held) => {
    const activity = [points('2026-03-01', 6_000)]
    const acts = [setTier('2026-03-10 15:00:00', tier)]
    expect(heldOn({ activity, acts }, '2026-03-10')).toEqual(held)
  })

  test('has held before since it was first held, though its validity begins anew', () => {
    const activity = [points('2026-03-01', 6_000)]
    const acts = [setTier('2026-05-10 15:00:00', 'WE')]
    expect(heldOn({ activity, acts }, '2026-05-10')).toEqual(['WE', '2026-03-01', '2027-05-09'])
  })

  test('is valid through the day that it says, and then renewed or lost by the rules', () => {
    const acts = [setTier('2026-03-10 15:00:00', 'WE', { through: day('2026-06-30') })]
    expect(heldOn({ activity: [], acts }, '2026-06-30')).toEqual(['WE', '2026-03-10', '2026-06-30'])
    expect(heldOn({ activity: [], acts }, '2026-07-01')).toEqual(['ME', '2026-07-01', '2026-07-31'])
    const enough = [points('2026-05-02', 4_999), points('2026-06-30', 5_001)]
    expect(heldOn({ activity: enough, acts }, '2026-07-01')).toEqual(['WE', '2026-03-10', '2027-06-30'])
    const short = [points('2026-05-02', 4_999), points('2026-06-30', 5_000)]
    expect(heldOn({ activity: short, acts }, '2026-07-01')).toEqual(['ME', '2026-07-01', '2026-07-31'])
  })

  test('is looked at by the August review like any other', () => {
    const acts = [setTier('2026-03-10 15:00:00', 'ME')]
    const year = [points('2026-01-10', 5_000), points('2026-05-10', 5_000)]
    expect(heldOn({ activity: year, acts }, '2026-08-01')).toEqual(['WE', '2026-08-01', '2027-07-31'])
    expect(heldOn({ activity: [points('2026-05-10', 999)], acts }, '2026-08-01')).toEqual([null, '2026-08-01', null])
    expect(heldOn({ activity: [points('2026-02-10', 1_000)], acts }, '2026-08-01')).toEqual([
      'ME',
      '2026-02-10',
      '2027-07-31',
    ])
  })

  test('holds against the receipts of its day that came before it; one that came after it raises again', () => {
    const activity = [points('2026-03-10', 6_500)]
    const before = setTier('2026-03-10 15:00:00', 'ME')
    expect(heldOn({ activity, acts: [before] }, '2026-03-10')).toEqual(['ME', '2026-03-10', '2026-07-31'])
    const after = { ...before, after: [points('2026-03-10', 1)] }
    expect(heldOn({ activity, acts: [after] }, '2026-03-10')).toEqual(['WE', '2026-03-10', '2027-03-09'])
  })

  test('is followed by the next of the same day, and of the same instant by what was recorded next', () => {
    const acts = [
      setTier('2026-03-10 15:00:00', null, { seq: 3 }),
      setTier('2026-03-10 15:00:00', 'WE', { seq: 2 }),
      setTier('2026-03-10 09:00:00', 'SVIP', { seq: 1 }),
    ]
    const history = decideTierHistory(
      wangfujing,
      { registeredOn: day('2026-01-05'), activity: [], acts },
      day('2026-03-10'),
    )
    expect(history.map(({ tier }) => tier)).toEqual([null, 'SVIP', 'WE', null])
  })

  test('on the day of a review stands after it', () => {
    const activity = [points('2025-12-01', 70_000)]
    const acts = [setTier('2026-08-01 00:00:00', 'ME')]
    const facts = { registeredOn: day('2025-11-01'), activity, acts }
    expect(lastHolding(decideTierHistory(wangfujing, facts, day('2026-08-01'))).tier).toBe('ME')
  })
})

describe('the class of a top-up (S3)', () => {
  const small = toppedUp('2026-03-10 10:00:00', 'topup-3000')
  const large = toppedUp('2026-03-11 10:00:00', 'topup-5000', { seq: 2, id: 2 })
  test.each<[string, readonly TierAct[], (string | null)[]]>([
    ['the small one', [small], ['CLASS-90', '2026-03-10', null]],
    ['the large one', [large], ['CLASS-88', '2026-03-11', null]],
    ['the large one after the small one', [small, large], ['CLASS-88', '2026-03-11', null]],
    [
      'the small one again after the large one',
      [large, { ...small, at: shanghai('2026-04-01 10:00:00'), day: day('2026-04-01'), seq: 3 }],
      ['CLASS-88', '2026-03-11', null],
    ],
    [
      'the small one twice, which gives no later date',
      [small, { ...small, at: shanghai('2026-04-01 10:00:00'), day: day('2026-04-01'), seq: 3 }],
      ['CLASS-90', '2026-03-10', null],
    ],
    ['a plan that no tier names', [{ ...small, plan: 'gone' }], [null, '2026-01-05', null]],
  ])('is the better one, and does not end: %s', (_, acts, held) => {
    expect(heldOn({ activity: [], acts }, '2029-12-31', boutique)).toEqual(held)
  })
})

interface Event {
  readonly minute: number
  readonly yuan: number
  /** A tier set then instead of a receipt. */
  readonly set?: string | null
  readonly late: boolean
}

const event: fc.Arbitrary<Event> = fc.record(
  {
    // Mostly on few hours of the two days around the review, so that acts and receipts meet.
    minute: fc.oneof(fc.integer({ min: 24 * 60, max: 24 * 60 + 60 }), fc.integer({ min: 0, max: 4 * 24 * 60 })),
    yuan: fc.constantFrom(100, 500, 2_000, 5_999, 6_000, 13_000, 31_000),
    set: fc.constantFrom(null, 'ME', 'WE', 'SVIP'),
    late: fc.boolean(),
  },
  { requiredKeys: ['minute', 'yuan', 'late'] },
)

const START = shanghai('2026-07-30 00:00:00')
const instantOf = ({ minute }: Event) => START + minute * 60_000

const dayOfEvent = ({ minute }: Event) => day('2026-07-30') + Math.floor(minute / (24 * 60))
const earned = (event: Event) => points(dayOfEvent(event), event.yuan)
const isReceipt = (event: Event) => event.set === undefined

/** The act of an event, with what those of the receipts that come after it on its day come to. */
const actOf = (event: Event, receipts: readonly Event[]): TierAct => ({
  ...setTier('2026-07-30 00:00:00', event.set ?? null),
  at: instantOf(event),
  day: dayOfEvent(event),
  after: receipts.filter(other => other.minute > event.minute && dayOfEvent(other) === dayOfEvent(event)).map(earned),
})

/** The tier after these events, from what they come to, whatever the order in which they were recorded. */
const heldAfterAll = (events: readonly Event[], on: number) => {
  const receipts = events.filter(isReceipt)
  const activity = receipts.reduce<readonly ReturnType<typeof points>[]>(
    (days, event) => addActivity(days, earned(event)),
    [],
  )
  const acts = events.filter(event => !isReceipt(event)).map(event => actOf(event, receipts))
  return lastHolding(decideTierHistory(wangfujing, { registeredOn: day('2026-07-01'), activity, acts }, on))
}

/** Records the events in the order given, one by one; each receipt is judged by what had happened before it. */
const record = (events: readonly Event[]) => {
  let books: MemberBooks = newBooks('2026-07-01')
  const now = START + 5 * 24 * 60 * 60_000
  for (const [i, event] of events.entries()) {
    const known = events.slice(0, i)
    const receipts = known.filter(isReceipt)
    if (isReceipt(event)) {
      const later = receipts.filter(other => other.minute > event.minute).map(earned)
      const facts = purchase(receipt(event.yuan * 100, instantOf(event)), { later, now, transactionId: i + 1 })
      const decided = decidePurchase(wangfujing, books, facts)
      if (!decided.accepted) throw new Error(decided.reason)
      const before = known.filter(other => other.minute < event.minute)
      expect(decided.value.facts.tier).toBe(heldAfterAll(before, dayOfEvent(event)).tier)
      books = decided.value.booksAfter
    } else books = Object.assign({}, books, { acts: [...(books.acts ?? []), actOf(event, receipts)] })
  }
  return lastHolding(decideTierHistory(wangfujing, books, day('2026-08-04')))
}

test('receipts that come late among acts end where they would have ended in time, across a review', () => {
  fc.assert(
    fc.property(fc.uniqueArray(event, { maxLength: 12, selector: e => e.minute }), events => {
      const inTime = events.toSorted((a, b) => a.minute - b.minute)
      const isLate = (e: Event) => e.late && isReceipt(e)
      const late = [...inTime.filter(e => !isLate(e)), ...events.filter(isLate)]
      const expected = heldAfterAll(events, day('2026-08-04'))
      expect(record(inTime)).toEqual(expected)
      expect(record(late)).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

test('acts and days may be loaded in any order', () => {
  const acts = [
    setTier('2026-03-10 09:00:00', 'SVIP', { seq: 1, after: [points('2026-03-10', 6_000)] }),
    setTier('2026-03-10 15:00:00', 'ME', { seq: 4, after: [points('2026-03-10', 500)] }),
    setTier('2026-03-12 15:00:00', null, { seq: 6 }),
  ]
  const activity = [points('2026-03-10', 7_000), points('2026-03-11', 300), points('2026-03-13', 6_000)]
  const facts = { registeredOn: day('2026-01-05'), activity, acts }
  const expected = decideTierHistory(wangfujing, facts, day('2026-12-31'))
  fc.assert(
    fc.property(
      fc.shuffledSubarray(acts, { minLength: acts.length }),
      fc.shuffledSubarray(activity, { minLength: activity.length }),
      (shuffledActs, shuffledDays) => {
        const shuffled = { ...facts, acts: shuffledActs, activity: shuffledDays }
        expect(decideTierHistory(wangfujing, shuffled, day('2026-12-31'))).toEqual(expected)
      },
    ),
  )
})

describe('a late receipt beside an act of its day', () => {
  const books = newBooks('2026-01-05', { acts: [setTier('2026-03-10 15:00:00', 'SVIP')] })
  test.each([
    ['before it', '2026-03-10 14:59:59', null],
    ['at its instant', '2026-03-10 15:00:00', 'SVIP'],
    ['after it', '2026-03-10 15:00:01', 'SVIP'],
  ])('is judged at the tier held then: %s', (_, when, tier) => {
    for (const now of [shanghai('2026-03-10 20:00:00'), shanghai('2026-03-12 20:00:00')]) {
      const decided = decidePurchase(wangfujing, books, purchase(receipt(100_00, shanghai(when)), { now }))
      expect(decided.accepted && decided.value.facts.tier).toBe(tier)
    }
  })
})

describe('goods that come back, beside an act of their day', () => {
  const at = '2026-03-10 15:00:00'
  const sold = points('2026-03-10', 300)
  const act = setTier(at, 'ME', { seq: 5, after: [points('2026-03-10', 1_000)] })
  const afterOf = (when: string, seq: number, acts: readonly TierAct[] = [act], less = sold) =>
    actsWithLessAfter(acts, { at: shanghai(when), seq }, less)[0]!.after

  test.each([
    ['after it', '2026-03-10 15:00:01', 1, true],
    ['at its instant, recorded after it', at, 6, true],
    ['at its instant, recorded before it', at, 4, false],
    ['before it', '2026-03-10 14:59:59', 9, false],
  ])('are taken from what came after the act where they were sold %s', (_, when, seq, taken) => {
    const less = { ...sold, qualifyingPoints: -300, spendMinor: -300_00 }
    expect(afterOf(when, seq)).toEqual(taken ? [points('2026-03-10', 1_000), less] : act.after)
  })

  test('leave acts of other days as they are', () => {
    expect(afterOf('2026-03-11 15:00:00', 6, [act], points('2026-03-11', 300))).toEqual(act.after)
  })
})
