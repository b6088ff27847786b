import { programCredential, type Caller } from '../../platform/caller.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem, type FieldFault } from '../../platform/problem.ts'
import { problemTable } from '../../platform/problem-table.ts'
import type { Outcome } from '../../platform/lanes.ts'
import { bodyHash } from '../../platform/write.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import type { PurchaseBody, PurchaseView } from './purchases.schemas.ts'
import { recordPurchases, type PurchaseCommand, type RecordedPurchase } from './record-purchases.ts'

const commandOf = async (
  caller: Caller,
  body: PurchaseBody,
  idempotencyKeyHash: Uint8Array | null,
): Promise<PurchaseCommand | null> => {
  const memberId = decodeId('mem', body.memberId)
  return memberId === null ? null : { memberId, body, bodyHash: await bodyHash(caller, body), idempotencyKeyHash }
}

const laneOf = (caller: Caller, memberId: number): string => `${programCredential(caller).programId} ${memberId}`

/** Keys are told apart in a lane, so that one request's key never answers for another's. */
const kindOf = (caller: Caller): string => {
  const credential = programCredential(caller)
  return `purchase ${credential.kind === 'member' ? 'member' : credential.hash.join()}`
}

/** Records a receipt: judged, explained and durable when this answers. */
export const recordPurchase = async (caller: Caller, body: PurchaseBody): Promise<RecordedPurchase> => {
  const command = await commandOf(caller, body, caller.idempotency?.keyHash ?? null)
  if (!command) {
    await enterProgram(caller, [])
    throw new Problem('not_found')
  }
  return caller.lanes.submit(kindOf(caller), laneOf(caller, command.memberId), command, commands =>
    recordPurchases(caller, commands),
  )
}

/** What became of one receipt of a batch. */
export type BatchAnswer =
  | { readonly status: 201; readonly purchase: PurchaseView }
  | {
      readonly status: number
      readonly problem: { readonly code: string; readonly title: string; readonly errors?: readonly FieldFault[] }
    }

const answerOf = (outcome: Outcome<RecordedPurchase>): BatchAnswer => {
  if ('result' in outcome) return { status: 201, purchase: outcome.result.view }
  const { error } = outcome
  if (!(error instanceof Problem)) throw error
  const { status, title } = problemTable[error.code]
  return { status, problem: { code: error.code, title, ...(error.errors && { errors: error.errors }) } }
}

/** So many receipts are decided on one load and stand or fall together. */
const CHUNK = 50

/** Records the receipts of an offline till, oldest first, in chunks; every one has its own answer, in order. */
export const recordBatch = async (caller: Caller, bodies: readonly PurchaseBody[]): Promise<BatchAnswer[]> => {
  const commands = await Promise.all(bodies.map(body => commandOf(caller, body, null)))
  const answers: BatchAnswer[] = []
  for (let start = 0; start < commands.length; start += CHUNK) {
    const chunk = commands.slice(start, start + CHUNK)
    const known = chunk.filter(command => command !== null)
    const outcomes =
      known.length === 0
        ? []
        : await caller.lanes.exclusive(
            known.map(command => laneOf(caller, command.memberId)),
            () => recordPurchases(caller, known),
          )
    let next = 0
    for (const command of chunk)
      answers.push(answerOf(command ? outcomes[next++]! : { error: new Problem('not_found') }))
  }
  return answers
}
