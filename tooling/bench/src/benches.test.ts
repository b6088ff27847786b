import { expect, test } from 'vitest'
import { benches } from './benches.ts'

// How fast it is, is for `pnpm bench` to say, on a machine that does nothing else.
test.each(benches)('$name runs, and says what it measured', async ({ run }) => {
  const { figures } = await run('tiny')
  expect(figures.length).toBeGreaterThan(0)
  expect(new Set(figures.map(({ what }) => what)).size).toBe(figures.length)
  for (const { value } of figures) expect(value).toEqual(expect.any(Number))
})

test('every bench has a name of its own', () => {
  expect(new Set(benches.map(({ name }) => name)).size).toBe(benches.length)
})
