import { jobKinds, type JobKind } from '@laurel/core'
import { expect, test } from 'vitest'
import { benches } from './benches.ts'

/** The work on a schedule that no bench has a figure for, with the reason. */
const NOT_MEASURED: Partial<Record<JobKind, string>> = {
  lapse:
    'gives back reservations in chunks, by the statements of a cancel; one falls due for each that nobody collected',
  inactivity: 'clears balances as expiry does, in the same chunks',
  segments: 'the program of the bench keeps none; their filters are those of its previews',
}
const measured: string[] = []

// How fast it is, is for `pnpm bench` to say, on a machine that does nothing else.
test.each(benches)('$name runs, and says what it measured', async ({ run }) => {
  const { figures } = await run('tiny')
  expect(figures.length).toBeGreaterThan(0)
  expect(new Set(figures.map(({ what }) => what)).size).toBe(figures.length)
  for (const { value } of figures) expect(value).toEqual(expect.any(Number))
  measured.push(...figures.map(({ what }) => what))
})

test('every bench has a name of its own', () => {
  expect(new Set(benches.map(({ name }) => name)).size).toBe(benches.length)
})

test('work on a schedule is measured, kind by kind, or it is said why not', () => {
  const isMeasured = (kind: JobKind) => measured.some(what => new RegExp(`: ${kind}:`).test(what))
  expect(jobKinds.filter(kind => !isMeasured(kind) && !NOT_MEASURED[kind])).toEqual([])
  expect(jobKinds.filter(kind => isMeasured(kind) && NOT_MEASURED[kind])).toEqual([])
})
