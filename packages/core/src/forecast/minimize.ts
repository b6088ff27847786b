/** The value at a point; its slope is written into `slope`. */
export type Objective = (point: Float64Array, slope: Float64Array) => number

export interface Minimum {
  readonly point: Float64Array
  readonly value: number
  readonly iterations: number
  /** False where the steps ran out, or nothing smaller is found although the slope is not flat. */
  readonly converged: boolean
}

const MOST_ITERATIONS = 200
const FLAT = 1e-8
/** No step is longer: a first guess says little of what is far from it. */
const LONGEST_STEP = 2
/** A sum over a million members is no more exact than this. */
const ROUNDING = 1e-12
const SMALLEST_SHARE = 1e-12

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (const [i, value] of a.entries()) sum += value * (b[i] ?? 0)
  return sum
}

const steepness = (slope: Float64Array): number => slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

const identity = (size: number): Float64Array[] =>
  Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)))

/** BFGS: what is known of the curvature, better by one step; what would make it no curvature of a bowl is left out. */
const learnCurvature = (inverse: Float64Array[], step: Float64Array, change: Float64Array): void => {
  const along = dot(step, change)
  if (!(along > 1e-10 * Math.sqrt(dot(step, step) * dot(change, change)))) return
  const seen = Float64Array.from(inverse, row => dot(row, change))
  const scale = (1 + dot(change, seen) / along) / along
  for (const [i, row] of inverse.entries())
    for (let j = 0; j < row.length; j++) {
      const [a = 0, b = 0, c = 0, d = 0] = [step[i], step[j], seen[i], seen[j]]
      row[j] = (row[j] ?? 0) + scale * a * b - (c * b + a * d) / along
    }
}

/** Downhill from a point by BFGS with backtracking (Nocedal and Wright 2006, ch. 6): the same start, the same steps. */
export const minimize = (objective: Objective, start: readonly number[]): Minimum => {
  let point: Float64Array = Float64Array.from(start)
  let slope = new Float64Array(point.length)
  let value = objective(point, slope)
  let inverse = identity(point.length)
  for (let iterations = 0; iterations < MOST_ITERATIONS; iterations++) {
    if (steepness(slope) < FLAT) return { point, value, iterations, converged: true }
    let direction = Float64Array.from(inverse, row => -dot(row, slope))
    if (!(dot(direction, slope) < 0)) {
      inverse = identity(point.length)
      direction = slope.map(part => -part)
    }
    const descent = dot(direction, slope)
    let share = Math.min(1, LONGEST_STEP / steepness(direction))
    let next: Float64Array
    const nextSlope = new Float64Array(point.length)
    let nextValue: number
    for (;;) {
      const taken = share
      next = point.map((part, i) => part + taken * (direction[i] ?? 0))
      nextValue = objective(next, nextSlope)
      if (nextValue < value + 1e-4 * share * descent) break
      // Among the last digits of the value, the slope still tells (Hager and Zhang 2005).
      if (nextValue <= value + ROUNDING * Math.abs(value) && Math.abs(dot(direction, nextSlope)) < -0.9 * descent) break
      share /= 2
      if (share < SMALLEST_SHARE) return { point, value, iterations, converged: steepness(slope) < Math.sqrt(FLAT) }
    }
    const step = next.map((part, i) => part - (point[i] ?? 0))
    learnCurvature(
      inverse,
      step,
      nextSlope.map((part, i) => part - (slope[i] ?? 0)),
    )
    ;[point, value, slope] = [next, nextValue, nextSlope]
  }
  return { point, value, iterations: MOST_ITERATIONS, converged: false }
}
