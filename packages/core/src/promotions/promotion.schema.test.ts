import { describe, expect, it, test } from 'vitest'
import { promotionConditionsSchema, promotionEffectsSchema } from './promotion.schema.ts'

describe('a condition', () => {
  test.each<[what: string, condition: unknown, path: (string | number)[]]>([
    ['a kind nobody knows', { kind: 'moonPhase' }, [0, 'kind']],
    ['a field nobody knows', { kind: 'birthday', lunar: true }, [0]],
    ['no store', { kind: 'stores', stores: [] }, [0, 'stores']],
    ['a day of no week', { kind: 'weekdays', weekdays: [0] }, [0, 'weekdays', 0]],
    ['a time of no day', { kind: 'hours', from: '24:30', until: '02:00' }, [0, 'from']],
    ['no hour between its times', { kind: 'hours', from: '10:00', until: '10:00' }, [0]],
    ['a beginning when the day is over', { kind: 'hours', from: '24:00', until: '02:00' }, [0]],
    ['nobody', { kind: 'tiers' }, [0]],
    ['neither a tier nor who has none', { kind: 'tiers', withoutTier: false }, [0]],
    ['no piece', { kind: 'minimumQuantity', atLeast: 0 }, [0, 'atLeast']],
    ['half a piece', { kind: 'minimumQuantity', atLeast: 1.5 }, [0, 'atLeast']],
    ['a threshold of nothing', { kind: 'minimumSpend', atLeastMinor: 0 }, [0, 'atLeastMinor']],
    ['half a fen', { kind: 'minimumSpend', atLeastMinor: 0.5 }, [0, 'atLeastMinor']],
  ])('is refused with %s', (_, condition, path) => {
    expect(promotionConditionsSchema.safeParse([condition]).error?.issues[0]?.path).toEqual(path)
  })

  test.each<[what: string, condition: object]>([
    ['hours of a day', { kind: 'hours', from: '10:00', until: '18:30' }],
    ['hours until midnight', { kind: 'hours', from: '00:00', until: '24:00' }],
    ['hours over midnight', { kind: 'hours', from: '22:00', until: '02:00' }],
    ['tiers', { kind: 'tiers', tiers: ['WE'] }],
    ['those without a tier', { kind: 'tiers', withoutTier: true }],
    ['tiers and those without', { kind: 'tiers', tiers: ['WE'], withoutTier: true }],
    ['tiers, and by name nobody without', { kind: 'tiers', tiers: ['WE'], withoutTier: false }],
    ['a piece', { kind: 'minimumQuantity', atLeast: 1 }],
    ['a fen of the total', { kind: 'minimumSpend', atLeastMinor: 1, of: 'total' }],
  ])('may ask for %s, and stays as it was written', (_, condition) => {
    expect(promotionConditionsSchema.parse([condition])).toEqual([condition])
  })

  it('of a spend means the cash part where it does not say', () => {
    const [condition] = promotionConditionsSchema.parse([{ kind: 'minimumSpend', atLeastMinor: 1 }])
    expect(condition).toEqual({ kind: 'minimumSpend', atLeastMinor: 1, of: 'cashPart' })
  })
})

const mug = { kind: 'gift', reward: 'mug', quantity: 1 }
const tenOff = { kind: 'coupon', coupon: 'ten-off' }

describe('what a promotion gives', () => {
  test.each<[what: string, effects: readonly object[]]>([
    [
      'points',
      [
        { kind: 'multiplier', value: 2 },
        { kind: 'bonusPoints', points: 1 },
      ],
    ],
    [
      'points twice',
      [
        { kind: 'bonusPoints', points: 1 },
        { kind: 'bonusPoints', points: 5, perMinor: 100_00 },
      ],
    ],
    ['several gifts and coupons', [mug, { ...mug, reward: 'bag' }, tenOff, { ...tenOff, coupon: 'twenty-off' }]],
    ['a gift and a coupon of one name', [mug, { kind: 'coupon', coupon: 'mug' }]],
    ['a share off', [{ kind: 'memberPrice', rate: 0.2 }]],
    ['a price', [{ kind: 'memberPrice', amountMinor: 59_00 }]],
    ['goods for nothing', [{ kind: 'memberPrice', amountMinor: 0 }]],
  ])('may be %s, and stays as it was written', (_, effects) => {
    expect(promotionEffectsSchema.parse(effects)).toEqual(effects)
  })

  test.each<[what: string, effects: readonly unknown[], path: (string | number)[]]>([
    ['nothing', [], []],
    ['the same gift twice, whatever the pieces', [mug, { ...mug, quantity: 2 }], []],
    ['the same coupon twice', [tenOff, { kind: 'multiplier', value: 2 }, tenOff], []],
    ['a price that is not named', [{ kind: 'memberPrice' }], [0]],
    ['a share off and a price at once', [{ kind: 'memberPrice', rate: 0.2, amountMinor: 59_00 }], [0]],
    ['no points', [{ kind: 'bonusPoints', points: 0 }], [0, 'points']],
    ['points taken away', [{ kind: 'bonusPoints', points: -1 }], [0, 'points']],
    ['half a point', [{ kind: 'bonusPoints', points: 0.5 }], [0, 'points']],
    ['no piece of a gift', [{ ...mug, quantity: 0 }], [0, 'quantity']],
  ])('is never %s', (_, effects, path) => {
    expect(promotionEffectsSchema.safeParse(effects).error?.issues[0]?.path).toEqual(path)
  })

  it('is one piece of a gift where it does not say', () => {
    expect(promotionEffectsSchema.parse([{ kind: 'gift', reward: 'mug' }])).toEqual([mug])
  })
})
