import { describe, expect, it } from 'vitest'
import { whatFailed } from './what-failed.mjs'

const log = (...lines: string[]): string => `${lines.join('\n')}\n`

describe('whatFailed', () => {
  it('names each failed test of vitest once, with the first lines of its error', () => {
    const told = whatFailed(
      log(
        '@laurel/core:test:      \u001b[31m× adds up\u001b[39m 3ms',
        '@laurel/db:test:  ✓ src/a.test.ts (4 tests) 12ms',
        '@laurel/core:test: ⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯',
        '@laurel/core:test:  FAIL  src/sum.test.ts > adds up',
        '@laurel/db:test:  FAIL is only a word of a task that passed',
        '@laurel/core:test: AssertionError: expected 1 to be 2',
        '@laurel/core:test: ',
        '@laurel/core:test:  ❯ src/sum.test.ts:4:5',
        '@laurel/core:test: ⎯⎯⎯⎯⎯⎯⎯⎯⎯',
        '@laurel/core:test:       Tests  1 failed (1)',
        '@laurel/core#test:  ERROR  command (packages/core) exited (1)',
      ),
    )
    expect(told).toEqual([
      '@laurel/core:test:',
      ' FAIL  src/sum.test.ts > adds up',
      'AssertionError: expected 1 to be 2',
      ' ❯ src/sum.test.ts:4:5',
    ])
  })

  it('names what a check of ours says does not hold', () => {
    expect(whatFailed(log('✓ starts', '✗ ends', '    expected 1', '✓ stays', '2 passed, 1 failed'))).toEqual([
      '✗ ends',
      '    expected 1',
    ])
  })

  it('shows the last lines of a task that failed without a name', () => {
    const told = whatFailed(
      log('//:drift: openapi.json is not what the API is', '//#drift:  ERROR  command exited (1)'),
    )
    expect(told).toEqual(['//:drift:', 'openapi.json is not what the API is'])
  })

  it('shows the last lines of a stage in which nothing is named', () => {
    expect(whatFailed(log('Segmentation fault'))).toEqual(['Segmentation fault'])
  })

  it('ends, however much failed', () => {
    const told = whatFailed(log(...Array.from({ length: 100 }, (_, index) => `✗ ${index}`)), 60)
    expect(told).toHaveLength(61)
    expect(told.at(-1)).toBe('… and 40 lines more, in the log above')
  })
})
