import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { MemberTill } from '../../test/member-till.ts'
import { day } from '../../test/program.ts'
import { anyFacts, anyRules } from '../../test/rules-documents.ts'
import { availableOf } from '../ledger/wallet.ts'
import { compileRules } from '../program/compile.ts'
import { presetNames, presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { PromisedGift } from '../promotions/promised-gifts.ts'
import type { AwardFacts, Tender } from '../purchases/receipt.ts'
import { decideTierHistory, lastHolding } from '../tiers/tier-history.ts'
import { keptGoods, type BoughtGoods } from './kept-goods.ts'

const FIRST = day('2026-02-20')
const LAST = day('2026-04-01')

/** Rules of any kind, with points and member cash that end soon, late or never, so that lots lapse between. */
const anyProgram: fc.Arbitrary<ProgramRules> = fc
  .record({
    rules: anyRules,
    points: fc.constantFrom<ProgramRules['expiry']['points']>(
      { kind: 'never' },
      { kind: 'rolling', months: 1 },
      { kind: 'yearly', on: { month: 3, day: 25 } },
    ),
    memberCash: fc.constantFrom<ProgramRules['expiry']['points']>(
      { kind: 'never' },
      { kind: 'yearly', on: { month: 3, day: 25 } },
    ),
  })
  .map(({ rules, points, memberCash }) => ({ ...rules, expiry: { points, memberCash } }))

const tiersOf = (rules: ProgramRules) => [null, ...rules.tiers.map(tier => tier.code)]
const share = fc.oneof(
  fc.constant(1),
  fc.integer({ min: 0, max: 100 }).map(n => n / 100),
)

interface Draft {
  readonly facts: AwardFacts
  readonly quantities: readonly number[]
  readonly shares: readonly number[]
}

/** A receipt of any lines, in prices of single fen too, of which a part is paid in cash. */
const anyDraft = (rules: ProgramRules): fc.Arbitrary<Draft> =>
  anyFacts(tiersOf(rules)).chain(facts =>
    fc
      .record({
        totals: fc.tuple(...facts.lines.map(() => fc.oneof(fc.integer({ min: 1, max: 999 }), fc.nat(50_000)))),
        quantities: fc.tuple(...facts.lines.map(() => fc.integer({ min: 1, max: 5 }))),
        inCash: share,
        shares: fc.tuple(share, share, share),
      })
      .map(({ totals, quantities, inCash, shares }) => {
        const lines = facts.lines.map((line, i) => ({ ...line, totalMinor: totals[i]!, quantity: quantities[i]! }))
        const cashMinor = Math.round(totals.reduce((sum, total) => sum + total, 0) * inCash)
        return { facts: { ...facts, lines, cashMinor }, quantities, shares }
      }),
  )

/** The draft as it can be bought: the cash part in two tenders, the rest by what the member has, then a voucher. */
const goodsOf = (till: MemberTill, { facts, quantities, shares }: Draft): BoughtGoods => {
  const total = facts.lines.reduce((sum, line) => sum + line.totalMinor, 0)
  const [byCard, byMemberCash, byPrepaid] = shares
  const card = Math.floor(facts.cashMinor * byCard!)
  const rest = total - facts.cashMinor
  const there = (unit: 'memberCash' | 'prepaid') => availableOf(till.wallet, unit, till.today)
  const memberCash = Math.min(Math.floor(rest * byMemberCash!), there('memberCash'))
  const prepaid = Math.min(Math.floor((rest - memberCash) * byPrepaid!), there('prepaid'))
  const tenders: Tender[] = [
    { kind: 'card', amountMinor: card },
    { kind: 'memberCash', amountMinor: memberCash },
    { kind: 'wechat', amountMinor: facts.cashMinor - card },
    { kind: 'prepaid', amountMinor: prepaid },
    { kind: 'voucher', amountMinor: rest - memberCash - prepaid },
  ]
  return { facts, quantities, tenders: tenders.filter(tender => tender.amountMinor > 0) }
}

type Event =
  | {
      readonly does: 'gain'
      readonly unit: 'points' | 'memberCash'
      readonly amount: number
      readonly on: number | null
    }
  | { readonly does: 'spend'; readonly unit: 'points' | 'memberCash'; readonly share: number }
  | { readonly does: 'wait'; readonly days: number }

const unit = fc.constantFrom('points' as const, 'memberCash' as const)
const gain = fc.record({
  does: fc.constant('gain' as const),
  unit,
  amount: fc.integer({ min: 1, max: 20_000 }),
  on: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
})
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  gain,
  fc.record({ does: fc.constant('spend' as const), unit, share: fc.oneof(fc.constant(1), share) }),
  fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 15 }) }),
)

const happen = (till: MemberTill, event: Event): void => {
  switch (event.does) {
    case 'gain':
      return till.gain(event.unit, event.amount, event.on === null ? null : till.today + event.on)
    case 'spend':
      return till.spend(event.unit, event.share)
    case 'wait':
      return till.until(till.today + event.days)
  }
}

/** Every unit of the sale as one return each, in an order that a seed gives. */
const oneByOne = (quantities: readonly number[], order: readonly number[]): number[][] =>
  quantities
    .flatMap((quantity, line) => Array.from({ length: quantity }, () => line))
    .map((line, i) => ({ line, at: order[i % order.length]! }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ line }) => quantities.map((_, i) => (i === line ? 1 : 0)))

const anyCase = (rules: fc.Arbitrary<ProgramRules>) =>
  rules.chain(document =>
    fc.record({
      document: fc.constant(document),
      before: fc.array<Event>(gain, { maxLength: 3, size: 'max' }),
      drafts: fc.array(anyDraft(document), { minLength: 1, maxLength: 2, size: 'max' }),
      between: fc.array(anyEvent, { minLength: 1, maxLength: 5, size: 'max' }),
      back: fc.array(share, { minLength: 12, maxLength: 12 }),
      order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    }),
  )

type Case = ReturnType<typeof anyCase> extends fc.Arbitrary<infer C> ? C : never

/** A member who has bought, with what happened before and since. */
const prepared = ({ document, before, drafts, between }: Case): MemberTill => {
  const till = new MemberTill(compileRules(document, 1), FIRST)
  till.gain('prepaid', 50_000, null)
  for (const event of before) happen(till, event)
  for (const draft of drafts) {
    till.until(Math.max(till.today, draft.facts.businessDay))
    till.buy(goodsOf(till, draft))
  }
  for (const event of between) happen(till, event)
  return till
}

/** How many of each line come back. */
const someBack = (quantities: readonly number[], back: readonly number[]) =>
  quantities.map((quantity, i) => Math.round(quantity * back[i % back.length]!))

const tierOf = (till: MemberTill) =>
  lastHolding(decideTierHistory(till.timeline, { registeredOn: FIRST, activity: till.activity }, LAST))

/** One of the receipts comes back; where there are two, the other one is an event like all others. */
const endsInOnePlace = (one: Case): void => {
  const atOnce = prepared(one)
  const split = atOnce.copy()
  const place = one.order[0]! % atOnce.sales.length
  const back = someBack(atOnce.sales[place]!.bought.quantities, one.back)
  atOnce.takeBack(place, back)
  for (const step of oneByOne(back, one.order)) split.takeBack(place, step)
  expect(split.place).toEqual(atOnce.place)
  expect(tierOf(split)).toEqual(tierOf(atOnce))
  expect(atOnce.faults).toEqual([])
  expect(split.faults).toEqual([])
}

describe('any number and order of partial returns ends in one place', () => {
  test.each(presetNames)(
    'for %s: with mixed tenders, multipliers, caps and promotions, and with spends, expiries and later earnings since the sale',
    preset => {
      fc.assert(fc.property(anyCase(fc.constant(presets[preset])), endsInOnePlace), { numRuns: 60 })
    },
  )

  it('for any rules: every source of multipliers, rounding, grain and cap, lots that end soon or never', () => {
    fc.assert(fc.property(anyCase(anyProgram), endsInOnePlace), { numRuns: 200 })
  })

  it('of several receipts too, and when the member earns between the returns, as long as nothing expires meanwhile', () => {
    const lasting = anyProgram.map((rules): ProgramRules => ({
      ...rules,
      expiry: { points: { kind: 'never' }, memberCash: { kind: 'never' } },
    }))
    fc.assert(
      fc.property(anyCase(lasting), one => {
        const atOnce = prepared({
          ...one,
          before: one.before.map(event => ({ ...event, on: null }) as Event),
          between: [],
        })
        const split = atOnce.copy()
        const back = atOnce.sales.map(({ bought }) => someBack(bought.quantities, one.back))
        const steps = back.flatMap((quantities, place) =>
          oneByOne(quantities, one.order).map(step => ({ place, step })),
        )
        for (const [place, quantities] of back.entries()) atOnce.takeBack(place, quantities)
        const gains = one.between.flatMap(event => (event.does === 'gain' ? [{ ...event, on: null }] : []))
        for (const event of gains) happen(atOnce, event)
        for (const [i, { place, step }] of steps.entries()) {
          split.takeBack(place, step)
          if (i === Math.floor(steps.length / 2)) for (const event of gains) happen(split, event)
        }
        if (steps.length === 0) for (const event of gains) happen(split, event)
        expect(split.place).toEqual(atOnce.place)
        expect(split.faults).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

const nameOf = (gift: PromisedGift) => `${gift.revisionId} ${gift.kind} ${gift.code}`
const lostBy = (till: MemberTill, place: number) =>
  till.sales[place]!.returns.flatMap(({ decided }) => decided.lostGifts.map(nameOf)).toSorted()

describe('what promotions gave beside points', () => {
  it('is lost once, and the same by any order and split of returns, where a receipt was paid in one way', () => {
    fc.assert(
      fc.property(anyCase(anyProgram), one => {
        const inCash = one.drafts.map(({ facts, ...draft }) => ({
          ...draft,
          facts: { ...facts, cashMinor: facts.lines.reduce((sum, line) => sum + line.totalMinor, 0) },
        }))
        const atOnce = prepared({ ...one, drafts: inCash, between: [] })
        const split = atOnce.copy()
        const back = someBack(atOnce.sales[0]!.bought.quantities, one.back)
        atOnce.takeBack(0, back)
        for (const step of oneByOne(back, one.order)) split.takeBack(0, step)
        expect(lostBy(split, 0)).toEqual(lostBy(atOnce, 0))
      }),
      { numRuns: 200 },
    )
  })
})

describe('after a return', () => {
  it('the member stands as if only the kept goods had been bought', () => {
    fc.assert(
      fc.property(anyCase(anyProgram), one => {
        const till = prepared({ ...one, drafts: [], between: [] })
        const draft = one.drafts[0]!
        till.until(draft.facts.businessDay)
        const less = till.copy()
        const { bought } = till.buy(goodsOf(till, draft))
        const kept = bought.quantities.map((quantity, i) => quantity - someBack(bought.quantities, one.back)[i]!)
        till.takeBack(0, someBack(bought.quantities, one.back))
        const goods = keptGoods(till.rules, bought, kept)
        less.buy({
          facts: {
            ...bought.facts,
            cashMinor: goods.cashMinor,
            lines: bought.facts.lines.map((line, i) => ({
              ...line,
              quantity: kept[i]!,
              totalMinor: keptGoods(
                till.rules,
                bought,
                kept.map((n, at) => (at === i ? n : 0)),
              ).totalMinor,
            })),
          },
          quantities: kept,
          tenders: bought.tenders.map((tender, i) => ({ ...tender, amountMinor: goods.tendersMinor[i]! })),
        })
        expect(till.wallet.balances).toEqual(less.wallet.balances)
        expect(till.activity).toEqual(less.activity)
      }),
      { numRuns: 100 },
    )
  })

  it('of everything nothing is left of the purchase: a buy-return loop nets zero', () => {
    fc.assert(
      fc.property(anyCase(anyProgram), fc.integer({ min: 1, max: 4 }), (one, loops) => {
        const till = prepared({ ...one, drafts: [], between: [] })
        const draft = one.drafts[0]!
        till.until(draft.facts.businessDay)
        const before = till.wallet
        for (let loop = 0; loop < loops; loop++) {
          const { bought } = till.buy(goodsOf(till, draft))
          till.takeBack(loop, bought.quantities)
        }
        expect(till.wallet.balances).toEqual(before.balances)
        const open = (wallet: typeof before) =>
          [...wallet.lots.points, ...wallet.lots.memberCash].toSorted((a, b) => a.id - b.id)
        expect(open(till.wallet)).toEqual(open(before))
        expect(till.activity.every(entry => entry.qualifyingPoints === 0 && entry.spendMinor === 0)).toBe(true)
        expect(till.faults).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('no refund is below zero, and all of them come to what came back', () => {
    fc.assert(
      fc.property(anyCase(anyProgram), one => {
        const till = prepared(one)
        const { bought } = till.sales[0]!
        let left = bought.quantities
        for (const step of oneByOne(someBack(bought.quantities, one.back), one.order)) {
          const before = keptGoods(till.rules, bought, left).totalMinor
          left = left.map((quantity, i) => quantity - step[i]!)
          const { refundsMinor } = till.takeBack(0, step)
          expect(refundsMinor.every(amount => amount >= 0)).toBe(true)
          expect(refundsMinor.reduce((sum, amount) => sum + amount, 0)).toBe(
            before - keptGoods(till.rules, bought, left).totalMinor,
          )
        }
      }),
      { numRuns: 100 },
    )
  })
})
