import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeldOut } from './control-group.ts'

const ids = Array.from({ length: 20_000 }, (_, i) => 4_000_000_000_000_000 + i * 1_000)
const heldOut = (campaign: number, share: number) => ids.filter(id => isHeldOut(campaign, id, share))

describe('a control group', () => {
  it('is about the share that was asked for, of ids that lie side by side', () => {
    for (const campaign of [1, 2, 4_503_599_627_370_496])
      for (const share of [0.05, 0.1, 0.5]) {
        const spread = 5 * Math.sqrt(ids.length * share * (1 - share))
        expect(Math.abs(heldOut(campaign, share).length - ids.length * share)).toBeLessThan(spread)
      }
  })

  it('is nobody at 0 and everybody at 1', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (campaign, member) => {
        expect(isHeldOut(campaign, member, 0)).toBe(false)
        expect(isHeldOut(campaign, member, 1)).toBe(true)
      }),
    )
  })

  it('grows with the share: who is in a small one is in the larger', () => {
    const small = new Set(heldOut(7, 0.1))
    expect(heldOut(7, 0.2).filter(id => small.has(id))).toHaveLength(small.size)
  })

  it('of one campaign tells nothing of another', () => {
    const first = new Set(heldOut(1, 0.5))
    const both = heldOut(2, 0.5).filter(id => first.has(id)).length
    expect(Math.abs(both - ids.length / 4)).toBeLessThan(5 * Math.sqrt((ids.length * 3) / 16))
  })
})
