import { describe, expect, it, test } from 'vitest'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { points } from '../../test/receipts.ts'
import { moved, walletOf } from '../../test/wallets.ts'
import type { OpenLot } from '../ledger/lots.ts'
import { presets } from '../program/presets/presets.ts'
import { decideJobPosting, heldAtStartOf } from './decide-job-posting.ts'

const { wangfujing } = presets
const on = day('2026-08-01')
const at = shanghai('2026-08-01 00:00:00')
const lot = (id: number, remaining: number, expiresOn: number | null = null): OpenLot => ({
  id,
  earnedAt: id,
  expiresOn,
  remaining,
})
const wallet = walletOf(
  { points: 2500, memberCash: 70 },
  { points: [lot(1, 500, on), lot(2, 2000)], memberCash: [lot(3, 70)] },
)
const inactivity = (unit: 'points' | 'memberCash') =>
  timelineOf({ ...wangfujing, expiry: { ...wangfujing.expiry, [unit]: { kind: 'inactivity', months: 6 } } })
const facts = { tier: 'ME', transactionId: 9 }

describe('what scheduled work does to a wallet', () => {
  const decided = (
    kind: Parameters<typeof decideJobPosting>[1]['kind'],
    code: string | null,
    timeline = timelineOf(wangfujing),
  ) => {
    const {
      kind: posted,
      rulesVersion,
      movement,
    } = decideJobPosting(timeline.at(at), { kind, code, day: on, at }, wallet, facts)
    return { posted, rulesVersion, moved: moved(movement) }
  }

  test.each([
    [
      'an expiry clears what its day has come for',
      'expiry',
      null,
      'expire',
      ['500 points member:points → program:breakage'],
    ],
    [
      'a rebate turns full thousands of points into member cash',
      'rebate',
      'august',
      'rebate',
      ['2000 points member:points → program:redemption', '2000 memberCash program:issuance → member:memberCash'],
    ],
    ['a rebate that the rules do not know moves nothing', 'rebate', 'september', 'rebate', []],
    ['inactivity moves nothing where the rules do not know it', 'inactivity', 'points', 'expire', []],
    ['tiers move nothing', 'tiers', null, 'adjust', []],
    ['a seal moves nothing', 'seal', null, 'adjust', []],
    ['a lapse moves nothing of its own accord', 'lapse', null, 'adjust', []],
  ] as const)('%s', (_, kind, code, posted, transfers) => {
    expect(decided(kind, code)).toEqual({ posted, rulesVersion: 1, moved: transfers })
  })

  it('inactivity clears the unit that it is about, and no other', () => {
    expect(decided('inactivity', 'points', inactivity('points')).moved).toEqual([
      '2500 points member:points → program:breakage',
    ])
    expect(decided('inactivity', 'memberCash', inactivity('memberCash')).moved).toEqual([
      '70 memberCash member:memberCash → program:breakage',
    ])
    expect(decided('inactivity', 'points', inactivity('memberCash')).moved).toEqual([])
    expect(decided('inactivity', 'memberCash', inactivity('points')).moved).toEqual([])
  })

  it('is decided under the rules in force at its instant', () => {
    const without = timelineOf(wangfujing, { from: at, document: { ...wangfujing, rebates: [] } })
    expect(decided('rebate', 'august', without)).toEqual({ posted: 'rebate', rulesVersion: 2, moved: [] })
  })
})

describe('the tier held at the start of a day', () => {
  const timeline = timelineOf(wangfujing)
  const member = (...activity: Parameters<typeof heldAtStartOf>[1]['activity']) => ({
    registeredOn: day('2026-01-01'),
    activity,
  })

  it('knows the receipts of the day before, and none of the day itself', () => {
    expect(heldAtStartOf(timeline, member(points('2026-07-09', 600)), day('2026-07-10')).tier).toBe('ME')
    expect(heldAtStartOf(timeline, member(points('2026-07-10', 600)), day('2026-07-10')).tier).toBe(null)
  })

  it('is the one after the review of that day', () => {
    const year = member(points('2026-01-05', 5000), points('2026-03-05', 5000))
    expect(heldAtStartOf(timeline, year, on).tier).toBe('WE')
    expect(heldAtStartOf(timeline, year, on - 1).tier).toBe('ME')
  })
})
