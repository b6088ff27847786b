import { setTimeout as wait } from 'node:timers/promises'
import type { ResidentMemory } from './memory.ts'

const LOOKED_AT_EVERY_MS = 500

/** What tells how much a server holds. */
export interface Watched {
  /** Null where the platform does not tell. */
  readonly resident: ResidentMemory | null
  /** The heap in use, in bytes. */
  readonly heap: () => Promise<number>
}

/** The most that a server held while something went on, in bytes. */
export interface Held {
  readonly resident: number | null
  readonly heap: number
}

/** Does something while looking at what a server holds. */
export const watch = async <Result>(
  { resident, heap }: Watched,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly held: Held }> => {
  resident?.beginAnew()
  const over = new AbortController()
  let most = await heap()
  const look = async () => {
    while (!over.signal.aborted) {
      most = Math.max(most, await heap())
      await wait(LOOKED_AT_EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  const looking = look()
  try {
    const result = await work()
    return { result, held: { resident: resident?.most() ?? null, heap: most } }
  } finally {
    over.abort()
    await looking
  }
}
