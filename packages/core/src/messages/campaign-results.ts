/** One side of a campaign: those who were sent the message, or those who were held out. */
export interface CampaignSide {
  readonly members: number
  /** How many of them bought within the window. */
  readonly buyers: number
  /** What they bought in it, in minor units, and the sum of the squares of what each bought. */
  readonly salesMinor: number
  readonly squaredSales: number
}

export interface CampaignResults {
  /** Of those reached, the share that bought; null where nobody was. */
  readonly response: number | null
  readonly controlResponse: number | null
  /** What those reached bought beyond what as many of the control group did, in minor units; null without a control. */
  readonly extraSalesMinor: number | null
  /** The 95 % interval of it. */
  readonly interval: readonly [number, number] | null
}

/** Of the standard normal distribution, two-sided 95 %. */
const Z = 1.96

const varianceOfMean = ({ members, salesMinor, squaredSales }: CampaignSide): number =>
  members < 2 ? Infinity : Math.max(0, squaredSales - salesMinor ** 2 / members) / (members - 1) / members

const share = ({ members, buyers }: CampaignSide): number | null => (members === 0 ? null : buyers / members)

/**
 * What a campaign brought (S15): the sales of those reached against those of the control group, a head, times those
 * reached (difference in means, Welch's standard error).
 */
export const campaignResults = (reached: CampaignSide, control: CampaignSide): CampaignResults => {
  const compared = reached.members > 0 && control.members > 0
  const extra = compared
    ? reached.members * (reached.salesMinor / reached.members - control.salesMinor / control.members)
    : null
  const spread = reached.members * Z * Math.sqrt(varianceOfMean(reached) + varianceOfMean(control))
  return {
    response: share(reached),
    controlResponse: share(control),
    extraSalesMinor: extra === null ? null : Math.round(extra),
    interval:
      extra === null || !Number.isFinite(spread) ? null : [Math.round(extra - spread), Math.round(extra + spread)],
  }
}
