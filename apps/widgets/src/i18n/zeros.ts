import type { Zeros } from './language.ts'

/** How amounts that stand in one list are written, in minor units of a currency: all with decimals, or all without. */
export function zerosOf(amounts: readonly number[], currency: string): Zeros {
  const { maximumFractionDigits = 2 } = Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return amounts.every(minor => minor % 10 ** maximumFractionDigits === 0) ? 'stripIfInteger' : 'auto'
}
