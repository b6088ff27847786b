import type { Movement, TierAct } from '@laurel/core'
import type { RowToUndo } from '@laurel/db'
import type { LoadedMember } from '../member-write.ts'
import type { DecidedUndo, ImportTurn } from './importer.ts'
import type { MemberBlock } from './member-block.ts'
import { refusalOf } from './refusal.ts'

/** Undoes rows by one transaction each, which names the one that it takes back. */
export const undoOnBlock = (
  { caller, program }: ImportTurn,
  block: MemberBlock,
  rows: readonly RowToUndo[],
  decide: (member: LoadedMember, row: RowToUndo) => { readonly movement: Movement; readonly acts?: readonly TierAct[] },
): DecidedUndo => {
  const undo = (row: RowToUndo): { readonly undoneId: number } | { readonly code: string } => {
    try {
      const { memberId, madeId } = row
      const { movement, acts } = decide(block.get(memberId)!, row)
      const id = caller.deps.ids.next()
      const place = { occurredAt: program.now, rulesVersion: program.rules.version, causeId: madeId }
      block.add(memberId, { id, kind: 'reverse', movement, ...place }, [], acts)
      return { undoneId: id }
    } catch (error) {
      return { code: refusalOf(error).code }
    }
  }
  const outcomes = new Map(rows.map(row => [row, undo(row)]))
  return { outcomes, ...block.decided(), erased: [] }
}
