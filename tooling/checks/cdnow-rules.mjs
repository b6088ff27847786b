// The rules of S1 and S2 for a record shop abroad: the presets as the API gives them, in its currency, zone and size.

/** A dollar at CDNOW weighs as much as so many yuan in a department store: its receipts are that much smaller. */
const SMALLER = 20

/** @typedef {Record<string, any>} Rules */

/** @param {number} figure */
const smaller = figure => figure / SMALLER

/**
 * A preset's document for CDNOW: US dollars, New York, and every threshold a twentieth.
 * @param {Rules} preset
 * @returns {Rules}
 */
export function cdnowRules(preset) {
  /** @param {Rules | undefined} rule */
  const scaled = rule => rule && { ...rule, ...('atLeast' in rule && { atLeast: smaller(rule['atLeast']) }) }
  return {
    ...preset,
    currency: 'USD',
    timeZone: 'America/New_York',
    tiers: preset['tiers'].map((/** @type {Rules} */ tier) => ({
      ...tier,
      entry: tier['entry'].map(scaled),
      ...(tier['renewal'] && { renewal: scaled(tier['renewal']) }),
      ...(tier['fall'] && {
        fall: tier['fall'].map((/** @type {Rules} */ fall) => ({
          ...fall,
          ...(fall['when'] && { when: scaled(fall['when']) }),
        })),
      }),
    })),
    rebates: preset['rebates'].map((/** @type {Rules} */ rebate) => ({
      ...rebate,
      perPoints: smaller(rebate['perPoints']),
      memberCashMinor: smaller(rebate['memberCashMinor']),
    })),
  }
}
