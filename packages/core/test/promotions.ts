import fc from 'fast-check'
import { compilePromotion, type Promotion, type PromotionRevision } from '../src/promotions/promotion.ts'
import type { PromotionCondition } from '../src/promotions/conditions/registry.ts'
import type { PromotionEffect } from '../src/promotions/effects/registry.ts'
import { shanghai } from './program.ts'

/** A promotion of Shanghai, in force all of March 2026 and for everybody unless told: double points. */
export const promotion = (fields: Partial<PromotionRevision> = {}): Promotion =>
  compilePromotion(
    {
      id: 1,
      code: 'spring',
      revision: 1,
      name: { en: 'Spring' },
      effectiveAt: shanghai('2026-01-01 00:00:00'),
      ended: false,
      fromAt: shanghai('2026-03-01 00:00:00'),
      untilAt: shanghai('2026-04-01 00:00:00'),
      early: null,
      conditions: [],
      effects: [{ kind: 'multiplier', value: 2 }],
      ...fields,
    },
    'Asia/Shanghai',
  )

const someCodes = fc.subarray(['a', 'b', 'c'], { minLength: 1 })
const anyCondition: fc.Arbitrary<PromotionCondition> = fc.oneof(
  fc.record({ kind: fc.constant('stores' as const), stores: someCodes }),
  fc.record({ kind: fc.constant('brands' as const), brands: someCodes }),
  fc.record({ kind: fc.constant('categories' as const), categories: someCodes }),
  fc.record({ kind: fc.constant('skus' as const), skus: someCodes }),
  fc.constant({ kind: 'regularPriceOnly' as const }),
  fc.record({
    kind: fc.constant('minimumSpend' as const),
    atLeastMinor: fc.integer({ min: 1, max: 100_000 }),
    of: fc.constantFrom('cashPart' as const, 'total' as const),
  }),
  fc.record({ kind: fc.constant('minimumQuantity' as const), atLeast: fc.integer({ min: 1, max: 8 }) }),
)
const anyEffect: fc.Arbitrary<PromotionEffect> = fc.oneof(
  fc.record({ kind: fc.constant('multiplier' as const), value: fc.constantFrom(0.5, 1, 1.5, 2, 3.3333, 10) }),
  fc.record({ kind: fc.constant('bonusPoints' as const), points: fc.integer({ min: 1, max: 500 }) }),
  fc.record({
    kind: fc.constant('bonusPoints' as const),
    points: fc.integer({ min: 1, max: 20 }),
    perMinor: fc.integer({ min: 1, max: 20_000 }),
  }),
  fc.constant({ kind: 'gift' as const, reward: 'mug', quantity: 1 }),
)

/** What receipts of March meet: often nothing, else promotions of any conditions and effects. */
export const anyPromotions: fc.Arbitrary<readonly Promotion[]> = fc.oneof(
  fc.constant([]),
  fc
    .array(
      fc.record({
        conditions: fc.array(anyCondition, { maxLength: 2 }),
        effects: fc.array(anyEffect, { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 3 },
    )
    .map(all => all.map((fields, i) => promotion({ id: i + 1, code: `promotion-${i}`, ...fields }))),
)
