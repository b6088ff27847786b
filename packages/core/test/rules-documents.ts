import fc from 'fast-check'
import type { AwardFacts, LineFacts } from '../src/purchases/receipt.ts'
import type { MultiplierRule, ProgramRules } from '../src/program/rules.schema.ts'
import { presets } from '../src/program/presets/presets.ts'
import { anyPromotions } from './promotions.ts'
import { awardFacts } from './receipts.ts'
import { day } from './program.ts'

const SCALE = 10_000
const codes = ['a', 'b', 'c'] as const
const tiers = ['ME', 'WE', 'SVIP'] as const
const value = fc.integer({ min: 0, max: 5 * SCALE }).map(n => n / SCALE)
const some = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 })
const table = (keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), value)

const singleSources: fc.Arbitrary<MultiplierRule[]> = fc
  .tuple(
    fc.constant<MultiplierRule>({ source: 'brand' }),
    table(codes).map((values): MultiplierRule => ({ source: 'category', values })),
    table(codes).map((values): MultiplierRule => ({ source: 'store', values })),
    table(['1', '2', '3', '4', '5', '6', '7']).map((values): MultiplierRule => ({ source: 'weekday', values })),
    table(tiers).map((values): MultiplierRule => ({ source: 'tier', values })),
    fc
      .record({ values: table(tiers), withoutTier: value })
      .map((birthday): MultiplierRule => ({ source: 'birthday', ...birthday })),
  )
  .chain(all => fc.shuffledSubarray(all))

const campaign: fc.Arbitrary<MultiplierRule> = fc
  .record(
    {
      value,
      stores: some(codes),
      brands: some(codes),
      categories: some(codes),
      tiers: some<string>(tiers),
    },
    { requiredKeys: ['value'] },
  )
  .map(fields => ({ source: 'campaign', code: 'spring', fromOn: '2026-03-05', throughOn: '2026-03-15', ...fields }))

const earning: fc.Arbitrary<ProgramRules['earning']> = fc
  .record({
    rate: fc.record({ points: fc.integer({ min: 1, max: 20 }), perMinor: fc.integer({ min: 1, max: 10_000 }) }),
    rounding: fc.constantFrom('floor' as const, 'halfUp' as const, 'ceil' as const),
    grain: fc.constantFrom('receipt' as const, 'line' as const),
    combine: fc.constantFrom('highest' as const, 'sum' as const, 'product' as const),
    excluded: fc.option(
      fc.record(
        { promotional: fc.boolean(), brands: some<string>(['a']), categories: some<string>(['b']) },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
    single: singleSources,
    campaigns: fc.array(campaign, { maxLength: 2 }),
    receiptPoints: fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: undefined }),
  })
  .map(({ single, campaigns, excluded, receiptPoints, ...fields }) => ({
    ...fields,
    cashTenders: ['cash', 'card', 'wechat', 'alipay'],
    multipliers: [...single, ...campaigns],
    brandCap: 'none',
    ...(excluded && { excluded }),
    ...(receiptPoints !== undefined && { caps: { receiptPoints } }),
  }))

/** Any document that the schema accepts, as far as earning goes: every source, rounding, grain, cap and exclusion. */
export const anyRules: fc.Arbitrary<ProgramRules> = fc
  .record({
    earning,
    memberCash: fc.option(
      fc.record({
        perPoint: fc.record({ minor: fc.integer({ min: 1, max: 50 }), points: fc.integer({ min: 1, max: 50 }) }),
      }),
    ),
  })
  .map(fields => ({ ...presets.wangfujing, ...fields }))

const code = fc.option(fc.constantFrom(...codes))
const line: fc.Arbitrary<LineFacts> = fc.record({
  sku: fc.constantFrom(...codes),
  quantity: fc.integer({ min: 1, max: 5 }),
  brand: code,
  category: code,
  promotional: fc.boolean(),
  totalMinor: fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 10_000_000_00 })),
  brandMultiplier: fc.constantFrom(SCALE, SCALE, 0, 15_000, 12_345, 25 * SCALE),
})

/** Any receipt, paid in cash to any part, on a day in or around the campaign. `tiers` may hold null. */
export const anyFacts = (tiers: readonly (string | null)[]): fc.Arbitrary<AwardFacts> =>
  fc
    .record({
      businessDay: fc.integer({ min: day('2026-03-01'), max: day('2026-03-20') }),
      store: fc.constantFrom(...codes),
      tier: fc.constantFrom(...tiers),
      birthday: fc.boolean(),
      room: fc.option(
        fc.record({
          limit: fc.constantFrom('day' as const, 'month' as const, 'membershipYear' as const),
          points: fc.integer({ min: 0, max: 10_000 }),
        }),
        { freq: 3 },
      ),
      lines: fc.array(line, { minLength: 1, maxLength: 6 }),
      promotions: anyPromotions,
      cashShare: fc.oneof(fc.constant(1), fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ cashShare, ...facts }) => {
      const total = facts.lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
      return awardFacts({ ...facts, cashMinor: Math.min(total, Math.floor(total * cashShare)) })
    })
