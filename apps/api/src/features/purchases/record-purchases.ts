import { ConstraintFailed, OutcomeUnknown, together } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import type { Outcome } from '../../platform/lanes.ts'
import type { Problem } from '../../platform/problem.ts'
import { ATTEMPTS, busy, longestPauseMs, problemOf, worthAnotherTry } from '../../platform/write.ts'
import { decideRound, type BatchKey, type Round } from './decide-round.ts'
import { loadPurchase } from './get-purchase.ts'
import { renderPurchase } from './kept-purchase.ts'
import type { PurchaseCommand, RecordedPurchase } from './purchase-command.ts'

/** What became of each command, in order. */
export interface Recorded {
  readonly outcomes: readonly Outcome<RecordedPurchase>[]
  /** What kept the rest from being recorded; it is their outcome, too. */
  readonly failure: Problem | null
  /** Whether the batch had been sent before under its key. */
  readonly batchIsKnown: boolean
}

/** The codes of a purchase that stands are kept: the next receipt need not say them again. */
const rememberCodes = ({ deps }: Caller, program: OpenProgram, { view }: RecordedPurchase): void => {
  deps.knownCodes.add(program.id, 'store', view.store)
  for (const { brand } of view.lines) if (brand !== null) deps.knownCodes.add(program.id, 'brand', brand)
}

const moveToEnd = <K, V>(map: Map<K, V>, key: K): void => {
  const value = map.get(key)!
  map.delete(key)
  map.set(key, value)
}

/**
 * Records receipts, each judged after the ones before it: one load, the decisions, one atomic commit; what the
 * database refuses as stale is decided again on fresh facts. Every receipt gets its own answer, in order; what stood
 * before the database failed stays answered.
 */
export const recordPurchases = async (
  caller: Caller,
  commands: readonly PurchaseCommand[],
  batchKey: BatchKey | null = null,
): Promise<Recorded> => {
  const outcomes = new Map<number, Outcome<RecordedPurchase>>()
  const open = new Map(commands.entries())
  const attempted = new Map<number, number>()
  const settle = (place: number, outcome: Outcome<RecordedPurchase>) => {
    outcomes.set(place, outcome)
    open.delete(place)
  }
  const settleMade = async (program: OpenProgram, place: number, before: number) => {
    const view = renderPurchase(program.timeline, await loadPurchase(program, before), [])
    settle(place, { result: { view, replayed: attempted.get(place) !== before } })
  }
  let key = batchKey
  let batchIsKnown = false
  let wasCutOff = false
  let failure: unknown
  // Requests that are decided together do not suffer for each other: refused, they go in halves. A batch stays whole.
  const isCompany = commands.some(({ admit }) => admit !== null)
  let company = open.size
  for (let attempt = 0; attempt < ATTEMPTS && (open.size > 0 || key !== null); attempt++) {
    let round: Round | undefined
    try {
      round = await decideRound(caller, new Map([...open].slice(0, company)), attempted, key)
      const { program, statements, members, settled, pending } = round
      if (statements.length > 0) await program.database.commit(together(statements), members)
      // One found after a try that was cut off is that try's own.
      batchIsKnown ||= round.batchIsKnown && !wasCutOff
      key = null
      for (const [place, made] of pending)
        if ('recorded' in made) {
          rememberCodes(caller, program, made.recorded)
          settle(place, { result: made.recorded })
        }
      for (const [place, outcome] of [...settled, ...pending])
        if ('before' in outcome) await settleMade(program, place, outcome.before)
        else if ('error' in outcome) settle(place, outcome)
      attempt = -1
    } catch (error) {
      failure = error
      if (!worthAnotherTry(caller.deps, error)) break
      wasCutOff ||= error instanceof OutcomeUnknown
      if (error instanceof ConstraintFailed && isCompany) {
        // One that is refused alone goes last.
        if (company === 1) moveToEnd(open, [...open.keys()][0]!)
        company = Math.ceil(company / 2)
      }
      if (error instanceof OutcomeUnknown)
        for (const [place, made] of round?.pending ?? []) if ('id' in made) attempted.set(place, made.id)
      await caller.deps.pause(longestPauseMs(attempt))
    }
  }
  const isLeft = open.size > 0 || key !== null
  const left = isLeft ? (failure instanceof ConstraintFailed ? busy(failure) : problemOf(failure)) : null
  return {
    outcomes: commands.map((_, place) => outcomes.get(place) ?? { error: left }),
    failure: left,
    batchIsKnown,
  }
}
