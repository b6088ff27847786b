import type { Instant } from '@laurel/core'
import { findFirstTransaction, putClock } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'

export interface MovedClock {
  readonly now: Instant
  readonly timeZone: string
}

/** Moves a test program's time, never backwards once the journal has begun. */
export const moveClock = (caller: Caller, body: { readonly now: Instant }): Promise<Answer<MovedClock>> =>
  writeOnce(caller, body, {
    load: [findFirstTransaction({})],
    decide: (program, [transactions]) => {
      requireStore(program, null)
      if (program.mode === 'live') throw new Problem('live_program')
      if (transactions.length > 0 && body.now < program.now) throw new Problem('clock_backwards')
      return {
        statements: [putClock({ clockAt: body.now })],
        resource: `clock:${body.now}`,
        result: { now: body.now, timeZone: program.timeline.timeZone },
      }
    },
    replay: async (resource, program) => ({
      now: Number(resource.slice('clock:'.length)),
      timeZone: program.timeline.timeZone,
    }),
    stands: async (_, program) => program.clockAt === body.now,
  })
