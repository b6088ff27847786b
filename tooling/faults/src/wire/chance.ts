import { randomOf } from '../random.ts'
import { seed } from '../run-form.ts'
import { fates, type Fate, type FaultyProxyOptions } from './faulty-proxy.ts'

const LONGEST_DELAY_MS = 40

/** Three of ten requests meet with something; each fate is as likely as another. */
export const byChance = (stream: number): Pick<FaultyProxyOptions, 'delayMs'> & { readonly fateOf: () => Fate } => {
  const random = randomOf(seed, stream)
  return {
    fateOf: () => (random.below(10) < 3 ? random.pick(fates) : 'pass'),
    delayMs: () => random.below(LONGEST_DELAY_MS),
  }
}
