import type { ProgramRules } from '../rules.schema.ts'

/** S2: Wanqian's VIP and Supreme 至尊 card. Points bring member cash at once; all is cleared at the turn of the year. */
export const wanqian: ProgramRules = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  membershipYear: { startsOn: { month: 1, day: 1 } },
  earning: {
    rate: { points: 1, perMinor: 100 },
    rounding: 'floor',
    grain: 'line',
    cashTenders: ['cash', 'card', 'wechat', 'alipay'],
    multipliers: [
      { source: 'brand' },
      { source: 'tier', values: { SUPREME: 2 } },
      { source: 'birthday', values: { VIP: 2, SUPREME: 3 } },
    ],
    combine: 'highest',
    brandCap: 'contractRate',
  },
  memberCash: { perPoint: { minor: 1, points: 1 } },
  tiers: [
    {
      code: 'VIP',
      name: { en: 'VIP card', 'zh-CN': 'VIP卡', 'zh-TW': 'VIP卡' },
      rank: 1,
      entry: [{ on: 'registration' }],
      validity: { kind: 'unlimited' },
      memberDiscount: 0.1,
    },
    {
      code: 'SUPREME',
      name: { en: 'Supreme card', 'zh-CN': '至尊卡', 'zh-TW': '至尊卡' },
      rank: 2,
      entry: [
        {
          on: 'threshold',
          decided: 'atOnce',
          window: 'membershipYear',
          measure: 'spend',
          atLeast: 20_000_00,
          fromTiers: ['VIP'],
        },
        { on: 'hand' },
      ],
      validity: { kind: 'unlimited' },
      memberDiscount: 0.15,
    },
  ],
  expiry: {
    points: { kind: 'yearly', on: { month: 1, day: 1 } },
    memberCash: { kind: 'yearly', on: { month: 1, day: 1 } },
  },
  rebates: [],
  benefits: [
    {
      code: 'promotions',
      name: { en: 'Bigger promotions', 'zh-CN': '更大促销优惠', 'zh-TW': '更大促銷優惠' },
      grants: { VIP: {}, SUPREME: {} },
      use: 'standing',
    },
    {
      code: 'member-sessions',
      name: { en: 'Member sessions', 'zh-CN': '会员专场', 'zh-TW': '會員專場' },
      grants: { VIP: {}, SUPREME: {} },
      use: 'standing',
    },
    {
      code: 'parking',
      name: { en: 'Free parking', 'zh-CN': '免费停车', 'zh-TW': '免費停車' },
      grants: { VIP: {}, SUPREME: {} },
      use: 'standing',
    },
    {
      code: 'birthday-gift',
      name: { en: 'Birthday gift', 'zh-CN': '生日礼', 'zh-TW': '生日禮' },
      grants: { VIP: {}, SUPREME: {} },
      use: 'recorded',
      quota: { count: 1, per: 'membershipYear' },
    },
    {
      code: 'stylist',
      name: { en: 'One-to-one service', 'zh-CN': '一对一服务', 'zh-TW': '一對一服務' },
      grants: { SUPREME: {} },
      use: 'standing',
    },
    {
      code: 'home-delivery',
      name: { en: 'Home delivery', 'zh-CN': '送货上门', 'zh-TW': '送貨到府' },
      grants: { SUPREME: {} },
      use: 'standing',
    },
    {
      code: 'salons',
      name: { en: 'Salons', 'zh-CN': '主题沙龙', 'zh-TW': '主題沙龍' },
      grants: { SUPREME: {} },
      use: 'standing',
    },
  ],
  topUpPlans: [],
  prepaid: { capMinor: 5_000_00 },
}
