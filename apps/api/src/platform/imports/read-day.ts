import { parseDay, type Day } from '@laurel/core'

const DAY = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d\d)(\d\d))$/

const two = (text: string): string => text.padStart(2, '0')

/** A day as people write it: 2026-03-10, 2026/3/10, 20260310; null for what is none. */
export const readDay = (text: string): Day | null => {
  const [, year, month, day, monthOf, dayOf] = DAY.exec(text) ?? []
  return year === undefined ? null : parseDay(`${year}-${two((month ?? monthOf)!)}-${two((day ?? dayOf)!)}`)
}
