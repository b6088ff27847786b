/** Every text of the shop. Amounts arrive formatted; `count` only chooses the plural. */
export interface ShopWords {
  readonly skip: string
  readonly news: string
  readonly ribbon: string
  readonly navigation: string
  readonly collection: string
  readonly membership: string
  readonly language: string
  readonly darkMode: string
  readonly season: string
  readonly heroTitle: string
  readonly heroText: string
  readonly heroAction: string
  readonly collectionTitle: string
  readonly membershipTitle: string
  readonly shoppingAs: string
  readonly foot: string
  /** What stands in a widget's place where its script does not load. */
  readonly badgeFallback: string
  readonly pointsFallback: string
  readonly tierFallback: string
  readonly cardFallback: string
  readonly rewardsFallback: string
  readonly historyFallback: string
  readonly buy: string
  readonly buying: string
  readonly special: string
  readonly insteadOf: string
  readonly whyTitle: string
  readonly whyEmpty: string
  readonly seeWhy: string
  readonly counted: string
  readonly rate: string
  readonly multiplier: string
  readonly alsoLookedAt: string
  readonly notEligible: string
  readonly points: string
  readonly memberCash: string
  readonly tier: string
  readonly noTier: string
  readonly rounding: string
  readonly rules: string
  readonly failed: string
  readonly shopFailed: string
  /** Why a multiplier applied, by its stable code. */
  readonly because: Readonly<Record<string, string>>
  /** Where a multiplier comes from, by its stable code. */
  readonly source: Readonly<Record<string, string>>
  readonly roundingMode: Readonly<Record<string, string>>
  readonly grain: Readonly<Record<string, string>>
  readonly limit: Readonly<Record<string, string>>
  bought(name: string, points: string): string
  pointsOf(amount: string, count: number): string
  rateOf(points: string, count: number, money: string): string
  capped(limit: string, uncapped: string): string
  /** Two facts in one line. */
  pair(one: string, other: string): string
  stays(tier: string): string
  moves(before: string, after: string): string
  version(version: string): string
}
