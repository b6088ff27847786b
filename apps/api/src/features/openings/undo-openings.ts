import { undoOpening } from '@laurel/core'
import { listDrawnLots, listOpeningsIn, readAll, type RowToUndo } from '@laurel/db'
import type { DecidedUndo, ImportTurn } from '../../platform/imports/importer.ts'
import { MemberBlock } from '../../platform/imports/member-block.ts'
import { undoOnBlock } from '../../platform/imports/undo-on-block.ts'

/** Takes back what members brought along, against the account that it came from, the last part first. */
export const undoOpenings = async (turn: ImportTurn, rows: readonly RowToUndo[]): Promise<DecidedUndo> => {
  const { program } = turn
  const block = await MemberBlock.load(
    turn,
    rows.map(({ memberId }) => memberId),
  )
  const [openings] = await readAll(program.database, [
    listOpeningsIn({ ids: JSON.stringify(rows.map(({ madeId }) => madeId)) }),
  ])
  // Only a debt has taken from lots.
  const debts = openings.flatMap(({ id, unit, amount }) => (amount < 0 && unit !== 'prepaid' ? [{ id, unit }] : []))
  const lots = await readAll(
    program.database,
    debts.map(({ id, unit }) => listDrawnLots(id, unit)),
  )
  const drawnOf = new Map(
    debts.map(({ id }, i) => [id, lots[i]!.map(({ taken, ...lot }) => ({ ...lot, amount: taken }))]),
  )
  const byId = new Map(openings.map(opening => [opening.id, opening]))
  return undoOnBlock(turn, block, rows, (member, { madeId }) => ({
    movement: undoOpening(member.wallet, { ...byId.get(madeId)!, drawn: drawnOf.get(madeId) ?? [] }, program.today),
  }))
}
