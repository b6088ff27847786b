import type { Figure, Goal } from './bench.ts'

/** A number as people read it: a whole one whole, another by three digits or more. */
const numberText = (value: number): string => {
  const decimals = Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

const withUnit = (value: number, unit: string): string =>
  unit === '×' ? `${numberText(value)} ×` : `${numberText(value)} ${unit}`.trimEnd()

export const valueText = ({ value, unit }: Figure): string => withUnit(value, unit)

export const goalText = (goal: Goal | undefined, unit: string): string => {
  if (!goal) return ''
  return 'atLeast' in goal ? `≥ ${withUnit(goal.atLeast, unit)}` : `≤ ${withUnit(goal.atMost, unit)}`
}

/** Whether a figure is what it should be; of one that is not, how far it is. */
export const verdictText = ({ value, goal }: Figure): string => {
  if (!goal) return ''
  const isMet = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
  if (isMet) return 'met'
  return `missed: ${numberText(value / ('atLeast' in goal ? goal.atLeast : goal.atMost))} of it`
}
