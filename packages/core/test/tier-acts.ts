import { dayOf } from '../src/calendar/zone.ts'
import type { SetTierAct, TopUpTierAct } from '../src/tiers/tier-acts.ts'
import { shanghai } from './program.ts'

const act = (when: string, seq: number) => {
  const at = shanghai(when)
  return { id: seq, at, seq, day: dayOf(at, 'Asia/Shanghai'), rulesVersion: 1, after: [] }
}

/** A tier set by hand at so many o'clock in Shanghai, such as 2026-03-10 14:05:00. */
export const setTier = (when: string, tier: string | null, fields: Partial<SetTierAct> = {}): SetTierAct => ({
  ...act(when, 1),
  kind: 'set',
  tier,
  through: null,
  ...fields,
})

/** A top-up by a plan, at so many o'clock in Shanghai. */
export const toppedUp = (when: string, plan: string, fields: Partial<TopUpTierAct> = {}): TopUpTierAct => ({
  ...act(when, 1),
  kind: 'topUp',
  plan,
  ...fields,
})
