import { presets, type ProgramRules } from '@laurel/core'
import {
  appendOperatorRequest,
  findOperatorRequest,
  findProgram,
  listPrograms,
  OutcomeUnknown,
  readAll,
  registerProgram,
  type Database,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../platform/caller.ts'
import { Problem } from '../../platform/problem.ts'
import { sameBytes } from '../../platform/secrets.ts'
import {
  ATTEMPTS,
  bodyHash,
  longestPauseMs,
  outcomeUnknown,
  problemOf,
  worthAnotherTry,
  type Answer,
} from '../../platform/write.ts'
import { acceptedRules } from './accepted-rules.ts'
import { makeProgram, type CreatedProgram, type CreateProgram } from './make-program.ts'

/**
 * Makes a program: its database with rules and keys first, then its entry in the control database. A crash between the
 * two leaves a database that nothing leads to, never a program without rules.
 */
export const createProgram = async (caller: Caller, body: CreateProgram): Promise<Answer<CreatedProgram>> => {
  const { idempotency } = caller
  const rules = body.preset === undefined ? acceptedRules(body.rules) : presets[body.preset]
  const requestHash = await bodyHash(caller, body)
  const make = () => createOnce(caller, body, rules, requestHash)
  // Requests under one key wait for each other: each that lost the race would leave a database behind.
  return idempotency ? caller.lanes.exclusive([`operator ${idempotency.keyHash.join()}`], make) : make()
}

const createOnce = async (
  caller: Caller,
  body: CreateProgram,
  rules: ProgramRules,
  requestHash: Uint8Array,
): Promise<Answer<CreatedProgram>> => {
  const { deps, idempotency } = caller
  const control = await deps.databases.control()
  const cutOff: CreatedProgram[] = []
  let last: unknown
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await answerBefore(caller, control, requestHash, cutOff)
    if (before) return before
    let made: CreatedProgram | undefined
    try {
      made = await makeProgram(deps, body, rules)
      const { id, name, mode, preset } = made
      await control.commit([
        registerProgram({ id, name, mode, preset, createdAt: deps.now() }),
        ...(idempotency ? [appendOperatorRequest({ keyHash: idempotency.keyHash, requestHash, programId: id })] : []),
      ])
      return { result: made, replayed: false }
    } catch (error) {
      if (!worthAnotherTry(deps, error)) throw error
      if (made && error instanceof OutcomeUnknown) cutOff.push(made)
      last = error
      await deps.pause(longestPauseMs(attempt))
    }
  }
  throw problemOf(last)
}

/** The program that this request made before, under its key or on a try that was cut off. */
const answerBefore = async (
  { deps, idempotency }: Caller,
  control: Database,
  requestHash: Uint8Array,
  cutOff: readonly CreatedProgram[],
): Promise<Answer<CreatedProgram> | null> => {
  try {
    for (const made of cutOff) if (await isRegistered(control, made.id)) return { result: made, replayed: false }
    if (!idempotency) return null
    const [[found]] = await readAll(control, [findOperatorRequest({ keyHash: idempotency.keyHash })])
    if (found && !sameBytes(found.requestHash, requestHash)) throw new Problem('idempotency_conflict')
    return found ? { result: await programAgain(deps, found.programId), replayed: true } : null
  } catch (error) {
    throw cutOff.length > 0 && !(error instanceof Problem) ? outcomeUnknown(error) : error
  }
}

const isRegistered = async (control: Database, id: string): Promise<boolean> => {
  // The newest at or before it: ids are text of one length, so nothing lies between it and `~`.
  const [[found]] = await readAll(control, [listPrograms({ beforeId: `${id}~`, limit: 1 })])
  return found?.id === id
}

/** The answer again, without the keys: a secret is not shown twice. */
const programAgain = async (deps: Deps, id: string): Promise<CreatedProgram> => {
  const database = await deps.databases.open(id)
  const [[found]] = await readAll(database, [findProgram({})])
  if (!found) throw new Problem('not_found')
  return { id, name: found.name, mode: found.mode, preset: found.preset, rulesVersion: 1 }
}
