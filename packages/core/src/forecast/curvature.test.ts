import { describe, expect, it } from 'vitest'
import { curvatureAt, varianceOf } from './curvature.ts'
import type { Objective } from './minimize.ts'

/** ½ xᵀ A x. */
const quadratic =
  (matrix: readonly (readonly number[])[]): Objective =>
  (point, slope) => {
    for (const [i, row] of matrix.entries()) slope[i] = row.reduce((sum, a, j) => sum + a * (point[j] ?? 0), 0)
    return point.reduce((sum, part, i) => sum + (part * (slope[i] ?? 0)) / 2, 0)
  }

const matrix = [
  [4, 2, 0],
  [2, 5, 1],
  [0, 1, 3],
]

describe('the curvature of a likelihood', () => {
  it('is that of the peak it is taken at', () => {
    const curvature = curvatureAt(quadratic(matrix), Float64Array.of(1, -2, 0.5))
    for (const [i, row] of matrix.entries())
      for (const [j, part] of row.entries()) expect(curvature[i]?.[j]).toBeCloseTo(part, 8)
  })

  it('gives the variance of a figure as gᵀ A⁻¹ g', () => {
    const rows = matrix.map(row => Float64Array.from(row))
    // A⁻¹ = 1/44 · [[14, −6, 2], [−6, 12, −4], [2, −4, 16]].
    expect(varianceOf(rows, Float64Array.of(1, 0, 0))).toBeCloseTo(14 / 44, 12)
    expect(varianceOf(rows, Float64Array.of(1, 1, 1))).toBeCloseTo(26 / 44, 12)
  })

  it.each([
    [
      'a ridge',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'a saddle',
      [
        [1, 0],
        [0, -1],
      ],
    ],
    [
      'a plain',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'nothing',
      [
        [Number.NaN, 0],
        [0, 1],
      ],
    ],
  ])('%s is no peak, and gives no variance', (_, rows) => {
    expect(
      varianceOf(
        rows.map(row => Float64Array.from(row)),
        Float64Array.of(1, 1),
      ),
    ).toBeNull()
  })
})
