import { lotExpiresOn, type Day, type Unit } from '@laurel/core'
import { currencyDigits, minorOf } from '../../platform/decimals.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import type { Cells } from '../../platform/imports/file-kind.ts'
import { readDay } from '../../platform/imports/read-day.ts'
import type { FieldFault } from '../../platform/problem.ts'

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['points', 'points'],
  ['积分', 'points'],
  ['membercash', 'memberCash'],
  ['会员现金', 'memberCash'],
  ['返现', 'memberCash'],
  ['prepaid', 'prepaid'],
  ['储值', 'prepaid'],
])

/** The unit that a row tells; null where it tells none that there is. */
export const unitOfRow = (cells: Cells): Unit | null => UNITS.get((cells['unit'] ?? '').toLowerCase()) ?? null

/** A part of a balance as a row tells it. */
export interface OpeningRow {
  readonly unit: Unit
  readonly amount: number
  /** The first day on which it is gone, null for never; undefined where the row leaves it to the rules. */
  readonly told: Day | null | undefined
}

/** The amount of a row in its unit's own count; null where it cannot be read. */
export const amountOfRow = ({ rules }: Pick<PresentProgram, 'rules'>, cells: Cells): number | null => {
  const unit = unitOfRow(cells)
  if (unit === null) return null
  const text = cells['amount'] ?? ''
  const [sign, digits] = text.startsWith('-') ? [-1, text.slice(1)] : [1, text]
  const amount = minorOf(digits, unit === 'points' ? 0 : currencyDigits(rules.document.currency))
  return amount === null ? null : sign * amount
}

/** Reads a row, or says what is wrong with it. */
export const readOpening = (
  program: Pick<PresentProgram, 'rules'>,
  cells: Cells,
): OpeningRow | { readonly faults: readonly FieldFault[] } => {
  const faults: FieldFault[] = []
  const fault = (path: string, message: string) => void faults.push({ path, message })
  const unit = unitOfRow(cells)
  if (unit === null) fault('unit', 'must be points, memberCash or prepaid')
  const amount = amountOfRow(program, cells)
  if (unit !== null && (amount === null || amount === 0))
    fault('amount', unit === 'points' ? 'must be a whole number, not 0' : 'must be a decimal such as 129.90, not 0')
  const { expiresOn, validThrough } = cells
  if (expiresOn !== undefined && validThrough !== undefined)
    fault('validThrough', 'says another time what expiresOn says')
  const text = expiresOn ?? validThrough
  const day = text === undefined || text.toLowerCase() === 'never' ? null : readDay(text)
  if (text !== undefined && text.toLowerCase() !== 'never' && day === null)
    fault(expiresOn === undefined ? 'validThrough' : 'expiresOn', 'must be a day such as 2026-12-31, or never')
  if (text !== undefined && (unit === 'prepaid' || (amount ?? 0) < 0))
    fault(expiresOn === undefined ? 'validThrough' : 'expiresOn', 'is for points and member cash above zero')
  if (unit === null || amount === null || faults.length > 0) return { faults }
  const last = expiresOn === undefined && day !== null ? 1 : 0
  return { unit, amount, told: text === undefined ? undefined : day === null ? null : day + last }
}

/** The first day on which a part is gone: as the row tells it, else as the rules say from the day it moves in. */
export const expiryOf = (
  { rules, today }: Pick<PresentProgram, 'rules' | 'today'>,
  { unit, amount, told }: OpeningRow,
): Day | null => {
  if (unit === 'prepaid' || amount < 0) return null
  return told === undefined ? lotExpiresOn(rules.document.expiry[unit], today) : told
}
