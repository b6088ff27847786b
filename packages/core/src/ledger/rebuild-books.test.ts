import { describe, expect, it, test } from 'vitest'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { presets } from '../program/presets/presets.ts'
import { transfer } from './journal.ts'
import type { LotUnit } from './lots.ts'
import { rebuildBooks, type KeptJob, type KeptLot, type KeptTransaction } from './rebuild-books.ts'

const expiring = (months: number) => ({
  ...presets.wangfujing,
  expiry: { ...presets.wangfujing.expiry, points: { kind: 'rolling' as const, months } },
})
const timeline = timelineOf(expiring(12))
const may = (date: number) => shanghai(`2026-05-${String(date).padStart(2, '0')} 12:00:00`)

const transaction = (seq: number, fields: Partial<KeptTransaction>): KeptTransaction => ({
  id: seq * 10,
  seq,
  kind: 'earn',
  occurredAt: may(seq),
  rulesVersion: 1,
  causeId: null,
  transfers: [],
  moves: [],
  ...fields,
})

const earned = (seq: number, amount: number, fields: Partial<KeptTransaction> = {}) =>
  transaction(seq, { transfers: transfer('program:issuance', 'member:points', 'points', amount), ...fields })

const spent = (seq: number, amount: number, moves: readonly (readonly [lot: number, delta: number])[]) =>
  transaction(seq, {
    kind: 'redeem',
    transfers: transfer('member:points', 'program:redemption', 'points', amount),
    moves: moves.map(([lot, delta]) => ({ lot, unit: 'points', delta })),
  })

const lot = (seq: number, amount: number, remaining: number, fields: Partial<KeptLot> = {}): KeptLot => ({
  id: seq * 10,
  unit: 'points',
  earnedAt: may(seq),
  amount,
  opened: amount,
  expiresOn: day('2027-05-01') + seq - 1,
  remaining,
  ...fields,
})

const faults = (journal: readonly KeptTransaction[], lots: readonly KeptLot[], rules = timeline) =>
  rebuildBooks(rules, journal, lots).faults

describe('books rebuilt from the journal', () => {
  it('are sound where lots and balances follow from it, in the order of the sequence, however it is handed over', () => {
    const journal = [
      earned(1, 100),
      earned(2, 50),
      spent(3, 120, [
        [10, -100],
        [20, -20],
      ]),
    ]
    expect(rebuildBooks(timeline, journal.toReversed(), [lot(1, 100, 0), lot(2, 50, 30)])).toEqual({
      balances: { points: 30, memberCash: 0, prepaid: 0 },
      faults: [],
    })
  })

  it('hold member cash in lots of its own, under the same transaction, and prepaid in none', () => {
    const both = transaction(1, {
      kind: 'topup',
      transfers: [
        ...transfer('program:topups', 'member:prepaid', 'prepaid', 500),
        ...transfer('program:issuance', 'member:points', 'points', 5),
        ...transfer('program:issuance', 'member:memberCash', 'memberCash', 7),
      ],
    })
    const lots = [lot(1, 5, 5), lot(1, 7, 7, { unit: 'memberCash', expiresOn: null })]
    expect(rebuildBooks(timeline, [both], lots)).toEqual({
      balances: { points: 5, memberCash: 7, prepaid: 500 },
      faults: [],
    })
  })

  it('open a lot with what a debt leaves of an earning', () => {
    const journal = [
      earned(1, 100),
      spent(2, 100, [[10, -100]]),
      transaction(3, { kind: 'return', transfers: transfer('member:points', 'program:issuance', 'points', 40) }),
      earned(4, 100),
    ]
    expect(faults(journal, [lot(1, 100, 0), lot(4, 100, 60, { opened: 60 })])).toEqual([])
    expect(faults(journal, [lot(1, 100, 0), lot(4, 100, 60, { opened: 61 })])).toEqual([
      'lot of points 40 opened with 61, not what a debt left of it',
      'after transaction 4 the lots hold 61 points where the balance is 60',
      'lot of points 40: rebuilt 61, kept 60',
    ])
  })

  it('take what sales give back as no earning: it goes to the lots it came from', () => {
    const cash = { unit: 'memberCash' as const, expiresOn: null }
    const journal = [
      transaction(1, { kind: 'rebate', transfers: transfer('program:issuance', 'member:memberCash', 'memberCash', 9) }),
      transaction(2, {
        kind: 'spend',
        transfers: transfer('member:memberCash', 'program:sales', 'memberCash', 9),
        moves: [{ lot: 10, unit: 'memberCash', delta: -9 }],
      }),
      transaction(3, {
        kind: 'return',
        transfers: transfer('program:sales', 'member:memberCash', 'memberCash', 4),
        moves: [{ lot: 10, unit: 'memberCash', delta: 4 }],
      }),
    ]
    expect(rebuildBooks(timeline, journal, [lot(1, 9, 4, cash)])).toEqual({
      balances: { points: 0, memberCash: 4, prepaid: 0 },
      faults: [],
    })
    // A lot under the id of the return was opened by nobody.
    expect(faults(journal, [lot(1, 9, 4, cash), lot(3, 4, 4, cash)])).toEqual([
      'lot of memberCash 30: rebuilt none, kept 4',
    ])
  })
})

describe('a contradiction is named', () => {
  test.each([
    [
      'a transaction that is missing',
      [earned(1, 100), earned(3, 50)],
      [lot(1, 100, 100), lot(3, 50, 50)],
      ['transaction 2 is missing before 3'],
    ],
    [
      'a lot whose remainder is not what its moves left',
      [earned(1, 100)],
      [lot(1, 100, 99)],
      ['lot of points 10: rebuilt 100, kept 99'],
    ],
    [
      'a lot that no earning opened',
      [earned(1, 100)],
      [lot(1, 100, 100), lot(2, 5, 5)],
      ['lot of points 20: rebuilt none, kept 5'],
    ],
    [
      'a lot of another unit than was earned',
      [earned(1, 100)],
      [lot(1, 100, 100, { unit: 'memberCash' })],
      [
        'after transaction 1 the lots hold 0 points where the balance is 100',
        'lot of memberCash 10: rebuilt none, kept 100',
      ],
    ],
    [
      'an earning without a lot',
      [earned(1, 100)],
      [],
      ['after transaction 1 the lots hold 0 points where the balance is 100'],
    ],
    [
      'a lot that is of more than was earned',
      [earned(1, 100)],
      [lot(1, 101, 100, { opened: 100 })],
      ['lot of points 10 is of 101 where 100 was earned'],
    ],
    [
      'a lot that is moved and not there',
      [earned(1, 100), transaction(2, { kind: 'return', moves: [{ lot: 77, unit: 'points', delta: 5 }] })],
      [lot(1, 100, 100)],
      ['transaction 2 moves a lot of points that is not there: 77'],
    ],
    [
      'a lot that would hold less than nothing',
      [earned(1, 100), transaction(2, { kind: 'return', moves: [{ lot: 10, unit: 'points', delta: -101 }] })],
      [lot(1, 100, -1)],
      [
        'transaction 2 leaves -1 of 100 in the lot of points 10',
        'after transaction 2 the lots hold -1 points where the balance is 100',
      ],
    ],
    [
      'a lot that would hold more than was earned',
      [earned(1, 100), transaction(2, { kind: 'return', moves: [{ lot: 10, unit: 'points', delta: 1 }] })],
      [lot(1, 100, 101)],
      [
        'transaction 2 leaves 101 of 100 in the lot of points 10',
        'after transaction 2 the lots hold 101 points where the balance is 100',
      ],
    ],
    [
      'prepaid below nothing',
      [transaction(1, { kind: 'refund', transfers: transfer('member:prepaid', 'program:topups', 'prepaid', 1) })],
      [],
      ['after transaction 1 the prepaid is -1'],
    ],
  ] as const)('%s', (_, journal, lots, expected) => {
    expect(faults(journal, lots)).toEqual(expected)
  })

  const two = [earned(1, 100), earned(2, 50)]
  it('a spend out of the order of the rules, and one that takes less than it moves', () => {
    expect(faults([...two, spent(3, 50, [[20, -50]])], [lot(1, 100, 100), lot(2, 50, 0)])).toEqual([
      'transaction 3 took points (50 of 20) where the order of spending is (50 of 10)',
    ])
    expect(faults([...two, spent(3, 50, [[10, -49]])], [lot(1, 100, 51), lot(2, 50, 50)])).toEqual([
      'transaction 3 took points (49 of 10) where the order of spending is (50 of 10)',
      'after transaction 3 the lots hold 101 points where the balance is 100',
    ])
  })

  it('a spend from several lots may list them in any order', () => {
    const journal = [
      ...two,
      spent(3, 120, [
        [20, -20],
        [10, -100],
      ]),
    ]
    expect(faults(journal, [lot(1, 100, 0), lot(2, 50, 30)])).toEqual([])
  })

  it('a spend from several lots, other than by the rules, with all that it took and should have', () => {
    const journal = [
      ...two,
      earned(3, 50),
      spent(4, 120, [
        [20, -50],
        [30, -50],
        [10, -20],
      ]),
    ]
    expect(faults(journal, [lot(1, 100, 80), lot(2, 50, 0), lot(3, 50, 0)])).toEqual([
      'transaction 4 took points (50 of 20, 50 of 30, 20 of 10) where the order of spending is (100 of 10, 20 of 20)',
    ])
  })

  it('a spend from a lot that had lapsed, when another had not', () => {
    const lots = [lot(1, 100, 0, { expiresOn: day('2026-05-03') }), lot(2, 50, 50)]
    expect(faults([...two, spent(3, 40, [[10, -40]])], lots)[0]).toBe(
      'transaction 3 took points (40 of 10) where the order of spending is (40 of 20)',
    )
  })

  it.each(['earn', 'spend', 'redeem', 'adjust'] as const)('%s takes by the order of spending', kind => {
    const moves = [{ lot: 20, unit: 'points' as const, delta: -50 }]
    const transfers = transfer('member:points', 'program:redemption', 'points', 50)
    const [fault] = faults([...two, transaction(3, { kind, transfers, moves })], [lot(1, 100, 100), lot(2, 50, 0)])
    expect(fault).toBe('transaction 3 took points (50 of 20) where the order of spending is (50 of 10)')
  })
})

describe('what scheduled work posted is decided again', () => {
  const job: KeptJob = {
    name: 'expiry:2026-06-05',
    kind: 'expiry',
    code: null,
    day: day('2026-06-05'),
    at: shanghai('2026-06-05 00:00:00'),
    tier: null,
  }
  const rules = timelineOf(expiring(1))
  const kept = [
    lot(1, 100, 0, { expiresOn: day('2026-06-01') }),
    lot(2, 50, 0, { expiresOn: day('2026-06-02') }),
    lot(6, 30, 30, { expiresOn: day('2026-06-06') }),
  ]
  const earnings = [earned(1, 100), earned(2, 50), earned(3, 30, { id: 60 })]
  const expiry = (fields: Partial<KeptTransaction> = {}) =>
    transaction(4, {
      kind: 'expire',
      occurredAt: job.at,
      job,
      transfers: transfer('member:points', 'program:breakage', 'points', 150),
      moves: [
        { lot: 20, unit: 'points', delta: -50 },
        { lot: 10, unit: 'points', delta: -100 },
      ],
      ...fields,
    })

  it('and is sound where the rules give it, lot by lot', () => {
    expect(faults([...earnings, expiry()], kept, rules)).toEqual([])
  })

  it('leaving alone what was spent before its time came, and clearing member cash by its own lots', () => {
    const cash = transaction(1, {
      kind: 'topup',
      transfers: transfer('program:issuance', 'member:memberCash', 'memberCash', 7),
    })
    const journal = [
      cash,
      earned(2, 50),
      spent(3, 50, [[20, -50]]),
      transaction(4, {
        kind: 'expire',
        occurredAt: job.at,
        job,
        transfers: transfer('member:memberCash', 'program:breakage', 'memberCash', 7),
        moves: [{ lot: 10, unit: 'memberCash', delta: -7 }],
      }),
    ]
    const lots = [
      lot(1, 7, 0, { unit: 'memberCash', expiresOn: day('2026-06-05') }),
      lot(2, 50, 0, { expiresOn: day('2026-06-02') }),
    ]
    expect(faults(journal, lots, rules)).toEqual([])
  })

  const text = (kind = 'expire', version = 1, at = job.at, to = 'program:breakage') =>
    `(${kind} under version ${version} at ${at}, 150 points from member:points to ${to}, -100 points of 10, -50 points of 20)`
  const toSales = transfer('member:points', 'program:sales', 'points', 150)
  test.each([
    ['under another version', { rulesVersion: 2 }, text('expire', 2)],
    ['as another kind', { kind: 'reverse' }, text('reverse')],
    ['at another time', { occurredAt: job.at + 1 }, text('expire', 1, job.at + 1)],
    ['to another account', { transfers: toSales }, text('expire', 1, job.at, 'program:sales')],
  ] as const)('a posting %s is named', (_, fields, found) => {
    expect(faults([...earnings, expiry(fields)], kept, rules)).toEqual([
      `transaction 4 of expiry:2026-06-05 is ${found} where the rules give ${text()}`,
    ])
  })

  const move = (lot: number, delta: number, unit: LotUnit = 'points') => ({ lot, unit, delta })
  const breakage = (amount: number) => transfer('member:points', 'program:breakage', 'points', amount)
  test.each<[what: string, fields: Partial<KeptTransaction>]>([
    ['of less', { transfers: breakage(149) }],
    ['of nothing', { transfers: [] }],
    ['of another unit', { transfers: transfer('member:points', 'program:breakage', 'memberCash', 150) }],
    ['from another purse', { transfers: transfer('member:prepaid', 'program:breakage', 'points', 150) }],
    ['in two transfers', { transfers: [...breakage(150), ...breakage(1)] }],
    ['that leaves a lot alone', { moves: [move(10, -100)] }],
    ['that moves no lot', { moves: [] }],
    ['that takes more from one lot and less from another', { moves: [move(10, -99), move(20, -51)] }],
    ['that takes from each what is the other’s', { moves: [move(10, -50), move(20, -100)] }],
    ['from another lot', { moves: [move(10, -100), move(60, -50)] }],
    ['from a lot twice', { moves: [move(10, -100), move(10, -50)] }],
    ['from a lot twice, and from another not at all', { moves: [move(10, -100), move(10, -100)] }],
    ['from a lot of member cash', { moves: [move(10, -100), move(20, -50, 'memberCash')] }],
    ['from one lot too many', { moves: [move(10, -100), move(20, -50), move(60, -30)] }],
  ])('a posting %s is named, in whatever order its moves stand', (_, fields) => {
    const { moves = [move(10, -100), move(20, -50)] } = fields
    for (const ordered of [moves, moves.toReversed()]) {
      const [fault] = faults([...earnings, expiry({ ...fields, moves: ordered })], kept, rules)
      expect(fault).toMatch(/^transaction 4 of expiry:2026-06-05 is \(/)
      expect(fault!.split(' where the rules give ')[1]).toBe(text())
    }
  })

  it('and two transfers for one are named, also where the first is right', () => {
    const [fault] = faults([...earnings, expiry({ transfers: [...breakage(150), ...toSales] })], kept, rules)
    expect(fault).toMatch(/^transaction 4 of expiry:2026-06-05 is \(/)
  })

  it('on the lots and balances as they were then, for a rebate by the tier it was given for', () => {
    const august = presets.wangfujing.rebates[0]!
    const at = shanghai('2026-08-01 00:00:00')
    const rebate = transaction(3, {
      kind: 'rebate',
      occurredAt: at,
      job: {
        name: 'rebate:august:2026-08-01',
        kind: 'rebate',
        code: august.code,
        day: day('2026-08-01'),
        at,
        tier: 'ME',
      },
      transfers: [
        ...transfer('member:points', 'program:redemption', 'points', 1000),
        ...transfer('program:issuance', 'member:memberCash', 'memberCash', 1000),
      ],
      moves: [{ lot: 20, unit: 'points', delta: -1000 }],
    })
    const journal = [earned(1, 400), earned(2, 1500), spent(3, 400, [[10, -400]]), { ...rebate, id: 40, seq: 4 }]
    const lots = [
      lot(1, 400, 0),
      lot(2, 1500, 500),
      lot(4, 1000, 1000, { unit: 'memberCash', earnedAt: at, expiresOn: null }),
    ]
    expect(faults(journal, lots)).toEqual([])
    const less = {
      ...journal[3]!,
      transfers: [
        ...transfer('member:points', 'program:redemption', 'points', 1000),
        ...transfer('program:issuance', 'member:memberCash', 'memberCash', 999),
      ],
    }
    expect(faults([...journal.slice(0, 3), less], lots)[0]).toMatch(
      /999 memberCash from .* where the rules give .*1000 memberCash from /,
    )
    const none = { ...journal[3]!, job: { ...rebate.job!, tier: null } }
    expect(faults([...journal.slice(0, 3), none], lots)[0]).toMatch(
      /where the rules give \(rebate under version 1 at \d+\)$/,
    )
  })
})
