/** What is left of a caller's allowance. Seconds until it is whole again. */
export interface Allowance {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  readonly resetSeconds: number
}

/** How many requests a caller may make in a window of so many seconds. */
export interface Limit {
  readonly name: string
  readonly requests: number
  readonly windowSeconds: number
}

/** Counts requests by caller. Real time, never the program's clock. */
export interface RateLimiter {
  readonly take: (limit: Limit, caller: string) => Allowance
}

interface Bucket {
  tokens: number
  at: number
}

/**
 * A token bucket per caller, in memory: exact in one process; on Workers each isolate counts for itself, so the limit
 * there is one of abuse, not of billing.
 */
export const makeRateLimiter = (now: () => number, callers = 100_000): RateLimiter => {
  const buckets = new Map<string, Bucket>()
  return {
    take: (limit, caller) => {
      const key = `${limit.name} ${caller}`
      const perMs = limit.requests / (limit.windowSeconds * 1000)
      const at = now()
      const before = buckets.get(key)
      const tokens = before
        ? Math.min(limit.requests, before.tokens + Math.max(0, at - before.at) * perMs)
        : limit.requests
      const allowed = tokens >= 1
      buckets.delete(key)
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at })
      if (buckets.size > callers) buckets.delete(buckets.keys().next().value!)
      return {
        allowed,
        limit: limit.requests,
        remaining: Math.floor(allowed ? tokens - 1 : tokens),
        resetSeconds: Math.ceil((allowed ? limit.requests - tokens + 1 : 1 - tokens) / perMs / 1000),
      }
    },
  }
}
