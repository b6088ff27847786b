/** As their authors print them, with time in weeks and money in dollars. */
export const published = [
  { parameter: 'r', model: 'BG/NBD', value: 0.243 },
  { parameter: 'α', model: 'BG/NBD', value: 4.414 },
  { parameter: 'a', model: 'BG/NBD', value: 0.793 },
  { parameter: 'b', model: 'BG/NBD', value: 2.426 },
  { parameter: 'log-likelihood', model: 'BG/NBD', value: -9582.4 },
  { parameter: 'p', model: 'Gamma-Gamma', value: 6.25 },
  { parameter: 'q', model: 'Gamma-Gamma', value: 3.74 },
  { parameter: 'γ', model: 'Gamma-Gamma', value: 15.44 },
] as const

export type Parameter = (typeof published)[number]['parameter']

const DIGITS = 3

/** Whether a figure that was fitted is the published one, to three significant digits. */
export const comesOut = (fitted: number, value: number): boolean =>
  fitted.toPrecision(DIGITS) === value.toPrecision(DIGITS)
