import type { Unit } from '@laurel/core'

/** How many digits a currency's minor unit has: 2 for CNY, 0 for JPY (ISO 4217, as Intl knows it). */
export const currencyDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** Minor units as a decimal of the major unit: 1290 with 2 digits is `12.90`. Exact for every integer. */
export const decimalOf = (minor: number, digits: number): string => {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`
}

/** An amount of a unit as people write it: points as they are, money as decimals of the major unit. */
export const amountText = (unit: Unit, amount: number, digits: number): string =>
  decimalOf(amount, unit === 'points' ? 0 : digits)

const DECIMAL = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/

/** A decimal of the major unit in minor units, exactly; null for what is none, or finer than the smallest coin. */
export const minorOf = (decimal: string, digits: number): number | null => {
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? []
  if (whole === undefined || /[^0]/.test(fraction.slice(digits))) return null
  const minor = Number(whole.replaceAll(',', '') + fraction.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : null
}
