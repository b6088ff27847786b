import type { Chance } from './chance.ts'

/** Something that waits to be let go: a call of the storage, or a pause between two tries. */
interface Waiting {
  readonly process: number
  readonly go: () => Promise<void>
}

/**
 * Lets one thing happen at a time, in an order that chance gives. Everything that asks the storage waits here; once all
 * that runs has come to rest, one of those that wait is let go. So what several requests do at once depends on the seed
 * alone, not on how fast a thread was.
 */
export interface Turns {
  /** Does it when its turn has come. Where its process dies before or meanwhile, nobody hears what came of it. */
  readonly wait: <T>(process: number, act: () => Promise<T>) => Promise<T>
  /** Counts work that goes on beside, on other threads; the turns rest until it is done. */
  readonly busy: <T>(work: Promise<T>) => Promise<T>
  /** Waits until nothing runs any more but what waits for its turn. */
  readonly rest: () => Promise<void>
  /** Lets one that waits go, and waits until all has come to rest. False where nothing waits. */
  readonly letOneGo: () => Promise<boolean>
  /** Forgets what a process has asked: it will never hear. */
  readonly kill: (process: number) => void
  readonly waiting: () => number
}

/** So many looks without anything happening are a rest. */
const QUIET = 4
/** From here on a look comes a millisecond after the one before: on a busy machine a disk may take seconds. */
const QUICK_LOOKS = 10_000
const LOOKS = 100_000

export const makeTurns = (chance: Chance): Turns => {
  let waiting: Waiting[] = []
  const dead = new Set<number>()
  let running = 0
  let happened = 0

  const busy = async <T>(work: Promise<T>): Promise<T> => {
    running++
    try {
      return await work
    } finally {
      running--
      happened++
    }
  }

  const rest = async (): Promise<void> => {
    let quiet = 0
    for (let look = 0; quiet < QUIET; look++) {
      if (look === LOOKS) throw new Error('what runs does not come to rest')
      const before = happened
      await new Promise(resolve => (look < QUICK_LOOKS ? setImmediate(resolve) : setTimeout(resolve, 1)))
      quiet = running === 0 && happened === before ? quiet + 1 : 0
    }
  }

  return {
    busy,
    rest,
    wait: (process, act) =>
      new Promise((resolve, reject) => {
        happened++
        if (dead.has(process)) return
        const heard = (hear: () => void) => (dead.has(process) ? undefined : hear())
        const go = () =>
          act().then(
            result => heard(() => resolve(result)),
            (error: Error) => heard(() => reject(error)),
          )
        waiting.push({ process, go })
      }),
    letOneGo: async () => {
      if (waiting.length === 0) return false
      const [one] = waiting.splice(chance.below(waiting.length), 1)
      await busy(one!.go())
      await rest()
      return true
    },
    kill: process => {
      dead.add(process)
      waiting = waiting.filter(one => one.process !== process)
    },
    waiting: () => waiting.length,
  }
}
