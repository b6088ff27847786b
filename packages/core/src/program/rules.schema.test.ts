import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { copyOf } from '../../test/program.ts'
import { boutique } from './presets/boutique.ts'
import { presetNames, presets } from './presets/presets.ts'
import { wangfujing } from './presets/wangfujing.ts'
import { wanqian } from './presets/wanqian.ts'
import { codeSchema, localizedTextSchema, programRulesSchema, type ProgramRules } from './rules.schema.ts'

/** A copy of a preset with the value at a path replaced (or taken away, by undefined). */
const changed = (document: ProgramRules, path: string, value: unknown): unknown => {
  const copy: unknown = copyOf(document)
  const keys = path.split('.')
  const last = keys.pop()!
  const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy) as Record<
    string,
    unknown
  >
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return copy
}

const faults = (document: unknown): string[] => {
  const parsed = programRulesSchema.safeParse(document)
  return parsed.success ? [] : parsed.error.issues.map(issue => issue.path.join('.'))
}

const threshold = { on: 'threshold', decided: 'atOnce', window: 'day', measure: 'spend', atLeast: 1 }
const campaign = { source: 'campaign', code: 'spring', fromOn: '2026-03-01', throughOn: '2026-03-31', value: 2 }
const name = { en: 'X' }

describe('the rules document', () => {
  test.each(presetNames)('the preset %s is accepted, and comes back as it is', preset => {
    expect(programRulesSchema.parse(copyOf(presets[preset]))).toEqual(presets[preset])
  })

  test.each(presetNames)('the preset %s survives a trip through JSON', preset => {
    expect(programRulesSchema.parse(JSON.parse(JSON.stringify(presets[preset])))).toEqual(presets[preset])
  })

  test('it can be published as a JSON Schema', () => {
    for (const io of ['input', 'output'] as const) {
      const schema = z.toJSONSchema(programRulesSchema, { io })
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(schema.required?.toSorted()).toEqual(Object.keys(wangfujing).toSorted())
    }
  })

  test.each([
    ['a field that nobody knows', wangfujing, 'colour', 'red', ''],
    ['a field within a part that nobody knows', wangfujing, 'earning.factor', 2, 'earning'],
    ['a field within a tier that nobody knows', wangfujing, 'tiers.0.points', 2, 'tiers.0'],
    ['a field within insight that nobody knows', wangfujing, 'insight', { vip: 1 }, 'insight'],
    ['a share above all', wangfujing, 'insight', { heavyShare: 1.1 }, 'insight.heavyShare'],
    ['a currency that is no code', wangfujing, 'currency', 'yuan', 'currency'],
    ['a time zone that is none', wangfujing, 'timeZone', 'Asia/Peking-West', 'timeZone'],
    ['an offset for a time zone', wangfujing, 'timeZone', '+08:00', 'timeZone'],
    ['31 April', wangfujing, 'membershipYear.startsOn', { month: 4, day: 31 }, 'membershipYear.startsOn'],
    ['30 February', wangfujing, 'rebates.0.on', { month: 2, day: 30 }, 'rebates.0.on'],
    ['a month 13', wanqian, 'expiry.points.on', { month: 13, day: 1 }, 'expiry.points.on.month'],
    ['a day 0', wanqian, 'expiry.points.on', { month: 1, day: 0 }, 'expiry.points.on.day'],
    ['no rate', wangfujing, 'earning.rate', undefined, 'earning.rate'],
    ['a rate of nothing', wangfujing, 'earning.rate.points', 0, 'earning.rate.points'],
    ['a rate of −1', wangfujing, 'earning.rate.points', -1, 'earning.rate.points'],
    ['a rate of NaN', wangfujing, 'earning.rate.points', Number.NaN, 'earning.rate.points'],
    ['a rate as text', wangfujing, 'earning.rate.points', '1', 'earning.rate.points'],
    ['a rate per half a fen', wangfujing, 'earning.rate.perMinor', 0.5, 'earning.rate.perMinor'],
    ['a threshold of 2^53', wangfujing, 'tiers.1.entry.0.atLeast', 2 ** 53, 'tiers.1.entry.0.atLeast'],
    ['a threshold of 0', wangfujing, 'tiers.1.entry.0.atLeast', 0, 'tiers.1.entry.0.atLeast'],
    ['a rebate of −1', wangfujing, 'rebates.0.memberCashMinor', -1, 'rebates.0.memberCashMinor'],
    ['a discount with 5 decimals', boutique, 'tiers.0.memberDiscount', 0.12345, 'tiers.0.memberDiscount'],
    ['a discount above all', boutique, 'tiers.0.memberDiscount', 1.0001, 'tiers.0.memberDiscount'],
    ['a discount below nothing', boutique, 'tiers.0.memberDiscount', -0.1, 'tiers.0.memberDiscount'],
    [
      'a multiplier with 5 decimals',
      wanqian,
      'earning.multipliers.1.values.SUPREME',
      1.00001,
      'earning.multipliers.1.values.SUPREME',
    ],
    [
      'a multiplier of 0.1 + 0.2',
      wanqian,
      'earning.multipliers.1.values.SUPREME',
      0.1 + 0.2,
      'earning.multipliers.1.values.SUPREME',
    ],
    [
      'a multiplier of infinity',
      wanqian,
      'earning.multipliers.1.values.SUPREME',
      Infinity,
      'earning.multipliers.1.values.SUPREME',
    ],
    [
      'a multiplier above 1,000',
      wanqian,
      'earning.multipliers.1.values.SUPREME',
      1000.0001,
      'earning.multipliers.1.values.SUPREME',
    ],
    ['an unknown multiplier', wanqian, 'earning.multipliers.0.source', 'mood', 'earning.multipliers.0.source'],
    [
      'an eighth weekday',
      wanqian,
      'earning.multipliers.0',
      { source: 'weekday', values: { '8': 2 } },
      'earning.multipliers.0.values',
    ],
    ['a tender that nobody knows', wangfujing, 'earning.cashTenders.0', 'gold', 'earning.cashTenders.0'],
    ['no cash tender at all', wangfujing, 'earning.cashTenders', [], 'earning.cashTenders'],
    ['a way to combine that nobody knows', wangfujing, 'earning.combine', 'lowest', 'earning.combine'],
    ['a rounding that nobody knows', wangfujing, 'earning.rounding', 'bank', 'earning.rounding'],
    ['a cap of nothing', wangfujing, 'earning.caps', { dayPoints: 0 }, 'earning.caps.dayPoints'],
    ['a code with a space', wangfujing, 'tiers.0.code', 'M E', 'tiers.0.code'],
    ['an empty code', wangfujing, 'tiers.0.code', '', 'tiers.0.code'],
    ['a name without English', wangfujing, 'tiers.0.name', { 'zh-CN': 'ME卡' }, 'tiers.0.name.en'],
    ['a name with a control character', wangfujing, 'tiers.0.name.en', 'M\u0000E', 'tiers.0.name.en'],
    ['a tier with no way in', wangfujing, 'tiers.0.entry', [], 'tiers.0.entry'],
    ['a validity of no months', wangfujing, 'tiers.1.validity.months', 0, 'tiers.1.validity.months'],
    [
      'a campaign from 29 February of a common year',
      wanqian,
      'earning.multipliers.0',
      { ...campaign, fromOn: '2026-02-29' },
      'earning.multipliers.0.fromOn',
    ],
    [
      'a campaign through 31 April',
      wanqian,
      'earning.multipliers.0',
      { ...campaign, throughOn: '2026-04-31' },
      'earning.multipliers.0.throughOn',
    ],
    [
      'a campaign from the year 0',
      wanqian,
      'earning.multipliers.0',
      { ...campaign, fromOn: '0000-01-01' },
      'earning.multipliers.0.fromOn',
    ],
    [
      'a campaign with an instant for a date',
      wanqian,
      'earning.multipliers.0',
      { ...campaign, fromOn: '2026-03-01T00:00:00Z' },
      'earning.multipliers.0.fromOn',
    ],
  ])('%s is refused, and the fault named', (_, document, path, value, fault) => {
    expect(faults(changed(document, path, value))).toContain(fault)
  })

  test.each([
    ['29 February as a day of the year', wangfujing, 'membershipYear.startsOn', { month: 2, day: 29 }],
    ['29 February of a leap year', wanqian, 'earning.multipliers.0', { ...campaign, fromOn: '2024-02-29' }],
    ['a campaign of one day', wanqian, 'earning.multipliers.0', { ...campaign, throughOn: '2026-03-01' }],
    ['four decimals', boutique, 'tiers.0.memberDiscount', 0.1234],
    ['a discount of all', boutique, 'tiers.0.memberDiscount', 1],
    ['a multiplier of 0', wanqian, 'earning.multipliers.1.values.SUPREME', 0],
    ['a threshold of 2^53 − 1', wangfujing, 'tiers.1.entry.0.atLeast', Number.MAX_SAFE_INTEGER],
    ['a code in Chinese', wangfujing, 'rebates.0.code', '八月'],
    ['some weekdays only', wanqian, 'earning.multipliers.0', { source: 'weekday', values: { '2': 2 } }],
  ])('%s is accepted', (_, document, path, value) => {
    expect(faults(changed(document, path, value))).toEqual([])
  })

  test.each([
    ['two tiers of one code', wangfujing, 'tiers.2.code', 'WE', 'tiers.2.code'],
    ['two tiers of one rank', wangfujing, 'tiers.2.rank', 2, 'tiers.2.rank'],
    [
      'two rebates of one code',
      wangfujing,
      'rebates',
      [wangfujing.rebates[0], wangfujing.rebates[0]],
      'rebates.1.code',
    ],
    ['two benefits of one code', wangfujing, 'benefits.1.code', 'parking', 'benefits.1.code'],
    ['two plans of one code', boutique, 'topUpPlans.1.code', 'topup-3000', 'topUpPlans.1.code'],
    ['two tiers on registration', wanqian, 'tiers.1.entry.1', { on: 'registration' }, 'tiers'],
    ['a tier for a plan that is not there', boutique, 'tiers.0.entry.0.plan', 'topup-1', 'tiers.0.entry.0.plan'],
    ['entry from an unknown tier', wanqian, 'tiers.1.entry.0.fromTiers', ['GOLD'], 'tiers.1.entry.0.fromTiers'],
    ['entry from the tier itself', wangfujing, 'tiers.1.entry.2.fromTiers', ['WE'], 'tiers.1.entry.2.fromTiers'],
    ['entry from a higher tier', wangfujing, 'tiers.1.entry.2.fromTiers', ['ME', 'SVIP'], 'tiers.1.entry.2.fromTiers'],
    ['a review of a day', wangfujing, 'tiers.1.entry.2.window', 'day', 'tiers.1.entry.2.window'],
    ['a review of a month', wangfujing, 'tiers.1.entry.2.window', 'month', 'tiers.1.entry.2.window'],
    ['a way down from what never ends', wanqian, 'tiers.1.fall', [{ to: null }], 'tiers.1.validity'],
    [
      'a renewal of what never ends',
      wanqian,
      'tiers.1.renewal',
      { window: 'membershipYear', measure: 'spend', atLeast: 1 },
      'tiers.1.validity',
    ],
    ['an end without a way down', wangfujing, 'tiers.0.fall', undefined, 'tiers.0.fall'],
    [
      'a last way down with a condition',
      wangfujing,
      'tiers.2.fall',
      [{ to: 'WE', when: { window: 'validity', measure: 'spend', atLeast: 1 } }],
      'tiers.2.fall',
    ],
    ['a fall to the tier itself', wangfujing, 'tiers.1.fall.0.to', 'WE', 'tiers.1.fall.0.to'],
    ['a fall upwards', wangfujing, 'tiers.1.fall.0.to', 'SVIP', 'tiers.1.fall.0.to'],
    ['a fall to an unknown tier', wangfujing, 'tiers.1.fall.0.to', 'GOLD', 'tiers.1.fall.0.to'],
    [
      'a multiplier of an unknown tier',
      wanqian,
      'earning.multipliers.1.values',
      { GOLD: 2 },
      'earning.multipliers.1.values.GOLD',
    ],
    [
      'a birthday of an unknown tier',
      wanqian,
      'earning.multipliers.2.values',
      { GOLD: 2 },
      'earning.multipliers.2.values.GOLD',
    ],
    ['one source twice', wanqian, 'earning.multipliers.2', { source: 'brand' }, 'earning.multipliers.2.source'],
    [
      'a campaign that ends before it begins',
      wanqian,
      'earning.multipliers.0',
      { ...campaign, throughOn: '2026-02-28' },
      'earning.multipliers.0.throughOn',
    ],
    [
      'a campaign for an unknown tier',
      wanqian,
      'earning.multipliers.0',
      { ...campaign, tiers: ['GOLD'] },
      'earning.multipliers.0.tiers',
    ],
    ['a rebate for an unknown tier', wangfujing, 'rebates.0.tiers', ['ME', 'GOLD'], 'rebates.0.tiers'],
    [
      'a benefit for an unknown tier',
      wangfujing,
      'benefits.0.grants',
      { GOLD: { hours: 1 } },
      'benefits.0.grants.GOLD',
    ],
    ['a standing right with a quota', wangfujing, 'benefits.1.quota', { count: 1, per: 'day' }, 'benefits.1.use'],
    ['a plan above the cap on prepaid', boutique, 'prepaid.capMinor', 4_999_99, 'topUpPlans.1.prepaidMinor'],
  ])('a contradiction is refused with its path: %s', (_, document, path, value, fault) => {
    expect(faults(changed(document, path, value))).toContain(fault)
  })

  it('takes several campaigns, but each other source once', () => {
    const multipliers = [campaign, { ...campaign, code: 'autumn' }]
    expect(faults(changed(wanqian, 'earning.multipliers', multipliers))).toEqual([])
  })

  it('names every fault, not only the first', () => {
    const document = changed(wangfujing, 'tiers.1.fall.0.to', 'GOLD') as ProgramRules
    expect(faults(changed(document, 'rebates.0.tiers', ['GOLD']))).toEqual(['tiers.1.fall.0.to', 'rebates.0.tiers'])
  })

  it('takes a program with no tiers at all', () => {
    const bare = { ...wanqian, tiers: [], benefits: [], earning: { ...wanqian.earning, multipliers: [] } }
    expect(faults(bare)).toEqual([])
  })

  it('takes a registration tier beside one that is bought', () => {
    const tier = { code: 'GOLD', name, rank: 9, entry: [threshold], validity: { kind: 'unlimited' } }
    expect(faults({ ...wanqian, tiers: [...wanqian.tiers, tier] })).toEqual([])
  })

  test.each([null, [], 'wangfujing', 42, undefined])('%j is no document', value => {
    expect(programRulesSchema.safeParse(value).success).toBe(false)
  })
})

describe('codes', () => {
  test.each(['ME', 'a', '9', 'beijing-1', 'a.b_c', '化妆品', 'x'.repeat(64)])('%s is one', code => {
    expect(codeSchema.safeParse(code).success).toBe(true)
  })

  test.each(['', '-a', '.a', '__proto__', 'a b', 'a/b', 'a\n', 'a\u0000', 'x'.repeat(65)])('%j is none', code => {
    expect(codeSchema.safeParse(code).success).toBe(false)
  })
})

describe('texts', () => {
  test('other languages are optional, others than these refused', () => {
    expect(localizedTextSchema.safeParse({ en: 'Card', 'zh-CN': '卡' }).success).toBe(true)
    expect(localizedTextSchema.safeParse({ en: 'Card', fr: 'Carte' }).success).toBe(false)
    expect(localizedTextSchema.safeParse({ en: '' }).success).toBe(false)
  })
})
