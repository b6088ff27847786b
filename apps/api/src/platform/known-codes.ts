/** The store and brand codes that are surely kept already, so that no receipt need say them again. */
export interface KnownCodes {
  readonly has: (programId: string, kind: 'store' | 'brand', code: string) => boolean
  /** To be called only when what keeps the code is durable: codes are never taken away. */
  readonly add: (programId: string, kind: 'store' | 'brand', code: string) => void
}

export const makeKnownCodes = (limit = 20_000): KnownCodes => {
  const known = new Set<string>()
  const name = (programId: string, kind: string, code: string) => `${programId} ${kind} ${code}`
  return {
    has: (programId, kind, code) => known.has(name(programId, kind, code)),
    add: (programId, kind, code) => {
      if (known.size >= limit) known.clear()
      known.add(name(programId, kind, code))
    },
  }
}
