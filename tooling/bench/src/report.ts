import type { Bench, Measured } from './bench.ts'
import { goalText, valueText, verdictText } from './wording.ts'

/** What a bench came to, as lines for a terminal. */
export const reportOf = ({ name, title }: Bench, { figures, notes }: Measured): string => {
  const rows = figures.map(figure => [
    figure.what,
    valueText(figure),
    goalText(figure.goal, figure.unit),
    verdictText(figure),
  ])
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]!.length)))
  const lines = rows.map(([what, value, goal, verdict]) =>
    `  ${what!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${goal!.padEnd(widths[2]!)}  ${verdict}`.trimEnd(),
  )
  return [`${name}: ${title}`, ...lines, ...notes.map(note => `  · ${note}`)].join('\n')
}
