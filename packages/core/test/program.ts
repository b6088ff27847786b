import { parseDay, type Day, type Instant } from '../src/calendar/day.ts'
import { parseInstant } from '../src/calendar/instant.ts'
import { compileRules, type CompiledRules } from '../src/program/compile.ts'
import { presets, type PresetName } from '../src/program/presets/presets.ts'
import type { ProgramRules } from '../src/program/rules.schema.ts'
import { rulesTimeline, type RulesTimeline } from '../src/program/timeline.ts'

/** The day of a date such as 2026-03-10. */
export const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(`no date: ${text}`)
  return parsed
}

/** The instant at which the clocks of Shanghai show that date and time, such as 2026-03-10 14:05:00. */
export const shanghai = (text: string): Instant => {
  const parsed = parseInstant(`${text.replace(' ', 'T')}+08:00`)
  if (parsed === null) throw new Error(`no instant: ${text}`)
  return parsed
}

export const compiled = (preset: PresetName): CompiledRules => compileRules(presets[preset], 1)

/** A timeline of documents, the first in force since always, each later one from its instant. */
export const timelineOf = (
  first: ProgramRules,
  ...later: readonly { readonly from: Instant; readonly document: ProgramRules }[]
): RulesTimeline =>
  rulesTimeline([
    { rules: compileRules(first, 1), effectiveAt: 0 },
    ...later.map(({ from, document }, i) => ({ rules: compileRules(document, i + 2), effectiveAt: from })),
  ])

/** The document of a preset with other earning rules. */
export const earningLike = (preset: PresetName, earning: Partial<ProgramRules['earning']>): ProgramRules => ({
  ...presets[preset],
  earning: { ...presets[preset].earning, ...earning },
})

/** A copy as JSON would carry it. */
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
