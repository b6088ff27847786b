/** Some of those whom a campaign was for, by what became of their messages. */
export interface CampaignSide {
  readonly messages: number
  /** After how many of them something was bought within the window. */
  readonly buyers: number
  /** What they bought in it, in minor units, and the sum of the squares of what each bought. */
  readonly salesMinor: number
  readonly squaredSales: number
}

export interface CampaignResults {
  /** Of those reached, the share that bought; null where nobody was. */
  readonly response: number | null
  readonly controlResponse: number | null
  /** What those it was meant for bought beyond what as many of the control group did, in minor units; null without a control. */
  readonly extraSalesMinor: number | null
  /** The 95 % interval of it. */
  readonly interval: readonly [number, number] | null
}

/** What became of what was decided. */
export interface CampaignSides {
  /** The messages that went. */
  readonly reached: CampaignSide
  /** Those that were meant to go and have not, or not yet: a number that is none, consent taken back, cancelled. */
  readonly missed: CampaignSide
  /** Those that were held out, from the hour at which they would have gone. */
  readonly control: CampaignSide
}

/** Of the standard normal distribution, two-sided 95 %. */
const Z = 1.96

const varianceOfMean = ({ messages, salesMinor, squaredSales }: CampaignSide): number =>
  messages < 2 ? Infinity : Math.max(0, squaredSales - salesMinor ** 2 / messages) / (messages - 1) / messages

const share = ({ messages, buyers }: CampaignSide): number | null => (messages === 0 ? null : buyers / messages)

const together = (a: CampaignSide, b: CampaignSide): CampaignSide => ({
  messages: a.messages + b.messages,
  buyers: a.buyers + b.buyers,
  salesMinor: a.salesMinor + b.salesMinor,
  squaredSales: a.squaredSales + b.squaredSales,
})

/**
 * What a campaign brought (S15): the sales of all it was meant for against those of the control group, a head, times how
 * many it was meant for (difference in means, Welch's standard error). Whom it did not reach stays in, as such people are
 * among those held out, too: only so do chance and the campaign alone part the two (intention to treat).
 */
export const campaignResults = ({ reached, missed, control }: CampaignSides): CampaignResults => {
  const meant = together(reached, missed)
  const compared = meant.messages > 0 && control.messages > 0
  const extra = compared
    ? meant.messages * (meant.salesMinor / meant.messages - control.salesMinor / control.messages)
    : null
  const spread = meant.messages * Z * Math.sqrt(varianceOfMean(meant) + varianceOfMean(control))
  return {
    response: share(reached),
    controlResponse: share(control),
    extraSalesMinor: extra === null ? null : Math.round(extra),
    interval:
      extra === null || !Number.isFinite(spread) ? null : [Math.round(extra - spread), Math.round(extra + spread)],
  }
}
