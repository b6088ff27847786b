/** Where clients wait while there is no server to ask. */
export interface Gate {
  /** Comes back once the gate is open; at once when it is. */
  readonly pass: () => Promise<void>
  readonly close: () => void
  readonly open: () => void
  /** Comes back once so many wait before the closed gate. */
  readonly waiting: (count: number) => Promise<void>
}

export const makeGate = (): Gate => {
  let opening: PromiseWithResolvers<void> | null = null
  let queued = 0
  let watch: { readonly count: number; readonly reached: () => void } | null = null
  return {
    pass: async () => {
      if (!opening) return
      queued++
      if (watch && queued >= watch.count) watch.reached()
      await opening.promise
    },
    close: () => {
      opening ??= Promise.withResolvers<void>()
      queued = 0
    },
    open: () => {
      opening?.resolve()
      opening = null
    },
    waiting: count =>
      new Promise(resolve => {
        watch = { count, reached: resolve }
        if (queued >= count) resolve()
      }),
  }
}
