import { describe, expect, it, test } from 'vitest'
import { adjusted, bought, history, redeemed, replayed } from '../../test/histories.ts'
import { timelineOf } from '../../test/program.ts'
import { presets } from '../program/presets/presets.ts'
import { addReplayed, emptyReplay, type KeptMemberState, type ReplayTotals } from './replay-totals.ts'

const { wangfujing } = presets
const timeline = timelineOf(wangfujing)

/** A member who bought once for so many yuan at one point each, and what the books have of the member. */
const member = (id: number, yuan: number, kept: Partial<KeptMemberState> = {}) => {
  const life = history('2026-01-01 09:00:00', bought('2026-03-10 10:00:00', yuan * 100))
  const state: KeptMemberState = {
    isThere: true,
    id,
    purchases: 1,
    issued: { points: yuan, memberCash: 0 },
    balances: { points: yuan, memberCash: 0, prepaid: 0 },
    tier: yuan >= 500 ? 'ME' : null,
    ...kept,
  }
  return [state, replayed(life, { timeline, draft: wangfujing, today: '2026-03-31' })] as const
}

const totals = (...members: readonly ReturnType<typeof member>[]): ReplayTotals =>
  members.reduce((sum, one) => addReplayed(sum, ...one), emptyReplay)

describe('what a replay comes to', () => {
  it('is the sum over all members, beside what there is in fact', () => {
    expect(
      totals(
        member(1, 100),
        member(2, 700, {
          purchases: 3,
          issued: { points: 650, memberCash: 4 },
          balances: { points: 600, memberCash: 4, prepaid: 9 },
          tier: 'WE',
        }),
        member(3, 20, { tier: 'WE' }),
      ),
    ).toEqual({
      members: 3,
      purchases: 5,
      issued: { before: { points: 770, memberCash: 4 }, after: { points: 820, memberCash: 0 } },
      balances: {
        before: { points: 720, memberCash: 4, prepaid: 9 },
        after: { points: 820, memberCash: 0, prepaid: 0 },
      },
      tiers: [
        { code: null, before: 1, after: 2 },
        { code: 'WE', before: 2, after: 0 },
        { code: 'ME', before: 0, after: 1 },
      ],
      moves: [
        { from: 'WE', to: 'ME', members: 1 },
        { from: 'WE', to: null, members: 1 },
      ],
      membersAffected: 2,
      mostAffected: [
        {
          memberId: 2,
          balances: {
            before: { points: 600, memberCash: 4, prepaid: 9 },
            after: { points: 700, memberCash: 0, prepaid: 0 },
          },
          tier: { before: 'WE', after: 'ME' },
        },
        {
          memberId: 3,
          balances: {
            before: { points: 20, memberCash: 0, prepaid: 0 },
            after: { points: 20, memberCash: 0, prepaid: 0 },
          },
          tier: { before: 'WE', after: null },
        },
      ],
      short: { memberCash: { receipts: 0, amountMinor: 0 }, prepaid: { receipts: 0, amountMinor: 0 } },
      refusals: [],
      refused: [],
    })
  })

  it('counts of a member who is gone the books, and no member, tier or move', () => {
    const gone = { isThere: false, tier: 'WE' } as const
    expect(totals(member(1, 700, gone), member(2, 20))).toMatchObject({
      members: 1,
      purchases: 2,
      issued: { before: { points: 720 }, after: { points: 720 } },
      balances: { before: { points: 720 }, after: { points: 720 } },
      tiers: [{ code: null, before: 1, after: 1 }],
      moves: [],
      membersAffected: 0,
    })
    const less = totals(member(1, 700, { ...gone, balances: { points: 600, memberCash: 0, prepaid: 0 } }))
    expect(less.membersAffected).toBe(1)
    expect(less.mostAffected).toMatchObject([{ memberId: 1, tier: { before: null, after: null } }])
  })

  it('counts members who move the same way together', () => {
    const { moves } = totals(member(1, 1, { tier: 'ME' }), member(2, 1, { tier: 'ME' }), member(3, 1, { tier: 'WE' }))
    expect(moves).toEqual([
      { from: 'ME', to: null, members: 2 },
      { from: 'WE', to: null, members: 1 },
    ])
  })

  test.each([
    ['nothing differs', {}, 0],
    ['a balance of points differs', { balances: { points: 99, memberCash: 0, prepaid: 0 } }, 1],
    ['a balance of prepaid differs', { balances: { points: 100, memberCash: 0, prepaid: 1 } }, 1],
    ['only what was given out differs', { issued: { points: 101, memberCash: 0 } }, 1],
    ['only the tier differs', { tier: 'ME' }, 1],
  ])('is a difference to a member where %s: %j', (_, kept, affected) => {
    expect(totals(member(1, 100, kept)).membersAffected).toBe(affected)
  })

  it('tells those first to whom it makes most difference: in money, then in points, then by id', () => {
    const balances = (points: number, memberCash = 0, prepaid = 0) => ({ balances: { points, memberCash, prepaid } })
    const { mostAffected } = totals(
      member(6, 100, balances(90)),
      member(5, 100, balances(110)),
      member(4, 100, balances(89)),
      member(3, 100, balances(100, 5)),
      member(2, 100, balances(100, 2, 4)),
      member(1, 100, balances(99, -10, 5)),
    )
    // 6; 5 and a point; 5; 11 points; 10 points twice.
    expect(mostAffected.map(({ memberId }) => memberId)).toEqual([2, 1, 3, 4, 5, 6])
  })

  it('counts prepaid and member cash alike as money, whichever way it goes', () => {
    const none = { points: 0, memberCash: 0, prepaid: 0 }
    const life = history(
      '2026-01-01 09:00:00',
      adjusted('2026-03-10 10:00:00', 'prepaid', 50),
      adjusted('2026-03-10 10:00:00', 'memberCash', 30),
    )
    const replay = replayed(life, { timeline, draft: wangfujing, today: '2026-03-31' })
    const one = (id: number, balances: KeptMemberState['balances']) =>
      [{ ...member(id, 0)[0], purchases: 0, balances }, replay] as const
    // 80 more, 70 more, 75 less.
    const { mostAffected } = totals(
      one(1, none),
      one(2, { ...none, prepaid: 10 }),
      one(3, { ...none, memberCash: 155 }),
    )
    expect(mostAffected.map(({ memberId }) => memberId)).toEqual([1, 3, 2])
  })

  it('tells no more than twenty of them', () => {
    const many = Array.from({ length: 25 }, (_, i) =>
      member(i + 1, 100, { balances: { points: i, memberCash: 0, prepaid: 0 } }),
    )
    const { membersAffected, mostAffected } = totals(...many)
    expect(membersAffected).toBe(25)
    expect(mostAffected.map(({ memberId }) => memberId)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('adds up what could not be paid and what was not allowed, and tells the first hundred of that', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 10_00, {
        tenders: [
          { kind: 'memberCash', amountMinor: 300 },
          { kind: 'prepaid', amountMinor: 700 },
        ],
      }),
      ...Array.from({ length: 60 }, () => redeemed('2026-03-11 10:00:00', 50)),
      adjusted('2026-03-12 10:00:00', 'points', -5),
    )
    const one = (id: number) =>
      [member(id, 0)[0], replayed(life, { timeline, draft: wangfujing, today: '2026-03-31' })] as const
    const { short, refusals, refused } = totals(one(1), one(2))
    expect(short).toEqual({
      memberCash: { receipts: 2, amountMinor: 600 },
      prepaid: { receipts: 2, amountMinor: 1400 },
    })
    expect(refusals).toEqual([
      { kind: 'redemption', acts: 120 },
      { kind: 'adjustment', acts: 2 },
    ])
    expect(refused).toHaveLength(100)
    expect([refused[0], refused[60], refused[61]]).toEqual([
      { kind: 'redemption', id: 2, reason: 'insufficient_points', unit: 'points', amount: 50, memberId: 1 },
      { kind: 'adjustment', id: 62, reason: 'insufficient_points', unit: 'points', amount: 5, memberId: 1 },
      { kind: 'redemption', id: 2, reason: 'insufficient_points', unit: 'points', amount: 50, memberId: 2 },
    ])
  })
})
