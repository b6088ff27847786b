// For mutation runs: every mutant meets the same few random cases, so that scores can be compared and a run ends.
import type * as FastCheck from 'fast-check'
import type { IRawProperty, Parameters } from 'fast-check'
import { vi } from 'vitest'

vi.mock('fast-check', async importOriginal => {
  const { default: fc } = await importOriginal<typeof FastCheck>()
  const assert = (property: IRawProperty<unknown>, { numRuns = 100, ...parameters }: Parameters<unknown> = {}) =>
    fc.assert(property, { seed: 20_261_122, ...parameters, numRuns: Math.min(numRuns, 30) })
  return { default: { ...fc, assert } }
})
