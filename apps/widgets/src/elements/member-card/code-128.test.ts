import fc from 'fast-check'
import { expect, test } from 'vitest'
import { code128 } from './code-128.ts'

/** Reads a barcode as a scanner does: widths of bars and spaces, from edge to edge. */
function read(path: string): number[] {
  const bars = [...path.matchAll(/M(\d+) 0h(\d)/g)].map(([, x, width]) => [Number(x), Number(width)] as const)
  return bars.flatMap(([x, width], index) => {
    const next = bars[index + 1]
    return next ? [width, next[0] - x - width] : [width]
  })
}

test('start, pairs, check and stop are as the standard’s own example has them', () => {
  // 105, 12, 34, 56 → check (105 + 12 + 68 + 168) mod 103 = 44; each symbol is eleven modules, the stop thirteen.
  const widths = read(code128('123456')!.path).join('')
  expect(widths).toBe(['211232', '112232', '131123', '331121', '132131', '2331112'].join(''))
})

test('every pair of digits is a symbol of its own, eleven modules wide, which begins with a bar and ends with a space', () => {
  const symbols = Array.from({ length: 100 }, (_, value) =>
    read(code128(String(value).padStart(2, '0'))!.path)
      .slice(6, 12)
      .join(''),
  )
  expect(new Set(symbols).size).toBe(100)
  for (const symbol of symbols) expect([...symbol].reduce((sum, width) => sum + Number(width), 0)).toBe(11)
})

test('however long, it keeps its empty ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), pairs => {
      const { width, path } = code128('42'.repeat(pairs))!
      const drawn = read(path).reduce((sum, one) => sum + one, 0)
      expect([width - drawn, path.startsWith('M10 ')]).toEqual([20, true])
    }),
  )
})

test.each(['', '1', '123', '12a4', '１２'])('"%s" is no barcode of digits', text => {
  expect(code128(text)).toBeNull()
})
