import type { MemberSummary } from '../../api/me.ts'
import type { Language, Zeros } from '../../i18n/language.ts'
import type { Reward } from './read-rewards.ts'
import type { RewardsTexts } from './rewards-texts.ts'

/** What a reward costs: points, and money beside them. */
export function priceWords(
  { points, moneyMinor }: Reward,
  currency: string,
  language: Language,
  texts: RewardsTexts,
  zeros?: Zeros,
): string {
  const price = language.points(points)
  return moneyMinor ? texts.both(price, language.money(moneyMinor, currency, zeros)) : price
}

/** Why a member cannot have a reward now. */
export function obstacleWords(
  { whyNot, pointsMissing, tiers, fromOn }: Reward,
  { progress }: MemberSummary,
  language: Language,
  texts: RewardsTexts,
): string {
  switch (whyNot) {
    case 'insufficient_points':
      return texts.missing(language.points(pointsMissing))
    case 'out_of_stock':
      return texts.soldOut
    case 'per_member_limit':
      return texts.limit
    case 'tier_required': {
      // Only tiers that this member can climb to are known by name.
      const next = progress.find(({ tier }) => tiers.includes(tier))
      return next ? texts.tier(language.name(next.tierName)) : texts.otherTier
    }
    default:
      return fromOn && fromOn > new Date().toISOString() ? texts.from(language.day(fromOn, true)) : texts.otherTime
  }
}
