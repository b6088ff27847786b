import { presets, type ProgramRules } from '@laurel/core'

/** The programs that the model knows. They are data: nothing that decides is taken from the product. */
export const documents = {
  /** S2: brand, tier and birthday multipliers by line, member cash with each point, all cleared at the year's turn. */
  wanqian: { ...presets.wanqian, topUpPlans: presets.boutique.topUpPlans, prepaid: { capMinor: 1_200_000 } },
  /** S1: three tiers with validities, reviews, renewal and fall, the August rebate; and lots that expire by the month. */
  wangfujing: {
    ...presets.wangfujing,
    earning: {
      ...presets.wangfujing.earning,
      multipliers: [{ source: 'brand' }, { source: 'tier', values: { WE: 1.5, SVIP: 2 } }],
    },
    tiers: presets.wangfujing.tiers.map(tier =>
      tier.code === 'WE' ? { ...tier, entry: [...tier.entry, { on: 'topUp', plan: 'topup-5000' }] } : tier,
    ),
    expiry: { points: { kind: 'rolling', months: 7 }, memberCash: { kind: 'rolling', months: 2 } },
    topUpPlans: presets.boutique.topUpPlans,
    prepaid: { capMinor: null },
  },
  /** S3 and S5: classes by top-up, and what nobody who stays away keeps, points longer than member cash. */
  boutique: {
    ...presets.boutique,
    memberCash: presets.wanqian.memberCash,
    earning: {
      ...presets.boutique.earning,
      multipliers: [{ source: 'brand' }, { source: 'birthday', values: { 'CLASS-90': 2, 'CLASS-88': 3 } }],
    },
    expiry: { points: { kind: 'inactivity', months: 3 }, memberCash: { kind: 'inactivity', months: 1 } },
  },
} satisfies Readonly<Record<string, ProgramRules>>

/** Another version of a document: what a shop would turn a screw of. */
export const changed = (rules: ProgramRules, which: number): ProgramRules => {
  const { earning, expiry } = rules
  switch (which % 6) {
    case 0:
      return { ...rules, earning: { ...earning, rate: { ...earning.rate, points: 1 + (which % 2) } } }
    case 1:
      return { ...rules, earning: { ...earning, rounding: (['floor', 'halfUp', 'ceil'] as const)[which % 3]! } }
    case 2:
      return { ...rules, earning: { ...earning, grain: which % 2 === 0 ? 'line' : 'receipt' } }
    case 3:
      return { ...rules, expiry: { ...expiry, points: { kind: 'rolling', months: 1 + (which % 9) } } }
    case 4:
      return { ...rules, expiry: { ...expiry, memberCash: { kind: 'inactivity', months: 1 + (which % 4) } } }
    default:
      return {
        ...rules,
        tiers: rules.tiers.map(tier => ({
          ...tier,
          entry: tier.entry.map(way =>
            way.on === 'threshold' ? { ...way, atLeast: Math.ceil(way.atLeast / (1 + (which % 3))) } : way,
          ),
        })),
      }
  }
}
