import type { Sample } from './exposition.ts'

/** Counts values by their size. */
export interface Distribution {
  readonly add: (value: number) => void
  /** As a histogram's samples: each bucket holds all that are not above its bound. */
  readonly samples: (labels?: Readonly<Record<string, string>>) => readonly Sample[]
}

/** A distribution with buckets up to each of these bounds, ascending, and one without. */
export const makeDistribution = (bounds: readonly number[]): Distribution => {
  const counts = new Float64Array(bounds.length + 1)
  let sum = 0
  return {
    add: value => {
      let bucket = 0
      while (bucket < bounds.length && value > bounds[bucket]!) bucket++
      counts[bucket]! += 1
      sum += value
    },
    samples: labels => {
      let count = 0
      const buckets = Array.from(counts, (own, i): Sample => {
        count += own
        return {
          suffix: '_bucket',
          labels: { ...labels, le: i < bounds.length ? `${bounds[i]}` : '+Inf' },
          value: count,
        }
      })
      return [
        ...buckets,
        { suffix: '_sum', ...(labels && { labels }), value: sum },
        { suffix: '_count', ...(labels && { labels }), value: count },
      ]
    },
  }
}

/** Bounds for what a request or a database may take, in seconds. */
export const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
