/** An answer of `GET /v1/me` as API.md describes it: a member of the preset wangfujing, part of the way up. */
export function summary(changes: { points?: number; name?: string; id?: string } = {}) {
  const { points = 1200, name = '李*', id = 'mem_li' } = changes
  return {
    member: { id, name, cardNumber: '6800 1200 0001' },
    tier: {
      code: 'ME',
      name: { en: 'ME card', 'zh-CN': 'ME卡', 'zh-TW': 'ME卡' } as Record<string, string>,
      rank: 1,
      since: '2026-03-10',
      validThrough: '2027-07-31',
    } as Record<string, unknown> | null,
    progress: [
      goal({ tier: 'WE', window: 'day', current: points, required: 6000, endsOn: '2026-03-10' }),
      goal({ tier: 'WE', window: 'month', current: points, required: 12000, endsOn: '2026-03-31' }),
      goal({
        tier: 'WE',
        window: 'membershipYear',
        current: points,
        required: 10000,
        endsOn: '2027-07-31',
        effective: 'atReview',
      }),
      goal({ goal: 'renew', tier: 'ME', window: 'membershipYear', current: 800, required: 1000, endsOn: '2027-07-31' }),
    ],
    balances: {
      points: { available: points, pending: 0, expiring: [{ amount: 1200, on: '2027-01-01' }] },
      memberCash: { available: 1200 },
      prepaid: { available: 300000 },
    },
    benefits: [{ code: 'parking', name: { en: 'Free parking' }, available: true }],
    program: { currency: 'CNY', timeZone: 'Asia/Shanghai' },
  }
}

/** One entry of `progress`; `remaining` follows from the rest. */
export function goal(facts: {
  goal?: string
  tier: string
  window: string
  measure?: string
  current: number
  required: number
  endsOn: string
  effective?: string
}) {
  const { goal: kind = 'upgrade', measure = 'qualifyingPoints', effective = 'atOnce', current, required } = facts
  const remaining = Math.max(0, required - current)
  const tierName: Record<string, string> = { en: `${facts.tier} card`, 'zh-CN': `${facts.tier}卡` }
  return { ...facts, goal: kind, measure, effective, remaining, tierName }
}
