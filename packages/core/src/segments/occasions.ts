import type { LocalizedText } from '../program/rules.schema.ts'
import type { SegmentFilter } from './segment-filter.ts'

/** A moment in a member's life at which there is something to say: whoever comes to be found by the filter has it. */
export interface Occasion {
  readonly name: LocalizedText
  readonly filter: SegmentFilter
}

/** The ready-made occasions (S8, S11, S15, S22). */
const readyMade = {
  birthday: {
    name: { en: 'Birthday within a week', 'zh-CN': '一周内过生日', 'zh-TW': '一週內過生日' },
    filter: { kind: 'birthday', withinDays: 7 },
  },
  childBirthday: {
    name: { en: 'A child’s birthday within a week', 'zh-CN': '孩子一周内过生日', 'zh-TW': '孩子一週內過生日' },
    filter: { kind: 'birthday', withinDays: 7, of: 'child' },
  },
  firstPurchase: {
    name: { en: 'First purchase', 'zh-CN': '首次购买', 'zh-TW': '首次購買' },
    filter: { kind: 'firstPurchase', withinDays: 7 },
  },
  pointsExpiring: {
    name: { en: 'Points expire within 30 days', 'zh-CN': '积分 30 天内到期', 'zh-TW': '點數 30 天內到期' },
    filter: { kind: 'expiring', unit: 'points', withinDays: 30 },
  },
  tierNear: {
    name: { en: 'Near the next tier', 'zh-CN': '即将升级', 'zh-TW': '即將升級' },
    filter: { kind: 'tierNear', share: 0.8 },
  },
  edge: {
    name: { en: 'No purchase for three months', 'zh-CN': '三个月未购买', 'zh-TW': '三個月未購買' },
    filter: { kind: 'lifecycle', in: ['edge'] },
  },
  sleeping: {
    name: { en: 'Fallen asleep', 'zh-CN': '沉睡', 'zh-TW': '沉睡' },
    filter: { kind: 'lifecycle', in: ['sleeping'] },
  },
  lost: {
    name: { en: 'Lost', 'zh-CN': '流失', 'zh-TW': '流失' },
    filter: { kind: 'lifecycle', in: ['lost'] },
  },
  activeAgain: {
    name: { en: 'Back after three months', 'zh-CN': '三个月后再次购买', 'zh-TW': '三個月後再次購買' },
    filter: { kind: 'cameBack', withinDays: 7, afterMonths: 3 },
  },
  broughtSomebody: {
    name: { en: 'Brought a new member', 'zh-CN': '推荐了新会员', 'zh-TW': '推薦了新會員' },
    filter: { kind: 'brought', withinDays: 3 },
  },
  broughtBySomebody: {
    name: { en: 'Brought by a member', 'zh-CN': '由会员推荐加入', 'zh-TW': '由會員推薦加入' },
    filter: { and: [{ kind: 'referred' }, { kind: 'registered', withinDays: 7 }] },
  },
} satisfies Readonly<Record<string, Occasion>>

export type OccasionCode = keyof typeof readyMade
export const occasionCodes = Object.keys(readyMade) as OccasionCode[]
export const occasions: Readonly<Record<OccasionCode, Occasion>> = readyMade
