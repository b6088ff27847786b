import type { ExampleState } from '../examples/example-states.ts'
import { dayIn } from './sample-members.ts'

/** A reward as `GET /v1/me/rewards` tells it, as far as the elements read it. */
interface SampleReward {
  readonly code: string
  readonly name: Readonly<Record<string, string>>
  readonly picture: string | null
  readonly points: number
  readonly money?: { readonly amountMinor: number }
  readonly stock?: number
  /** Why nobody has it, whatever their points are. */
  readonly whyNot?: string
}

const rewards: readonly SampleReward[] = [
  {
    code: 'scarf',
    name: { en: 'Silk scarf', 'zh-CN': '真丝方巾', 'zh-TW': '真絲方巾' },
    picture: '/demo/products/scarf.svg',
    points: 800,
    stock: 3,
  },
  {
    code: 'lipstick',
    name: { en: 'Satin lipstick', 'zh-CN': '缎光唇膏', 'zh-TW': '緞光唇膏' },
    picture: '/demo/products/lipstick.svg',
    points: 1200,
    money: { amountMinor: 9950 },
  },
  {
    code: 'bag',
    name: { en: 'Saddle bag', 'zh-CN': '马鞍包', 'zh-TW': '馬鞍包' },
    picture: '/demo/products/bag.svg',
    points: 9000,
  },
  {
    code: 'candle',
    name: { en: 'Scented candle', 'zh-CN': '香氛蜡烛', 'zh-TW': '香氛蠟燭' },
    picture: null,
    points: 600,
    whyNot: 'out_of_stock',
  },
]

/** A redemption as the API tells it. */
export interface SampleRedemption {
  readonly id: string
  readonly reward: string
  readonly name: Readonly<Record<string, string>>
  readonly points: number
  readonly quantity: 1
  readonly code: string
  readonly status: 'reserved'
  readonly collectBy: string
}

/** The catalogue as somebody sees it who has so many points. */
export function sampleRewards(state: ExampleState, points: number): readonly object[] {
  if (state === 'empty') return []
  return rewards.map(reward => {
    const pointsMissing = Math.max(0, reward.points - points)
    const whyNot = reward.whyNot ?? (pointsMissing ? 'insufficient_points' : null)
    return { ...reward, available: whyNot === null, whyNot, pointsMissing }
  })
}

/** What comes of redeeming a reward. */
export function redeemed(code: string, count: number): SampleRedemption {
  const { name, points } = rewards.find(reward => reward.code === code) ?? rewards[0]!
  return {
    id: `red_${count}`,
    reward: code,
    name,
    points,
    quantity: 1,
    code: `K7M${4 + count}-Q2XW`,
    status: 'reserved',
    collectBy: dayIn(14),
  }
}
