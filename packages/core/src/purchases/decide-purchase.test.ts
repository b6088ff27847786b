import { describe, expect, it, test } from 'vitest'
import { day, earningLike, shanghai, timelineOf } from '../../test/program.ts'
import { brandSetting, newBooks, points, purchase, receipt, receiptLine, tender } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { decidePurchase, type DecidedPurchase, type MemberBooks, type PurchaseFacts } from './decide-purchase.ts'

const MAX = Number.MAX_SAFE_INTEGER
const wangfujing = timelineOf(presets.wangfujing)
const wanqian = timelineOf(presets.wanqian)
const boutique = timelineOf(presets.boutique)
const at = shanghai('2026-03-10 14:05:00')

const accepted = (timeline: RulesTimeline, books: MemberBooks, facts: PurchaseFacts): DecidedPurchase => {
  const decision = decidePurchase(timeline, books, facts)
  if (!decision.accepted) throw new Error(`refused: ${decision.reason}`)
  return decision.value
}
const reasonOf = (timeline: RulesTimeline, books: MemberBooks, facts: PurchaseFacts): string | null => {
  const decision = decidePurchase(timeline, books, facts)
  return decision.accepted ? null : decision.reason
}
const member = newBooks('2025-01-01')
const rich = (fields: Partial<MemberBooks['balances']>, lots: MemberBooks['memberCashLots'] = []): MemberBooks => ({
  ...member,
  balances: { points: 0, memberCash: 0, prepaid: 0, ...fields },
  memberCashLots: lots,
})
const lot = (id: number, remaining: number, expiresOn: string | null = '2027-01-01') => ({
  id,
  remaining,
  earnedAt: shanghai('2026-01-01 10:00:00') + id,
  expiresOn: expiresOn === null ? null : day(expiresOn),
})
const paidWith = (...tenders: Parameters<typeof tender>[]) => {
  const paid = tenders.map(of => tender(...of))
  return receipt(
    paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    at,
    { tenders: paid },
  )
}

describe('what is refused', () => {
  test.each([
    [99_99, 'tender_mismatch'],
    [100_00, null],
    [100_01, 'tender_mismatch'],
    [0, 'tender_mismatch'],
  ])('tenders of %d fen for ¥100: %s', (amount, reason) => {
    expect(reasonOf(wangfujing, member, purchase(receipt(100_00, at, { tenders: [tender('cash', amount)] })))).toBe(
      reason,
    )
  })

  it('tells both sums of a mismatch', () => {
    const facts = purchase(receipt(100_00, at, { tenders: [tender('cash', 50_00), tender('card', 49_99)] }))
    expect(decidePurchase(wangfujing, member, facts)).toEqual({
      accepted: false,
      reason: 'tender_mismatch',
      facts: { total: 100_00, tendered: 99_99 },
    })
  })

  it('a receipt of the future: the program’s now is allowed, a millisecond later is not', () => {
    expect(reasonOf(wangfujing, member, purchase(receipt(1, at), { now: at }))).toBe(null)
    expect(reasonOf(wangfujing, member, purchase(receipt(1, at), { now: at - 1 }))).toBe('occurred_in_future')
  })

  test.each([
    [100, 99, null],
    [100, 100, null],
    [100, 101, 'insufficient_member_cash'],
    [0, 1, 'insufficient_member_cash'],
    [-50, 1, 'insufficient_member_cash'],
    [-50, 0, null],
  ])('of %d fen of member cash, %d are spent: %s', (memberCash, amount, reason) => {
    const lots = memberCash > 0 ? [lot(1, memberCash)] : []
    expect(reasonOf(wanqian, rich({ memberCash }, lots), purchase(paidWith(['memberCash', amount], ['cash', 5])))).toBe(
      reason,
    )
  })

  test.each([
    [100, 100, null],
    [100, 101, 'insufficient_prepaid'],
    [0, 1, 'insufficient_prepaid'],
  ])('of %d fen of prepaid, %d are spent: %s', (prepaid, amount, reason) => {
    expect(reasonOf(boutique, rich({ prepaid }), purchase(paidWith(['prepaid', amount])))).toBe(reason)
  })

  it('a wallet spent in two tenders counts both', () => {
    expect(reasonOf(boutique, rich({ prepaid: 100 }), purchase(paidWith(['prepaid', 60], ['prepaid', 40])))).toBe(null)
    expect(reasonOf(boutique, rich({ prepaid: 100 }), purchase(paidWith(['prepaid', 60], ['prepaid', 41])))).toBe(
      'insufficient_prepaid',
    )
    expect(
      reasonOf(
        wanqian,
        rich({ memberCash: 100 }, [lot(1, 100)]),
        purchase(paidWith(['memberCash', 60], ['memberCash', 41])),
      ),
    ).toBe('insufficient_member_cash')
  })

  it('member cash that the same receipt earns does not pay for it', () => {
    expect(reasonOf(wanqian, member, purchase(paidWith(['cash', 10_000_00], ['memberCash', 1])))).toBe(
      'insufficient_member_cash',
    )
  })

  test.each([
    ['a tender below zero', receipt(100, at, { tenders: [tender('cash', 150), tender('memberCash', -50)] })],
    [
      'a line below zero',
      receipt(0, at, { lines: [receiptLine(150), receiptLine(-50)], tenders: [tender('cash', 100)] }),
    ],
    ['half a fen', receipt(0.5, at)],
    ['not a number', receipt(Number.NaN, at)],
    ['infinity', receipt(Infinity, at)],
    ['2^53', receipt(2 ** 53, at)],
    ['lines that come to 2^53', receipt(MAX, at, { lines: [receiptLine(MAX), receiptLine(1)] })],
    ['tenders that come to 2^53', receipt(MAX, at, { tenders: [tender('cash', MAX), tender('card', 1)] })],
  ])('%s is out of range, whatever cancels out', (_, of) => {
    expect(reasonOf(wanqian, rich({ memberCash: 100 }, [lot(1, 100)]), purchase(of))).toBe('amount_out_of_range')
  })

  it('what would bring a balance or a member’s spend beyond 2^53 − 1 is out of range, the last fen before is not', () => {
    const almost = rich({ points: MAX - 100 })
    expect(reasonOf(wangfujing, almost, purchase(receipt(100_99, at)))).toBe(null)
    expect(reasonOf(wangfujing, almost, purchase(receipt(101_00, at)))).toBe('amount_out_of_range')
    const spent = { ...member, activity: [points('2026-01-01', 0, { spendMinor: MAX - 100 })] }
    expect(reasonOf(wangfujing, spent, purchase(receipt(100, at)))).toBe(null)
    expect(reasonOf(wangfujing, spent, purchase(receipt(101, at)))).toBe('amount_out_of_range')
  })

  it('books that contradict themselves are an error of ours, not of the receipt: nothing is decided', () => {
    const torn = rich({ memberCash: 100 }, [lot(1, 99)])
    expect(() => decidePurchase(wanqian, torn, purchase(paidWith(['memberCash', 100])))).toThrow(
      'the lots hold 99 of 100',
    )
    const unknown = { ...member, activity: [points('2026-01-01', 5, { rulesVersion: 7 })] }
    expect(() => decidePurchase(wanqian, unknown, purchase(receipt(1, at)))).toThrow('no version 7')
  })
})

describe('what moves in the books', () => {
  it('points and member cash are issued in one transaction, at the receipt’s instant and version', () => {
    expect(accepted(wanqian, member, purchase(receipt(100_00, at))).transactions).toEqual([
      {
        kind: 'earn',
        occurredAt: at,
        rulesVersion: 1,
        transfers: [
          { debit: 'program:issuance', credit: 'member:points', unit: 'points', amount: 100 },
          { debit: 'program:issuance', credit: 'member:memberCash', unit: 'memberCash', amount: 100 },
        ],
      },
    ])
  })

  it('member cash and prepaid tenders are debited in the same transaction', () => {
    const books = rich({ memberCash: 500, prepaid: 700 }, [lot(1, 500)])
    const { transactions, booksAfter } = accepted(
      wanqian,
      books,
      purchase(paidWith(['cash', 100_00], ['memberCash', 200], ['prepaid', 300])),
    )
    expect(transactions).toHaveLength(1)
    expect(transactions[0]!.transfers.slice(2)).toEqual([
      { debit: 'member:memberCash', credit: 'program:sales', unit: 'memberCash', amount: 200 },
      { debit: 'member:prepaid', credit: 'program:sales', unit: 'prepaid', amount: 300 },
    ])
    expect(booksAfter.balances).toEqual({ points: 100, memberCash: 500 - 200 + 100, prepaid: 400 })
  })

  test.each([
    ['only spends', paidWith(['prepaid', 100]), 'spend', 1],
    ['only earns', paidWith(['cash', 100]), 'earn', 1],
    ['does neither', paidWith(['voucher', 100]), 'earn', 0],
    ['is of nothing at all', receipt(0, at, { tenders: [] }), 'earn', 0],
  ])('a receipt that %s', (_, of, kind, transfers) => {
    const { transactions } = accepted(boutique, rich({ prepaid: 100 }), purchase(of))
    expect(transactions.map(t => [t.kind, t.transfers.length])).toEqual([[kind, transfers]])
  })

  it('member cash is taken from the lots soonest to expire, and told lot by lot', () => {
    const books = rich({ memberCash: 600 }, [lot(1, 100, null), lot(2, 200, '2027-01-01'), lot(3, 300, '2026-06-01')])
    const { draws, booksAfter } = accepted(
      wanqian,
      books,
      purchase(paidWith(['memberCash', 350]), { transactionId: 9 }),
    )
    expect(draws).toEqual([
      { lot: 3, amount: 300 },
      { lot: 2, amount: 50 },
    ])
    expect(booksAfter.memberCashLots.map(({ id, remaining }) => [id, remaining])).toEqual([
      [2, 150],
      [1, 100],
    ])
  })

  it('member cash whose expiry has come, though it was not posted yet, pays for nothing', () => {
    const newYear = shanghai('2027-01-01 00:00:00')
    const books = rich({ memberCash: 300 }, [lot(1, 200, '2027-01-01'), lot(2, 100, '2028-01-01')])
    const facts = (amount: number, when: number) => purchase({ ...paidWith(['memberCash', amount]), occurredAt: when })
    expect(decidePurchase(wanqian, books, facts(101, newYear))).toMatchObject({
      reason: 'insufficient_member_cash',
      facts: { available: 100, required: 101 },
    })
    const decided = accepted(wanqian, books, facts(100, newYear))
    expect(decided.draws).toEqual([{ lot: 2, amount: 100 }])
    expect(decided.booksAfter.memberCashLots).toEqual([books.memberCashLots[0]])
    expect(accepted(wanqian, books, facts(300, newYear - 1)).draws.map(draw => draw.lot)).toEqual([1, 2])
  })

  it('lots open for what was earned, to the expiry of the receipt’s own day', () => {
    const { opened, booksAfter } = accepted(wanqian, member, purchase(receipt(100_00, at), { transactionId: 9 }))
    expect(opened).toEqual([
      { unit: 'points', amount: 100, opened: 100, remaining: 100, expiresOn: day('2027-01-01') },
      { unit: 'memberCash', amount: 100, opened: 100, remaining: 100, expiresOn: day('2027-01-01') },
    ])
    expect(booksAfter.memberCashLots).toEqual([{ id: 9, earnedAt: at, expiresOn: day('2027-01-01'), remaining: 100 }])
  })

  it('a debt is filled first: what is left of a lot is what goes beyond it', () => {
    const { opened, booksAfter } = accepted(
      wanqian,
      rich({ points: -30, memberCash: -100 }),
      purchase(receipt(100_00, at)),
    )
    expect(opened.map(({ unit, remaining }) => [unit, remaining])).toEqual([
      ['points', 70],
      ['memberCash', 0],
    ])
    expect(booksAfter.balances).toEqual({ points: 70, memberCash: 0, prepaid: 0 })
    expect(booksAfter.memberCashLots).toEqual([])
  })
})

describe('the tier', () => {
  it('of the award is the one held before, even where the receipt reaches the next', () => {
    const vip = { ...newBooks('2026-01-01'), activity: [points('2026-05-05', 19_999, { spendMinor: 19_999_99 })] }
    const reaching = accepted(wanqian, vip, purchase(receipt(100, shanghai('2026-05-05 11:00:00'))))
    expect([reaching.tierBefore.tier, reaching.tierAfter.tier, reaching.award.points]).toEqual(['VIP', 'SUPREME', 1])
    const next = accepted(wanqian, reaching.booksAfter, purchase(receipt(100_00, shanghai('2026-05-05 11:00:01'))))
    expect([next.tierBefore.tier, next.award.points]).toEqual(['SUPREME', 200])
  })

  it('is told before and after, as of now', () => {
    const { tierBefore, tierAfter } = accepted(wangfujing, member, purchase(receipt(500_00, at)))
    expect([tierBefore.tier, tierAfter.tier, tierAfter.since]).toEqual([null, 'ME', day('2026-03-10')])
  })

  it('the business day is the program’s: 23:59:59 belongs to the one, 00:00:00 to the next', () => {
    const first = accepted(wangfujing, member, purchase(receipt(499_00, shanghai('2026-03-10 23:59:59'))))
    const second = accepted(wangfujing, first.booksAfter, purchase(receipt(499_00, shanghai('2026-03-11 00:00:00'))))
    expect([first.businessDay, second.businessDay]).toEqual([day('2026-03-10'), day('2026-03-11')])
    expect(second.tierAfter.tier).toBe(null)
    const third = accepted(wangfujing, second.booksAfter, purchase(receipt(1_00, shanghai('2026-03-11 23:59:59'))))
    expect(third.tierAfter.tier).toBe('ME')
  })

  it('spend is the cash part alone: what is paid with prepaid, member cash or a voucher never qualifies', () => {
    const books = rich({ prepaid: 1_000_00, memberCash: 1_000_00 }, [lot(1, 1_000_00, null)])
    const facts = purchase(paidWith(['cash', 499_99], ['prepaid', 500_00], ['memberCash', 500_00], ['voucher', 500_00]))
    const { activity, tierAfter, award } = accepted(wangfujing, books, facts)
    expect([activity.spendMinor, award.points, tierAfter.tier]).toEqual([499_99, 499, null])
  })
})

describe('a late receipt is judged at its own instant', () => {
  const june = shanghai('2026-06-20 10:00:00')

  it('under the version in force then, and noted under it', () => {
    const timeline = timelineOf(presets.wanqian, {
      from: shanghai('2026-03-11 00:00:00'),
      document: earningLike('wanqian', { rate: { points: 2, perMinor: 100 } }),
    })
    const late = accepted(timeline, member, purchase(receipt(100_00, at), { now: june }))
    expect([late.rulesVersion, late.award.points, late.activity.rulesVersion]).toEqual([1, 100, 1])
    const inTime = accepted(
      timeline,
      late.booksAfter,
      purchase(receipt(100_00, shanghai('2026-03-11 00:00:00')), { now: june }),
    )
    expect([inTime.rulesVersion, inTime.award.points]).toEqual([2, 200])
    expect(inTime.booksAfter.activity).toEqual([
      points('2026-03-10', 100, { spendMinor: 100_00 }),
      points('2026-03-11', 200, { spendMinor: 100_00, rulesVersion: 2 }),
    ])
  })

  it('a day on which the version changed is kept in two parts, and only the later part is not known', () => {
    const noon = { from: shanghai('2026-03-10 12:00:00'), document: presets.wanqian }
    const timeline = timelineOf(presets.wanqian, noon)
    const bought = (books: MemberBooks, when: string, fen: number, later: PurchaseFacts['later'] = []) =>
      accepted(timeline, books, purchase(receipt(fen, shanghai(when)), { now: june, later }))
    const morning = bought(member, '2026-03-10 09:00:00', 20_000_00)
    const evening = bought(morning.booksAfter, '2026-03-10 20:00:00', 20_000_00)
    expect(evening.booksAfter.activity).toEqual([
      points('2026-03-10', 20_000),
      points('2026-03-10', 40_000, { rulesVersion: 2, spendMinor: 20_000_00 }),
    ])
    const between = bought(evening.booksAfter, '2026-03-10 14:00:00', 100_00, [evening.activity])
    expect([between.facts.tier, between.award.points]).toEqual(['SUPREME', 200])
  })

  it('at the tier held then: what was reached later is not known to it', () => {
    const books = { ...member, activity: [points('2026-05-05', 20_000)] }
    const decided = accepted(wanqian, books, purchase(receipt(100_00, at), { now: june }))
    expect([decided.facts.tier, decided.award.points]).toEqual(['VIP', 100])
    expect([decided.tierBefore.tier, decided.tierAfter.tier]).toEqual(['SUPREME', 'SUPREME'])
  })

  it('at the tier held then, also of its own day: later receipts of that day are not known, earlier ones are', () => {
    const morning = points('2026-03-10', 20_000)
    const books = { ...member, activity: [morning] }
    const judged = (later: PurchaseFacts['later']) =>
      accepted(wanqian, books, purchase(receipt(100_00, at), { now: june, later })).award.points
    expect(judged([])).toBe(200)
    expect(judged([morning])).toBe(100)
    expect(judged([points('2026-03-10', 1)])).toBe(100)
    expect(judged([points('2026-03-11', 20_000)])).toBe(200)
  })

  it('on the same day too: the till that was offline at noon does not know the afternoon', () => {
    const afternoon = points('2026-03-10', 20_000)
    const books = { ...member, activity: [afternoon] }
    const evening = shanghai('2026-03-10 22:00:00')
    expect(
      accepted(wanqian, books, purchase(receipt(100_00, at), { now: evening, later: [afternoon] })).award.points,
    ).toBe(100)
    expect(accepted(wanqian, books, purchase(receipt(100_00, at), { now: evening })).award.points).toBe(200)
  })

  it('before registration it is judged at the tier that registration gives', () => {
    const books = newBooks('2026-06-01')
    expect(accepted(wanqian, books, purchase(receipt(100_00, at), { now: june })).facts.tier).toBe('VIP')
    expect(accepted(wangfujing, books, purchase(receipt(100_00, at), { now: june })).facts.tier).toBe(null)
  })

  it('with the birthday of its own day', () => {
    const books = newBooks('2025-01-01', { birthday: { kind: 'solar', year: null, month: 3, day: 10 } })
    expect(accepted(wanqian, books, purchase(receipt(100_00, at), { now: june })).award.points).toBe(200)
    const onBirthday = shanghai('2026-03-10 23:00:00')
    expect(
      accepted(wanqian, books, purchase(receipt(100_00, shanghai('2026-03-09 12:00:00')), { now: onBirthday })).award
        .points,
    ).toBe(100)
  })

  it('with the brand’s setting of then, bounded by the rules of then', () => {
    const timeline = timelineOf(presets.wanqian, {
      from: shanghai('2026-03-11 00:00:00'),
      document: { ...presets.wanqian, memberCash: { perPoint: { minor: 2, points: 1 } } },
    })
    const bought = (when: string) =>
      accepted(
        timeline,
        member,
        purchase(receipt(100_00, shanghai(when), { lines: [receiptLine(100_00, { brand: 'lumiere' })] }), {
          now: june,
          brands: [brandSetting({ multiplier: 250_000, contractRate: 2_500 })],
        }),
      ).award.points
    expect([bought('2026-03-10 12:00:00'), bought('2026-03-11 12:00:00')]).toEqual([2_500, 1_250])
  })

  it('re-decides the tier as if it had been known in time', () => {
    const books = { ...member, activity: [points('2026-03-10', 6_000), points('2026-05-01', 3_999)] }
    const april = shanghai('2027-04-01 12:00:00')
    const { tierBefore, tierAfter } = accepted(
      wangfujing,
      books,
      purchase(receipt(1_00, shanghai('2027-03-09 23:59:59')), { now: april }),
    )
    expect([tierBefore.tier, tierAfter.tier, tierAfter.since, tierAfter.through]).toEqual([
      'ME',
      'WE',
      day('2026-03-10'),
      day('2028-03-09'),
    ])
  })

  it('lots whose expiry has passed meanwhile are posted and expire together', () => {
    const january = shanghai('2027-01-01 00:00:00')
    const decided = accepted(wanqian, member, purchase(receipt(100_00, at), { now: january, transactionId: 9 }))
    expect(decided.transactions.map(({ kind, occurredAt }) => [kind, occurredAt])).toEqual([
      ['earn', at],
      ['expire', january],
    ])
    expect(decided.transactions[1]!.transfers).toEqual([
      { debit: 'member:points', credit: 'program:breakage', unit: 'points', amount: 100 },
      { debit: 'member:memberCash', credit: 'program:breakage', unit: 'memberCash', amount: 100 },
    ])
    expect(decided.opened.map(({ opened, remaining }) => [opened, remaining])).toEqual([
      [100, 0],
      [100, 0],
    ])
    expect(decided.booksAfter).toMatchObject({ balances: { points: 0, memberCash: 0 }, memberCashLots: [] })
    expect(decided.activity.qualifyingPoints).toBe(100)
    const lastMoment = accepted(wanqian, member, purchase(receipt(100_00, at), { now: january - 1 }))
    expect(lastMoment.transactions.map(t => t.kind)).toEqual(['earn'])
  })

  it('of what it brings too late only that expires which fills no debt', () => {
    const january = shanghai('2027-01-01 00:00:00')
    const decided = accepted(
      wanqian,
      rich({ points: -30, memberCash: -100 }),
      purchase(receipt(100_00, at), { now: january }),
    )
    expect(decided.transactions[1]!.transfers).toEqual([
      { debit: 'member:points', credit: 'program:breakage', unit: 'points', amount: 70 },
    ])
    expect(decided.booksAfter.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
  })
})

describe('caps over several receipts', () => {
  const capped = timelineOf(earningLike('wangfujing', { caps: { dayPoints: 100, monthPoints: 150 } }))

  it('leave room for what is left of them, and say which of them cut', () => {
    const first = accepted(capped, member, purchase(receipt(60_00, at)))
    const second = accepted(capped, first.booksAfter, purchase(receipt(60_00, at)))
    const third = accepted(capped, second.booksAfter, purchase(receipt(60_00, at)))
    const nextDay = accepted(capped, third.booksAfter, purchase(receipt(60_00, shanghai('2026-03-11 12:00:00'))))
    const nextMonth = accepted(capped, nextDay.booksAfter, purchase(receipt(60_00, shanghai('2026-04-01 12:00:00'))))
    expect([first, second, third, nextDay, nextMonth].map(({ award }) => [award.points, award.lines[0]!.cap])).toEqual([
      [60, null],
      [40, { limit: 'day', uncapped: 60 }],
      [0, { limit: 'day', uncapped: 60 }],
      [50, { limit: 'month', uncapped: 60 }],
      [60, null],
    ])
  })

  it('are not lifted by a late receipt: what was earned after it counts, too', () => {
    const evening = points('2026-03-10', 80, { spendMinor: 80_00 })
    const books = { ...member, activity: [evening] }
    const decided = accepted(
      capped,
      books,
      purchase(receipt(60_00, at), { now: shanghai('2026-03-12 10:00:00'), later: [evening] }),
    )
    expect(decided.award.points).toBe(20)
    expect(decided.facts.room).toEqual({ limit: 'day', points: 20 })
  })
})

describe('what is kept', () => {
  it('the facts give the same award again, for ever', () => {
    const books = {
      ...newBooks('2025-01-01', { birthday: { kind: 'solar', year: 1990, month: 3, day: 10 } }),
      activity: [points('2026-01-05', 20_000)],
    }
    const { facts, award, rulesVersion } = accepted(wanqian, books, purchase(receipt(123_45, at)))
    expect(wanqian.version(rulesVersion).award(facts)).toEqual(award)
  })

  it('the books it was decided on are left as they were', () => {
    const books = Object.freeze({
      ...rich({ memberCash: 100 }, Object.freeze([Object.freeze(lot(1, 100))])),
      activity: Object.freeze([Object.freeze(points('2026-03-10', 5))]),
    })
    expect(accepted(wanqian, books, purchase(paidWith(['memberCash', 50], ['cash', 100]))).booksAfter.activity).toEqual(
      [points('2026-03-10', 6, { spendMinor: 600 })],
    )
    expect(books.activity).toEqual([points('2026-03-10', 5)])
  })
})
