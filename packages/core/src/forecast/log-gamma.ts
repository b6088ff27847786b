/** Where Stirling's series is exact to the last digits of a double. */
const LARGE = 10
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2

/** ln Γ(x) for x > 0, to 14 digits or better: the recurrence up to 10, Stirling's series from there (DLMF 5.11.1). */
export const logGamma = (x: number): number => {
  let [at, below] = [x, 1]
  for (; at < LARGE; at++) below *= at
  const inverse = 1 / (at * at)
  const series = 1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188))))
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series / at - Math.log(below)
}

/** ψ(x), the slope of ln Γ, for x > 0: as `logGamma` (DLMF 5.11.2). */
export const digamma = (x: number): number => {
  let [at, below] = [x, 0]
  for (; at < LARGE; at++) below += 1 / at
  const inverse = 1 / (at * at)
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))))
  return Math.log(at) - 0.5 / at - series - below
}
