import type { Objective } from './minimize.ts'

/** A step of a logarithm of a parameter that the differences are taken over. */
const STEP = 1e-4

/** How the slope changes around a point, by differences. */
export const curvatureAt = (objective: Objective, point: Float64Array): Float64Array[] => {
  const slopeAt = (i: number, step: number): Float64Array => {
    const slope = new Float64Array(point.length)
    objective(
      point.map((part, j) => (i === j ? part + step : part)),
      slope,
    )
    return slope
  }
  const rows = Array.from(point, (_, i) => {
    const [above, below] = [slopeAt(i, STEP), slopeAt(i, -STEP)]
    return above.map((part, j) => (part - (below[j] ?? 0)) / (2 * STEP))
  })
  return rows.map((row, i) => row.map((part, j) => (part + (rows[j]?.[i] ?? 0)) / 2))
}

/** A pivot this small beside its diagonal is rounding. */
const FLAT = 1e-8

/**
 * The variance of a quantity with this gradient, for one observation, as the curvature of the mean log-likelihood has
 * it (delta method); null where the curvature is not that of a peak: then the data do not tell the parameters apart.
 */
export const varianceOf = (curvature: readonly Float64Array[], gradient: Float64Array): number | null => {
  // By Cholesky: curvature = L Lᵀ, L z = gradient, and the variance is z·z.
  const factor = curvature.map(row => new Float64Array(row.length))
  const at = (i: number, j: number): number => factor[i]?.[j] ?? 0
  let variance = 0
  const solved = new Float64Array(gradient.length)
  for (const [i, row] of curvature.entries()) {
    for (let j = 0; j <= i; j++) {
      let rest = row[j] ?? 0
      for (let k = 0; k < j; k++) rest -= at(i, k) * at(j, k)
      if (i === j && !(rest > FLAT * (row[i] ?? 0))) return null
      factor[i]?.fill(i === j ? Math.sqrt(rest) : rest / at(j, j), j, j + 1)
    }
    let rest = gradient[i] ?? 0
    for (let k = 0; k < i; k++) rest -= at(i, k) * (solved[k] ?? 0)
    solved[i] = rest / at(i, i)
    variance += (solved[i] ?? 0) ** 2
  }
  return variance
}
