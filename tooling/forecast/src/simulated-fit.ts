import { fitBgNbd, fitGammaGamma } from '@laurel/core'
import { chanceFrom, simulateBuyers } from '@laurel/core/testing'

const models = {
  purchases: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  spend: { p: 6.25, q: 3.74, gammaMinor: 15_44 },
}

/** How long both fits of so many simulated customers take, in milliseconds: the median of five. */
export function timeOfFit(members: number): number {
  const { histories, spends } = simulateBuyers(
    models,
    { members, joinDays: 364, seenDays: 364, laterDays: 0 },
    chanceFrom(1),
  )
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now()
    if (!fitBgNbd(histories, 365).accepted || !fitGammaGamma(spends).accepted) throw new Error('no fit')
    return performance.now() - started
  })
  return times.toSorted((a, b) => a - b)[2] ?? Number.NaN
}
