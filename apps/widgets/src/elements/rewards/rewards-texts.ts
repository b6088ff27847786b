/** Every text of the rewards. Amounts, dates and names arrive formatted. */
export interface RewardsTexts {
  readonly title: string
  readonly invitation: string
  readonly empty: string
  readonly more: string
  readonly redeem: string
  readonly soldOut: string
  readonly limit: string
  readonly tooFew: string
  readonly otherTime: string
  readonly otherTier: string
  tier(tier: string): string
  from(day: string): string
  missing(points: string): string
  left(count: string): string
  /** The price of a reward in points and money. */
  both(points: string, money: string): string
  question(name: string): string
  leaves(points: string): string
  confirm(points: string): string
  readonly cancel: string
  readonly busy: string
  readonly again: string
  readonly unsure: string
  readonly signIn: string
  readonly yours: string
  readonly toCollect: string
  readonly show: string
  by(day: string): string
  readonly close: string
}
