import { describe, expect, it } from 'vitest'
import { tally, vitestTally } from './tally.mjs'
import type { Ran } from './tasks.mjs'

const ran = (task: Partial<Ran>): Ran => ({
  id: 'x#test',
  package: 'x',
  task: 'test',
  passed: true,
  cached: false,
  log: '',
  ...task,
})

describe('vitestTally', () => {
  it.each([
    ['      Tests  12 passed (12)\n', { passed: 12, failed: 0 }],
    ['      Tests  2 failed | 10 passed (12)\n', { passed: 10, failed: 2 }],
    [' Test Files  1 failed (1)\n      Tests  2 failed (2)\n', { passed: 0, failed: 2 }],
    [' Test Files  no tests\n      Tests  no tests\n', null],
    ['vitest crashed', null],
  ])('reads the counts that vitest prints: %j', (log, expected) => {
    expect(vitestTally(log)).toEqual(expected)
  })
})

describe('tally', () => {
  it('counts each test of a test task and every other task once', () => {
    const log = '      Tests  12 passed (12)\n'
    expect(tally([ran({ log }), ran({ task: 'types' }), ran({ task: 'lint', passed: false })])).toEqual({
      passed: 13,
      failed: 1,
      tests: 12,
      checks: 1,
    })
  })

  it('counts a test task that failed as a failure even where every test of it passed', () => {
    const log = '      Tests  12 passed (12)\n     Errors  1 error\n'
    expect(tally([ran({ log, passed: false })])).toMatchObject({ passed: 12, failed: 1 })
  })
})
