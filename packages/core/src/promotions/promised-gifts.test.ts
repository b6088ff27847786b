import { describe, expect, it, test } from 'vitest'
import { promotion } from '../../test/promotions.ts'
import { awardFacts, lineFacts } from '../../test/receipts.ts'
import type { PromotionEffect } from './effects/registry.ts'
import { judgePromotions } from './judge-promotions.ts'
import { giftsNamed, lostGifts, promisedGifts, type PromisedGift } from './promised-gifts.ts'

const effects: readonly PromotionEffect[] = [
  { kind: 'multiplier', value: 2 },
  { kind: 'gift', reward: 'mug', quantity: 2 },
  { kind: 'bonusPoints', points: 50 },
  { kind: 'coupon', coupon: 'ten-off' },
  { kind: 'memberPrice', rate: 0.1 },
]
/** Two promotions: a mug twice and a coupon from ¥200 on, and a bag with anything of brand a. */
const promotions = [
  promotion({ id: 7, effects, conditions: [{ kind: 'minimumSpend', atLeastMinor: 200_00, of: 'cashPart' }] }),
  promotion({
    id: 9,
    code: 'bags',
    conditions: [{ kind: 'brands', brands: ['a'] }],
    effects: [{ kind: 'gift', reward: 'bag', quantity: 1 }],
  }),
]
const promised = (...totals: { readonly totalMinor: number; readonly brand?: string }[]) => {
  const facts = awardFacts({ lines: totals.map(lineFacts), promotions })
  return promisedGifts(
    judgePromotions(
      facts,
      totals.map(({ totalMinor }) => totalMinor),
      totals.map(() => true),
    ),
  )
}
const mugs: PromisedGift = { revisionId: 7, kind: 'gift', code: 'mug', quantity: 2 }
const coupon: PromisedGift = { revisionId: 7, kind: 'coupon', code: 'ten-off', quantity: 1 }
const bag: PromisedGift = { revisionId: 9, kind: 'gift', code: 'bag', quantity: 1 }

describe('what a purchase is promised beside points', () => {
  it('is every gift and coupon of the promotions that it fulfils, and nothing of the others', () => {
    expect(promised({ totalMinor: 199_99 })).toEqual([])
    expect(promised({ totalMinor: 200_00 })).toEqual([mugs, coupon])
    expect(promised({ totalMinor: 199_99, brand: 'a' })).toEqual([bag])
    expect(promised({ totalMinor: 100_00, brand: 'a' }, { totalMinor: 100_00 })).toEqual([mugs, coupon, bag])
  })

  it('names beforehand all that promotions may give, whoever buys whatever', () => {
    expect(giftsNamed(promotions)).toEqual([
      { kind: 'gift', code: 'mug' },
      { kind: 'coupon', code: 'ten-off' },
      { kind: 'gift', code: 'bag' },
    ])
    expect(giftsNamed([promotion()])).toEqual([])
  })
})

describe('what goods that come back take with them', () => {
  test.each<[what: string, before: PromisedGift[], after: PromisedGift[], lost: PromisedGift[]]>([
    ['everything, where nothing is fulfilled any more', [mugs, coupon, bag], [], [mugs, coupon, bag]],
    ['nothing, where all is still fulfilled', [mugs, coupon, bag], [mugs, coupon, bag], []],
    ['what one promotion gave, where only the other is fulfilled', [mugs, coupon, bag], [bag], [mugs, coupon]],
    ['the gift, not the coupon', [mugs, coupon], [coupon], [mugs]],
    ['a gift although a coupon has its name', [mugs], [{ ...coupon, code: 'mug' }], [mugs]],
    ['one of two gifts', [mugs, { ...mugs, code: 'bag' }], [{ ...mugs, code: 'bag' }], [mugs]],
    ['what a promotion gave although another gives the same', [mugs], [{ ...mugs, revisionId: 9 }], [mugs]],
    ['nothing, where nothing was promised', [], [mugs], []],
  ])('is %s', (_, before, after, lost) => {
    expect(lostGifts(before, after)).toEqual(lost)
  })
})
