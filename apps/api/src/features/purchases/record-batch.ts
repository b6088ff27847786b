import { listMergedAmong } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import type { Outcome } from '../../platform/lanes.ts'
import { Problem, type FieldFault } from '../../platform/problem.ts'
import { problemTable } from '../../platform/problem-table.ts'
import { bodyHash, busy, type Answer } from '../../platform/write.ts'
import { laneOf, purchaseCommand, type PurchaseCommand, type RecordedPurchase } from './purchase-command.ts'
import type { PurchaseBody, PurchaseView } from './purchases.schemas.ts'
import { recordPurchases } from './record-purchases.ts'

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

/** Whether the database gave up on the receipts, rather than somebody on the whole request. */
const mayPass = ({ code }: Problem): boolean => code === 'busy' || code === 'outcome_unknown'

/** So many receipts are decided on one load and stand or fall together. */
const CHUNK = 50

/** The commands, those of cards that were merged meanwhile with whose they are now. */
const ofPresentMembers = async (
  caller: Caller,
  commands: readonly PurchaseCommand[],
): Promise<readonly PurchaseCommand[]> => {
  const ids = JSON.stringify([...new Set(commands.map(({ memberId }) => memberId ?? 0))])
  const [merged] = (await enterProgram(caller, [listMergedAmong({ ids })])).rows
  const owners = new Map(merged.map(({ id, mergedInto }) => [id, mergedInto]))
  return commands.map(command => ({ ...command, memberId: owners.get(command.memberId ?? 0) ?? command.memberId }))
}

/**
 * Records the receipts of an offline till, oldest first, in chunks; every one has its own answer, in order. Where the
 * database fails half-way the rest is answered `busy`: no receipt overtakes an older one. The Idempotency-Key is kept
 * with the first chunk; sent again, each receipt answers for itself, and what was refused is tried again.
 */
export const recordBatch = async (
  caller: Caller,
  purchases: readonly PurchaseBody[],
): Promise<Answer<readonly BatchAnswer[]>> => {
  const commands = await ofPresentMembers(
    caller,
    await Promise.all(purchases.map(body => purchaseCommand(caller, body, { idempotencyKeyHash: null, admit: null }))),
  )
  const { idempotency } = caller
  const batchKey = idempotency && {
    keyHash: idempotency.keyHash,
    requestHash: await bodyHash(caller, { purchases }),
  }
  const answers: BatchAnswer[] = []
  let replayed = false
  for (let start = 0; start < commands.length; start += CHUNK) {
    const chunk = commands.slice(start, start + CHUNK)
    const { outcomes, failure, batchIsKnown } = await caller.lanes.exclusive(
      chunk.map(command => laneOf(caller, command)),
      () => recordPurchases(caller, chunk, start === 0 ? batchKey : null),
    )
    replayed ||= batchIsKnown
    const anyStands = [...outcomes, ...answers].some(one => 'result' in one || 'purchase' in one)
    if (failure && !(anyStands && mayPass(failure))) throw failure
    answers.push(...outcomes.map(answerOf))
    if (failure) {
      answers.push(...commands.slice(start + CHUNK).map(() => answerOf({ error: busy() })))
      break
    }
  }
  return { result: answers, replayed }
}
