import type { ProgramRules } from '../rules.schema.ts'

const parking = { en: 'Free parking', 'zh-CN': '免费停车', 'zh-TW': '免費停車' }

/** S1: Wangfujing's ME / WE / SVIP card. The membership year runs from 1 August to 31 July. */
export const wangfujing: ProgramRules = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  membershipYear: { startsOn: { month: 8, day: 1 } },
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
      code: 'ME',
      name: { en: 'ME card', 'zh-CN': 'ME卡', 'zh-TW': 'ME卡' },
      rank: 1,
      entry: [{ on: 'threshold', decided: 'atOnce', window: 'day', measure: 'spend', atLeast: 500_00 }, { on: 'hand' }],
      validity: { kind: 'membershipYear' },
      renewal: { window: 'membershipYear', measure: 'qualifyingPoints', atLeast: 1_000 },
      fall: [{ to: null }],
    },
    {
      code: 'WE',
      name: { en: 'WE card', 'zh-CN': 'WE卡', 'zh-TW': 'WE卡' },
      rank: 2,
      entry: [
        { on: 'threshold', decided: 'atOnce', window: 'day', measure: 'qualifyingPoints', atLeast: 6_000 },
        { on: 'threshold', decided: 'atOnce', window: 'month', measure: 'qualifyingPoints', atLeast: 12_000 },
        {
          on: 'threshold',
          decided: 'atReview',
          window: 'membershipYear',
          measure: 'qualifyingPoints',
          atLeast: 10_000,
          fromTiers: ['ME'],
        },
        { on: 'hand' },
      ],
      validity: { kind: 'months', months: 12 },
      renewal: { window: 'validity', measure: 'qualifyingPoints', atLeast: 10_000 },
      fall: [{ to: 'ME' }],
    },
    {
      code: 'SVIP',
      name: { en: 'SVIP card', 'zh-CN': 'SVIP卡', 'zh-TW': 'SVIP卡' },
      rank: 3,
      entry: [
        { on: 'threshold', decided: 'atOnce', window: 'day', measure: 'qualifyingPoints', atLeast: 30_000 },
        { on: 'threshold', decided: 'atOnce', window: 'month', measure: 'qualifyingPoints', atLeast: 60_000 },
        {
          on: 'threshold',
          decided: 'atReview',
          window: 'membershipYear',
          measure: 'qualifyingPoints',
          atLeast: 60_000,
          fromTiers: ['ME', 'WE'],
        },
        { on: 'hand' },
      ],
      validity: { kind: 'months', months: 12 },
      renewal: { window: 'validity', measure: 'qualifyingPoints', atLeast: 60_000 },
      fall: [{ to: 'WE', when: { window: 'validity', measure: 'qualifyingPoints', atLeast: 10_000 } }, { to: 'ME' }],
    },
  ],
  expiry: { points: { kind: 'never' }, memberCash: { kind: 'never' } },
  rebates: [
    {
      code: 'august',
      name: { en: 'August rebate', 'zh-CN': '八月积分返利', 'zh-TW': '八月積分返利' },
      on: { month: 8, day: 1 },
      perPoints: 1_000,
      memberCashMinor: 10_00,
      tiers: ['ME', 'WE', 'SVIP'],
    },
  ],
  benefits: [
    {
      code: 'parking',
      name: parking,
      grants: { ME: { hours: 2 }, WE: { hours: 3 }, SVIP: { hours: 3 } },
      use: 'recorded',
      receipt: { atLeastMinor: 200_00, sameDay: true, oncePerReceipt: true },
    },
    {
      code: 'invitations',
      name: { en: 'Invitations to member events', 'zh-CN': '会员活动邀请', 'zh-TW': '會員活動邀請' },
      grants: { ME: {}, WE: {}, SVIP: {} },
      use: 'standing',
    },
    {
      code: 'catalogues',
      name: { en: 'Catalogues by mail', 'zh-CN': '邮寄商品手册', 'zh-TW': '郵寄商品手冊' },
      grants: { ME: {}, WE: {}, SVIP: {} },
      use: 'standing',
    },
    {
      code: 'counter-discount',
      name: {
        en: 'Discount of the counters’ own VIPs',
        'zh-CN': '同享品牌专柜VIP折扣',
        'zh-TW': '同享品牌專櫃VIP折扣',
      },
      grants: { WE: {}, SVIP: {} },
      use: 'standing',
    },
    {
      code: 'service-discount',
      name: { en: 'Discount in the service areas', 'zh-CN': '服务区折扣', 'zh-TW': '服務區折扣' },
      grants: { WE: {}, SVIP: {} },
      use: 'standing',
    },
    {
      code: 'lounge',
      name: { en: 'VIP lounge', 'zh-CN': '贵宾室', 'zh-TW': '貴賓室' },
      grants: { SVIP: {} },
      use: 'standing',
      guests: 1,
    },
    {
      code: 'lounge-drink',
      name: { en: 'A drink in the lounge', 'zh-CN': '贵宾室饮品', 'zh-TW': '貴賓室飲品' },
      grants: { SVIP: { drinks: 1 } },
      use: 'recorded',
      quota: { count: 1, per: 'day' },
    },
    {
      code: 'lounge-snack',
      name: { en: 'A snack in the lounge', 'zh-CN': '贵宾室点心', 'zh-TW': '貴賓室點心' },
      grants: { SVIP: { snacks: 1 } },
      use: 'recorded',
      quota: { count: 1, per: 'day' },
    },
  ],
  topUpPlans: [],
  prepaid: { capMinor: 5_000_00 },
}
