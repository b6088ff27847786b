import { accept, reject, type Decision } from '../decision.ts'
import { curvatureAt, varianceOf } from './curvature.ts'
import { minimize, type Objective } from './minimize.ts'

/**
 * Why there is no forecast: too few members whose buying tells anything; parameters that the data do not tell apart
 * (nobody leaves, all buy alike); a forecast that another such sample might have made half as large again.
 */
export const notEnoughData = ['too_few_repeat_buyers', 'not_identified', 'too_uncertain'] as const
export type NotEnoughData = (typeof notEnoughData)[number]

export interface Fit<Model> {
  readonly model: Model
  readonly logLikelihood: number
  /** Of the figure that the forecast is for, relative to it. */
  readonly standardError: number
  /** Members fitted. */
  readonly members: number
  readonly iterations: number
}

/** What is fitted: a likelihood over logarithms of parameters, and the figure that must be known well enough. */
export interface Fitting<Model> {
  readonly objective: Objective
  readonly start: readonly number[]
  readonly members: number
  readonly repeatBuyers: number
  readonly modelAt: (point: Float64Array) => Model
  readonly figure: (model: Model) => number
}

/** Below this the curvature of the likelihood says little of how uncertain a fit is. */
const LEAST_REPEAT_BUYERS = 50
/** Two standard errors are then one half of the figure. */
const MOST_STANDARD_ERROR = 0.25

const STEP = 1e-4

/** The slope of the logarithm of a figure. */
const logSlope = (figure: (point: Float64Array) => number, point: Float64Array): Float64Array =>
  point.map((_, i) => {
    const [above = 0, below = 0] = [STEP, -STEP].map(step =>
      Math.log(figure(point.map((part, j) => (i === j ? part + step : part)))),
    )
    return (above - below) / (2 * STEP)
  })

/** The likeliest model, or why there is none that could be told. */
export const fit = <Model>(fitting: Fitting<Model>): Decision<Fit<Model>, NotEnoughData> => {
  const { objective, members, repeatBuyers, modelAt, figure } = fitting
  if (repeatBuyers < LEAST_REPEAT_BUYERS)
    return reject('too_few_repeat_buyers', { repeatBuyers, required: LEAST_REPEAT_BUYERS })
  const { point, value, iterations, converged } = minimize(objective, fitting.start)
  const gradient = logSlope(at => figure(modelAt(at)), point)
  const variance = converged ? varianceOf(curvatureAt(objective, point), gradient) : null
  const standardError = Math.sqrt((variance ?? Number.NaN) / members)
  if (!Number.isFinite(standardError)) return reject('not_identified', { iterations })
  if (standardError > MOST_STANDARD_ERROR)
    return reject('too_uncertain', { standardError, required: MOST_STANDARD_ERROR })
  return accept({ model: modelAt(point), logLikelihood: -value * members, standardError, members, iterations })
}
