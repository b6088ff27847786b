import type { ProgramRules } from '../rules.schema.ts'

/** S3: top-up plans. What is paid in becomes prepaid, points at once, and a discount class for the whole store. */
export const boutique: ProgramRules = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  membershipYear: { startsOn: { month: 1, day: 1 } },
  earning: {
    rate: { points: 1, perMinor: 100 },
    rounding: 'floor',
    grain: 'receipt',
    cashTenders: ['cash', 'card', 'wechat', 'alipay'],
    multipliers: [],
    combine: 'highest',
    brandCap: 'none',
  },
  memberCash: null,
  tiers: [
    {
      code: 'CLASS-90',
      name: { en: '10 % off class', 'zh-CN': '九折会员', 'zh-TW': '九折會員' },
      rank: 1,
      entry: [{ on: 'topUp', plan: 'topup-3000' }, { on: 'hand' }],
      validity: { kind: 'unlimited' },
      memberDiscount: 0.1,
    },
    {
      code: 'CLASS-88',
      name: { en: '12 % off class', 'zh-CN': '八八折会员', 'zh-TW': '八八折會員' },
      rank: 2,
      entry: [{ on: 'topUp', plan: 'topup-5000' }, { on: 'hand' }],
      validity: { kind: 'unlimited' },
      memberDiscount: 0.12,
    },
  ],
  expiry: { points: { kind: 'never' }, memberCash: { kind: 'never' } },
  rebates: [],
  benefits: [],
  topUpPlans: [
    {
      code: 'topup-3000',
      name: { en: 'Top up ¥3,000', 'zh-CN': '充值3000元', 'zh-TW': '儲值3000元' },
      payMinor: 3_000_00,
      prepaidMinor: 3_000_00,
      points: 3_000,
    },
    {
      code: 'topup-5000',
      name: { en: 'Top up ¥5,000', 'zh-CN': '充值5000元', 'zh-TW': '儲值5000元' },
      payMinor: 5_000_00,
      prepaidMinor: 5_000_00,
      points: 5_000,
    },
  ],
  // The source's plans add up beyond the legal cap of one registered card; a shop that must keep it sets it here.
  prepaid: { capMinor: null },
}
