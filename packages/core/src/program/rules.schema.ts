import { z } from 'zod'
import { parseDay } from '../calendar/day.ts'
import { isTimeZone } from '../calendar/zone.ts'
import { dossierItems } from '../dossier/completeness.ts'
import { messageRulesSchema } from '../messages/message-rules.ts'
import { toScaled } from '../money/scaled.ts'

/** Codes of tiers, brands, stores, categories, benefits: what a till sends and a URL carries. */
export const codeSchema = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u, 'must be 1 to 64 letters, digits, ".", "_" or "-"')

// A merchant's words: no control characters, since they come back cut or break a till's display.
const words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'must not contain control characters')

/** A name in the languages a program speaks; English is the one that is always there. */
export const localizedTextSchema = z.strictObject({
  en: words,
  'zh-CN': words.optional(),
  'zh-TW': words.optional(),
})

const minor = z.int().min(0)
const positive = z.int().min(1)
const pointsAmount = z.int().min(0)

/** A decimal with at most four places, kept exactly. */
export const decimal = z.number().refine(n => toScaled(n) !== null, 'must be a decimal ≥ 0 with at most 4 places')
export const multiplierValueSchema = decimal.refine(n => n <= 1000, 'must be at most 1000')
export const shareSchema = decimal.refine(n => n <= 1, 'must be between 0 and 1')

const monthDay = z
  .strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) })
  .refine(
    ({ month, day }) => day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!,
    'is no day of any year',
  )

const isoDate = z.iso.date().refine(text => parseDay(text) !== null, 'is no day of the years 1 to 9999')

/** How a part of a receipt was paid. */
export const tenderKindSchema = z.enum(['cash', 'card', 'wechat', 'alipay', 'prepaid', 'memberCash', 'voucher'])

const multiplier = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('brand') }),
  z.strictObject({ source: z.literal('category'), values: z.record(codeSchema, multiplierValueSchema) }),
  z.strictObject({ source: z.literal('store'), values: z.record(codeSchema, multiplierValueSchema) }),
  z.strictObject({
    source: z.literal('weekday'),
    values: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), multiplierValueSchema),
  }),
  z.strictObject({ source: z.literal('tier'), values: z.record(codeSchema, multiplierValueSchema) }),
  z.strictObject({
    source: z.literal('birthday'),
    values: z.record(codeSchema, multiplierValueSchema),
    withoutTier: multiplierValueSchema.optional(),
  }),
  z.strictObject({
    source: z.literal('campaign'),
    code: codeSchema,
    fromOn: isoDate,
    throughOn: isoDate,
    value: multiplierValueSchema,
    stores: z.array(codeSchema).min(1).optional(),
    brands: z.array(codeSchema).min(1).optional(),
    categories: z.array(codeSchema).min(1).optional(),
    tiers: z.array(codeSchema).min(1).optional(),
  }),
])

const earning = z.strictObject({
  rate: z.strictObject({ points: positive.max(1_000_000), perMinor: positive.max(1_000_000) }),
  rounding: z.enum(['floor', 'halfUp', 'ceil']),
  grain: z.enum(['receipt', 'line']),
  cashTenders: z.array(tenderKindSchema).min(1),
  excluded: z
    .strictObject({
      promotional: z.boolean().optional(),
      brands: z.array(codeSchema).optional(),
      categories: z.array(codeSchema).optional(),
    })
    .optional(),
  multipliers: z.array(multiplier).max(200),
  combine: z.enum(['highest', 'sum', 'product']),
  brandCap: z.enum(['contractRate', 'none']),
  caps: z
    .strictObject({
      receiptPoints: positive.optional(),
      dayPoints: positive.optional(),
      monthPoints: positive.optional(),
      membershipYearPoints: positive.optional(),
    })
    .optional(),
})

const measure = z.enum(['qualifyingPoints', 'spend'])
const window = z.enum(['day', 'month', 'membershipYear', 'lifetime'])

const entryRule = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('registration') }),
  z.strictObject({ on: z.literal('topUp'), plan: codeSchema }),
  z.strictObject({ on: z.literal('hand') }),
  z.strictObject({
    on: z.literal('threshold'),
    decided: z.enum(['atOnce', 'atReview']),
    window,
    measure,
    atLeast: positive,
    fromTiers: z.array(codeSchema).min(1).optional(),
  }),
])

const holdsWhen = z.strictObject({ window: z.enum(['membershipYear', 'validity']), measure, atLeast: positive })

const tier = z.strictObject({
  code: codeSchema,
  name: localizedTextSchema,
  rank: z.int().min(1).max(1000),
  entry: z.array(entryRule).min(1),
  validity: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unlimited') }),
    z.strictObject({ kind: z.literal('membershipYear') }),
    z.strictObject({ kind: z.literal('months'), months: positive.max(1200) }),
  ]),
  renewal: holdsWhen.optional(),
  /** Tried in order when the validity ends without renewal; `to: null` voids the card. */
  fall: z
    .array(z.strictObject({ to: codeSchema.nullable(), when: holdsWhen.optional() }))
    .min(1)
    .optional(),
  memberDiscount: shareSchema.optional(),
})

const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('yearly'), on: monthDay }),
  z.strictObject({ kind: z.literal('rolling'), months: positive.max(1200) }),
  z.strictObject({ kind: z.literal('inactivity'), months: positive.max(1200) }),
])

const rebate = z.strictObject({
  code: codeSchema,
  name: localizedTextSchema,
  on: monthDay,
  perPoints: positive,
  memberCashMinor: positive,
  tiers: z.array(codeSchema).min(1),
})

const benefit = z.strictObject({
  code: codeSchema,
  name: localizedTextSchema,
  /** What each entitled tier is given, such as `{"hours":2}`; `{}` for a plain right. */
  grants: z.record(codeSchema, z.record(codeSchema, z.int().min(0))),
  /** A standing right needs no record, though a use of it may be kept; each use of the others is recorded. */
  use: z.enum(['standing', 'recorded']),
  quota: z.strictObject({ count: positive, per: z.enum(['day', 'month', 'membershipYear']) }).optional(),
  receipt: z.strictObject({ atLeastMinor: minor, sameDay: z.boolean(), oncePerReceipt: z.boolean() }).optional(),
  guests: z.int().min(0).max(100).optional(),
})

const topUpPlan = z.strictObject({
  code: codeSchema,
  name: localizedTextSchema,
  payMinor: positive,
  prepaidMinor: positive,
  points: pointsAmount,
})

/** How insight judges members (S10, S12, S14); what is left out is as usual. */
const insight = z.strictObject({
  /** After so many days a purchase weighs half where preferences are ordered; null: each weighs the same. */
  recencyHalfLifeDays: positive.max(36_500).nullable(),
  /** The share of buyers, by contribution, whose use is heavy, and of those who waste effort. */
  heavyShare: shareSchema,
  wasteShare: shareSchema,
  /** The share of sales that the most important members make together. */
  importantSalesShare: shareSchema,
  /** The share of buyers, by sales, who are worth special rewards. */
  rewardedShare: shareSchema,
  /** What of its price goods bring, at regular price and on promotion, and what of it goods that come back cost. */
  marginRate: shareSchema,
  promotionalMarginRate: shareSchema,
  returnCostRate: shareSchema,
  /** What a point costs, in minor units. */
  pointCost: decimal.refine(n => n <= 1_000_000, 'must be at most 1000000'),
  /** The share of units bought on promotion from which a member is price-sensitive. */
  priceSensitiveFrom: shareSchema,
  /** A loyal member has bought on so many days, the last time within so many months. */
  loyalPurchaseDays: positive.max(1000),
  loyalWithinMonths: positive.max(120),
  /** How far ahead it is foretold what members will buy (S14). */
  forecastHorizonDays: positive.max(3650),
})

const document = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as CNY'),
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai'),
  membershipYear: z.strictObject({ startsOn: monthDay }),
  earning,
  /** Member cash that comes with every point at once; null where points alone are earned. */
  memberCash: z
    .strictObject({ perPoint: z.strictObject({ minor: positive.max(1_000_000), points: positive.max(1_000_000) }) })
    .nullable(),
  tiers: z.array(tier).max(50),
  expiry: z.strictObject({ points: expiry, memberCash: expiry }),
  rebates: z.array(rebate).max(50),
  benefits: z.array(benefit).max(200),
  topUpPlans: z.array(topUpPlan).max(50),
  prepaid: z.strictObject({ capMinor: positive.nullable() }),
  /** How much each thing known of a member counts in the completeness of the dossier; 1 where nothing is said (S27). */
  dossier: z.strictObject({ weights: z.partialRecord(z.enum(dossierItems), z.int().min(0).max(100)) }).optional(),
  /** How members may be spoken to; left out, as {@link messageRulesOf} says. */
  messages: messageRulesSchema.optional(),
  /** Whether a printed card number lets its holder in at a kiosk; only what proves the card does, where left out. */
  kiosk: z.strictObject({ cardNumber: z.boolean() }).optional(),
  insight: insight.partial().optional(),
})

/** A program as data (S1–S7): everything that makes one company's program differ from another's. */
export type ProgramRules = z.infer<typeof document>
export type TierRules = ProgramRules['tiers'][number]
export type LocalizedText = z.infer<typeof localizedTextSchema>
export type TenderKind = z.infer<typeof tenderKindSchema>
export type TopUpPlan = ProgramRules['topUpPlans'][number]
export type EntryRule = TierRules['entry'][number]
export type ThresholdRule = Extract<EntryRule, { on: 'threshold' }>
export type HoldRule = z.infer<typeof holdsWhen>
export type MultiplierRule = ProgramRules['earning']['multipliers'][number]
export type ExpiryRule = z.infer<typeof expiry>
export type RebateRule = z.infer<typeof rebate>
export type InsightRules = z.infer<typeof insight>

/** Each way in which two parts of a document can contradict each other, with the path of the fault. */
function* contradictions(rules: ProgramRules): Generator<{ path: (string | number)[]; message: string }> {
  const tiers = new Map(rules.tiers.map(t => [t.code, t]))
  const plans = new Set(rules.topUpPlans.map(p => p.code))
  const unknown = (codes: Iterable<string>) => [...codes].filter(code => !tiers.has(code))
  const twice = (codes: readonly (string | number)[]) => codes.findIndex((code, i) => codes.indexOf(code) !== i)

  for (const [list, codes] of Object.entries({
    tiers: rules.tiers.map(t => t.code),
    rebates: rules.rebates.map(r => r.code),
    benefits: rules.benefits.map(b => b.code),
    topUpPlans: rules.topUpPlans.map(p => p.code),
  })) {
    const index = twice(codes)
    if (index >= 0) yield { path: [list, index, 'code'], message: `"${codes[index]}" is there twice` }
  }
  const sameRank = twice(rules.tiers.map(t => t.rank))
  if (sameRank >= 0) yield { path: ['tiers', sameRank, 'rank'], message: 'another tier has this rank' }
  if (rules.tiers.filter(t => t.entry.some(e => e.on === 'registration')).length > 1)
    yield { path: ['tiers'], message: 'only one tier can be given on registration' }

  for (const [i, t] of rules.tiers.entries()) {
    for (const [j, e] of t.entry.entries()) {
      if (e.on === 'topUp' && !plans.has(e.plan))
        yield { path: ['tiers', i, 'entry', j, 'plan'], message: `there is no top-up plan "${e.plan}"` }
      if (e.on !== 'threshold') continue
      for (const code of unknown(e.fromTiers ?? []))
        yield { path: ['tiers', i, 'entry', j, 'fromTiers'], message: `there is no tier "${code}"` }
      if (e.fromTiers?.some(code => (tiers.get(code)?.rank ?? 0) >= t.rank))
        yield {
          path: ['tiers', i, 'entry', j, 'fromTiers'],
          message: 'entry only raises: each must rank below this tier',
        }
      if (e.decided === 'atReview' && e.window !== 'membershipYear' && e.window !== 'lifetime')
        yield {
          path: ['tiers', i, 'entry', j, 'window'],
          message: 'a review looks at the membership year or the lifetime',
        }
    }
    if (t.validity.kind === 'unlimited' && (t.renewal || t.fall))
      yield { path: ['tiers', i, 'validity'], message: 'a tier that never ends is neither renewed nor lost' }
    if (t.validity.kind !== 'unlimited' && t.fall?.at(-1)?.when !== undefined)
      yield { path: ['tiers', i, 'fall'], message: 'the last way down must hold without a condition' }
    if (t.validity.kind !== 'unlimited' && !t.fall)
      yield { path: ['tiers', i, 'fall'], message: 'a tier that ends needs a way down (to: null voids the card)' }
    for (const [j, f] of (t.fall ?? []).entries())
      if (f.to !== null && (tiers.get(f.to)?.rank ?? Infinity) >= t.rank)
        yield { path: ['tiers', i, 'fall', j, 'to'], message: 'must be a tier that ranks below this one, or null' }
  }
  for (const [i, m] of rules.earning.multipliers.entries()) {
    if (m.source === 'tier' || m.source === 'birthday')
      for (const code of unknown(Object.keys(m.values)))
        yield { path: ['earning', 'multipliers', i, 'values', code], message: `there is no tier "${code}"` }
    if (m.source === 'campaign') {
      if (m.throughOn < m.fromOn)
        yield { path: ['earning', 'multipliers', i, 'throughOn'], message: 'must not be before fromOn' }
      for (const code of unknown(m.tiers ?? []))
        yield { path: ['earning', 'multipliers', i, 'tiers'], message: `there is no tier "${code}"` }
    }
    if (m.source !== 'campaign' && rules.earning.multipliers.some((other, j) => j < i && other.source === m.source))
      yield { path: ['earning', 'multipliers', i, 'source'], message: `"${m.source}" is there twice` }
  }
  for (const [i, r] of rules.rebates.entries())
    for (const code of unknown(r.tiers)) yield { path: ['rebates', i, 'tiers'], message: `there is no tier "${code}"` }
  for (const [i, b] of rules.benefits.entries()) {
    for (const code of unknown(Object.keys(b.grants)))
      yield { path: ['benefits', i, 'grants', code], message: `there is no tier "${code}"` }
    if (b.use === 'standing' && (b.quota || b.receipt))
      yield { path: ['benefits', i, 'use'], message: 'a standing right has neither quota nor receipt' }
  }
  if (rules.prepaid.capMinor !== null)
    for (const [i, p] of rules.topUpPlans.entries())
      if (p.prepaidMinor > rules.prepaid.capMinor)
        yield { path: ['topUpPlans', i, 'prepaidMinor'], message: 'is above the cap on prepaid' }
}

/** The schema of a program's rules; a fault names its path (S1–S7). */
export const programRulesSchema = document.superRefine((rules, context) => {
  for (const { path, message } of contradictions(rules)) context.addIssue({ code: 'custom', path, message })
})
