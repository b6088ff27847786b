import { expect, test } from 'vitest'
import { figure, type Bench } from './bench.ts'
import { withResults } from './document.ts'
import type { Kept } from './results.ts'

const bench = (name: string): Bench => ({
  name,
  title: `About ${name}`,
  how: 'As it is.',
  run: () => Promise.reject(new Error('not run')),
})
const benches = [bench('one'), bench('two')]
const result = (value: number): Kept => ({
  figures: [figure('rate', value, 'receipts/s', { atLeast: 100 })],
  notes: ['Said by the run.'],
  on: '2026-11-22',
  machine: 'a machine',
  node: 'v24',
})

test('what people wrote around the figures stays when the figures are written anew', () => {
  const first = withResults('# Benchmarks\n\nBy hand.\n', benches, { one: result(50), two: result(200) })
  const edited = first.replace('<!-- end of one -->', '<!-- end of one -->\n\nThe profile says why.')
  const second = withResults(edited, benches, { one: result(150), two: result(200) })
  expect(second).toBe(edited.replace('| 50 receipts/s |', '| 150 receipts/s |').replace('missed: 0.50 of it', 'met'))
  expect(second).toContain('By hand.')
  expect(second).toContain('The profile says why.')
})

test('a bench that was not run keeps what stands of it', () => {
  const first = withResults('', benches, { one: result(50), two: result(200) })
  expect(withResults(first, benches, { one: result(50) })).toBe(first)
})

test('a block that is opened and not closed is refused, and nothing is lost', () => {
  const broken = withResults('', benches, { one: result(50) }).replace('<!-- end of one -->', '')
  expect(() => withResults(broken, benches, { one: result(50) })).toThrow('does not close it')
})
