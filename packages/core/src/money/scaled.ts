/** How many units make 1: multipliers and rates are kept as whole ten-thousandths. */
export const SCALE = 10_000

const AT_MOST_FOUR_DECIMALS = /^(\d+)(?:\.(\d{1,4}))?$/

/**
 * A decimal as whole ten-thousandths: 1.5 gives 15000. Null when it is negative, not finite, has more than four
 * decimals or leaves the safe integers. Judged on the number's shortest text: 0.29 gives 2900, and 0.1 + 0.2 is
 * refused.
 */
export const toScaled = (decimal: number): number | null => {
  const match = AT_MOST_FOUR_DECIMALS.exec(String(decimal))
  if (match === null) return null
  const [, whole, fraction = ''] = match
  const scaled = Number(whole) * SCALE + Number(fraction.padEnd(4, '0'))
  return Number.isSafeInteger(scaled) ? scaled : null
}

/** The decimal of so many ten-thousandths; toScaled reads it back, for at least every n up to 10^15. */
export const fromScaled = (n: number): number => n / SCALE
