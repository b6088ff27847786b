import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimize, type Objective } from './minimize.ts'

/** Rosenbrock's valley: hard for who only goes downhill. */
const valley: Objective = (point, slope) => {
  const [x = 0, y = 0] = point
  slope.set([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2
}

const bowl =
  (centre: readonly number[], stretch: readonly number[]): Objective =>
  (point, slope) =>
    point.reduce((sum, part, i) => {
      const [away, steep] = [part - (centre[i] ?? 0), stretch[i] ?? 1]
      slope[i] = 2 * steep * away
      return sum + steep * away * away
    }, 3)

describe('minimize', () => {
  it('finds the bottom of a bent valley', () => {
    const { point, value, converged } = minimize(valley, [-1.2, 1])
    expect(converged).toBe(true)
    expect(point[0]).toBeCloseTo(1, 7)
    expect(point[1]).toBeCloseTo(1, 7)
    expect(value).toBeLessThan(1e-14)
  })

  it('finds the bottom of any bowl from anywhere', () => {
    const place = fc.double({ min: -10, max: 10, noNaN: true })
    const triple = fc.tuple(place, place, place)
    const steepness = fc.double({ min: 0.01, max: 100, noNaN: true })
    fc.assert(
      fc.property(triple, triple, fc.tuple(steepness, steepness, steepness), (start, centre, stretch) => {
        const { point, converged } = minimize(bowl(centre, stretch), start)
        expect(converged).toBe(true)
        for (const [i, part] of point.entries()) expect(Math.abs(part - (centre[i] ?? 0))).toBeLessThan(1e-5)
      }),
    )
  })

  it('says that there is no bottom where there is none', () => {
    const downhill: Objective = (point, slope) => {
      slope.fill(-1)
      return -(point[0] ?? 0)
    }
    expect(minimize(downhill, [0])).toMatchObject({ converged: false, iterations: 200 })
  })

  it('says that it has not arrived where nothing lower is found and the slope is not flat', () => {
    const wrongSlope: Objective = (point, slope) => {
      slope.fill(1)
      return -(point[0] ?? 0)
    }
    expect(minimize(wrongSlope, [0])).toMatchObject({ converged: false, iterations: 0 })
  })

  it('goes on where a step leads out of what has a value', () => {
    const walled: Objective = (point, slope) => {
      const [x = 0] = point
      slope[0] = 1 - 1 / x
      return x - Math.log(x)
    }
    const { point, converged } = minimize(walled, [1.9])
    expect(converged).toBe(true)
    expect(point[0]).toBeCloseTo(1, 6)
  })
})
