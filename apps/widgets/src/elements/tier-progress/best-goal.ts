import type { TierGoal } from '../../api/me.ts'

/** The goal to show first, and the rest: ways up come before renewal, and the one nearest to its end leads. */
export function bestGoal(goals: readonly TierGoal[]): { best: TierGoal | null; others: readonly TierGoal[] } {
  const sorted = [...goals].sort((a, b) => order(a) - order(b) || share(b) - share(a) || a.remaining - b.remaining)
  return { best: sorted[0] ?? null, others: sorted.slice(1) }
}

/** How much of a goal is done, from 0 to 1. */
export function share({ current, required }: TierGoal): number {
  return Math.min(1, current / required)
}

function order({ goal }: TierGoal): number {
  return goal === 'upgrade' ? 0 : 1
}
