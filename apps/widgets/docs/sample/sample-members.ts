import type { ExampleState } from '../examples/example-states.ts'

/** A day `YYYY-MM-DD`, so many days from now. */
export function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

const tierNames = {
  VIP: { en: 'VIP card', 'zh-CN': 'VIP卡', 'zh-TW': 'VIP卡' },
  SUPREME: { en: 'Supreme card', 'zh-CN': '至尊卡', 'zh-TW': '至尊卡' },
}

/** One way up or the renewal, in points. */
function goal(kind: 'upgrade' | 'renew', tier: keyof typeof tierNames, current: number, required: number) {
  return {
    goal: kind,
    tier,
    tierName: tierNames[tier],
    window: kind === 'renew' ? 'validity' : 'membershipYear',
    measure: 'qualifyingPoints',
    current,
    required,
    remaining: Math.max(0, required - current),
    endsOn: dayIn(160),
    effective: 'atOnce',
  }
}

/** `GET /v1/me` of a member who is part of the way up; money is minor units. */
function climbing(points: number) {
  return {
    member: { id: 'mem_climbing', name: '李*' },
    tier: { code: 'VIP', name: tierNames.VIP, rank: 2, validThrough: dayIn(160) },
    progress: [goal('upgrade', 'SUPREME', 6200, 10_000), goal('renew', 'VIP', 1800, 2000)],
    balances: {
      points: { available: points, pending: 0, expiring: [{ amount: 1200, on: dayIn(40) }] },
      memberCash: { available: 1250, expiring: [] },
      prepaid: { available: 300_000 },
    },
    program: { currency: 'CNY' },
  }
}

/** The points of the member that a state is shown with, before any are spent. */
export function samplePoints(state: ExampleState): number {
  return state === 'new' ? 0 : state === 'top' ? 68_450 : 6200
}

/** `GET /v1/me` of the member that a state is shown with, who has spent some points. */
export function sampleMember(state: ExampleState, spent: number): object {
  const points = samplePoints(state) - spent
  const base = climbing(points)
  if (state === 'new')
    return {
      ...base,
      member: { id: 'mem_new', name: '王**' },
      tier: null,
      progress: [goal('upgrade', 'VIP', 0, 2000)],
      balances: {
        points: { available: points, pending: 0, expiring: [] },
        memberCash: { available: 0, expiring: [] },
        prepaid: { available: 0 },
      },
    }
  if (state === 'top')
    return {
      ...base,
      member: { id: 'mem_top', name: '欧阳**' },
      tier: { code: 'SUPREME', name: tierNames.SUPREME, rank: 3, validThrough: null },
      progress: [],
      balances: {
        points: { available: points, pending: 300, expiring: [] },
        memberCash: { available: 0, expiring: [] },
        prepaid: { available: 0 },
      },
    }
  return base
}
