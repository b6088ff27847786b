import { formatInstant, type LocalizedText, type Reward } from '@laurel/core'
import type { RewardRow } from '@laurel/db'
import type { RewardView } from './rewards.schemas.ts'

/** The codes of the tiers that may have a gift; null where every member may. */
const tiersOf = (row: Pick<RewardRow, 'tiers'>): string[] | null =>
  row.tiers === null ? null : (JSON.parse(row.tiers) as string[])

/** The terms of a gift as the rules see them. */
export const termsOf = (row: RewardRow): Reward => ({
  active: row.active,
  pointsEach: row.points,
  moneyEachMinor: row.moneyMinor,
  stock: row.stock,
  perMember: row.perMember,
  tiers: tiersOf(row),
  fromAt: row.fromAt,
  untilAt: row.untilAt,
  holdDays: row.holdDays,
})

/** A gift on the wire. */
export const renderReward = (row: RewardRow, timeZone: string): RewardView => ({
  code: row.code,
  name: JSON.parse(row.name) as LocalizedText,
  picture: row.picture,
  points: row.points,
  money: row.moneyMinor === null ? null : { amountMinor: row.moneyMinor },
  stock: row.stock,
  perMember: row.perMember,
  tiers: tiersOf(row),
  fromAt: row.fromAt === null ? null : formatInstant(row.fromAt, timeZone),
  untilAt: row.untilAt === null ? null : formatInstant(row.untilAt, timeZone),
  holdDays: row.holdDays,
  active: row.active,
})
