import { describe, expect, it } from 'vitest'
import { judge, pendingNames } from './judge-acceptance.mjs'

const list = ['01.test.mjs: not yet']

describe('judge', () => {
  it('lets a listed test fail, and no other', () => {
    const results = [
      { name: '01.test.mjs: works', passed: true },
      { name: '01.test.mjs: not yet', passed: false },
      { name: '01.test.mjs: broken', passed: false, error: 'expected 1' },
    ]
    expect(judge(results, list)).toEqual({
      passed: ['01.test.mjs: works'],
      pending: ['01.test.mjs: not yet'],
      failures: [{ name: '01.test.mjs: broken', why: 'expected 1' }],
    })
  })

  it('wants a listed test that passes removed from the list', () => {
    expect(judge([{ name: '01.test.mjs: not yet', passed: true }], list).failures).toEqual([
      { name: '01.test.mjs: not yet', why: 'passes: remove it from the list' },
    ])
  })

  it('refuses a listed name that no test has, and one that is listed twice', () => {
    const results = [{ name: '01.test.mjs: not yet', passed: false }]
    expect(judge(results, [...list, ...list, '02.test.mjs: gone']).failures).toEqual([
      { name: '02.test.mjs: gone', why: 'is on the list, and there is no such test' },
      { name: '01.test.mjs: not yet', why: 'is on the list twice' },
    ])
  })
})

describe('pendingNames', () => {
  it('reads one name a line, past remarks and blank lines', () => {
    expect(pendingNames('# why\n\n01.test.mjs: a: b, c\r\n  02.test.mjs: d\n')).toEqual([
      '01.test.mjs: a: b, c',
      '02.test.mjs: d',
    ])
  })
})
