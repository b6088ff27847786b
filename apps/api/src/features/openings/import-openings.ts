import { decideOpening, type Unit } from '@laurel/core'
import { addImportMade, appendOpening, listOpeningsOf, readAll, type OpeningRow as KeptOpening } from '@laurel/db'
import {
  rowMalformed,
  rowWithoutKey,
  type Importer,
  type ImportTurn,
  type ImportUnit,
  type UnitOutcome,
} from '../../platform/imports/importer.ts'
import { MemberBlock } from '../../platform/imports/member-block.ts'
import { MEMBER_COLUMN, memberNotFound, membersOfRows } from '../../platform/imports/members-of-rows.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import type { MemberTransaction } from '../../platform/member-write.ts'
import { Problem } from '../../platform/problem.ts'
import { amountOfRow, expiryOf, readOpening, unitOfRow, type OpeningRow } from './opening-row.ts'
import { undoOpenings } from './undo-openings.ts'

/** A row with its number. */
type NumberedRow = OpeningRow & { readonly row: number }

/** What a unit opens of one member: the rows of it, each a part with its own expiry. */
const readUnit = (turn: ImportTurn, { rows }: ImportUnit): readonly NumberedRow[] | UnitOutcome => {
  const read: NumberedRow[] = []
  for (const { row, cells } of rows) {
    if (!cells) return rowMalformed
    if (cells['memberExternalId'] === undefined) return rowWithoutKey(['memberExternalId'])
    const one = readOpening(turn.program, cells)
    if ('faults' in one) return refusalOf(new Problem('invalid_request', { errors: one.faults }))
    read.push({ ...one, row })
  }
  return read
}

/** Whether what a member brought along is what rows tell: the same parts, in any order. */
const isSame = (kept: readonly KeptOpening[], rows: readonly OpeningRow[]): boolean => {
  const left = [...kept]
  // Rows that leave their expiry to the rules take what the others have left.
  for (const { amount, told } of rows.toSorted((a, b) => Number(a.told === undefined) - Number(b.told === undefined))) {
    const place = left.findIndex(one => one.amount === amount && (told === undefined || one.expiresOn === told))
    if (place < 0) return false
    left.splice(place, 1)
  }
  return left.length === 0
}

const REFUSED: Readonly<Record<string, string>> = {
  already_expired: 'has expired already: it is no balance any more',
  prepaid_below_zero: 'prepaid is never below zero',
  amount_out_of_range: 'is more than can be counted exactly',
}

/** The members of a block, and what each has brought along of each unit. */
class Openings {
  readonly #turn: ImportTurn
  readonly #block: MemberBlock
  readonly #kept: Map<string, readonly KeptOpening[]>

  constructor(turn: ImportTurn, block: MemberBlock, kept: readonly KeptOpening[]) {
    this.#turn = turn
    this.#block = block
    this.#kept = Map.groupBy(kept, ({ memberId, unit }) => `${memberId} ${unit}`)
  }

  /** Opens the parts of one unit of one member, all or none. */
  open(memberId: number, unit: Unit, rows: readonly NumberedRow[]): UnitOutcome {
    const member = this.#block.get(memberId)
    if (!member) return memberNotFound
    const known = this.#kept.get(`${memberId} ${unit}`)
    if (known)
      return isSame(known, rows)
        ? { change: 'none' }
        : { code: 'moved_in_otherwise', message: `${unit}: was moved in before, with other amounts` }
    const { caller, program, importId } = this.#turn
    let { wallet } = member
    const opened: { transaction: MemberTransaction; kept: KeptOpening; row: number }[] = []
    for (const row of rows) {
      const id = caller.deps.ids.next()
      const part = { unit, amount: row.amount, expiresOn: expiryOf(program, row) }
      const at = program.now
      const decision = decideOpening(wallet, { ...part, at, on: program.today, transactionId: id })
      if (!decision.accepted)
        return { code: decision.reason, message: `amount: ${REFUSED[decision.reason]} (row ${row.row})` }
      const movement = decision.value
      wallet = movement.wallet
      opened.push({
        transaction: {
          id,
          kind: 'opening',
          occurredAt: at,
          rulesVersion: program.rules.version,
          movement,
          causeId: null,
        },
        kept: { id, memberId, ...part },
        row: row.row,
      })
    }
    this.#kept.set(
      `${memberId} ${unit}`,
      opened.map(({ kept }) => kept),
    )
    for (const { transaction, kept, row } of opened)
      this.#block.add(memberId, transaction, [
        appendOpening(kept),
        addImportMade({ importId, row, madeId: kept.id, change: 'created' }),
      ])
    return { change: 'created' }
  }
}

/** Opening balances: the rows of one member and unit are parts of one balance, each with its own expiry. */
export const openingImporter: Importer = {
  columns: {
    memberExternalId: MEMBER_COLUMN,
    unit: ['账户', '类型'],
    amount: ['balance', '余额', '数量', '金额'],
    expiresOn: ['到期日', '失效日期'],
    validThrough: ['有效期至', '截止日期'],
  },
  needs: [['memberExternalId'], ['unit'], ['amount']],
  unitOf: cells =>
    cells['memberExternalId'] === undefined ? null : `${unitOfRow(cells) ?? ''} ${cells['memberExternalId']}`,
  measure: (program, cells) => {
    const unit = unitOfRow(cells)
    return unit === null ? null : { measure: unit, amount: amountOfRow(program, cells) }
  },
  decide: async (turn, units) => {
    const members = await membersOfRows(turn, units)
    const memberIds = [...members.values()]
    const block = await MemberBlock.load(turn, memberIds)
    const [kept] = await readAll(turn.program.database, [listOpeningsOf({ memberIds: JSON.stringify(memberIds) })])
    const openings = new Openings(turn, block, kept)
    const outcomeOf = (unit: ImportUnit): UnitOutcome => {
      const rows = readUnit(turn, unit)
      if ('code' in rows || 'change' in rows) return rows
      const memberId = members.get(unit.rows[0]!.cells!['memberExternalId']!)
      if (memberId === undefined) return memberNotFound
      try {
        return openings.open(memberId, rows[0]!.unit, rows)
      } catch (error) {
        return refusalOf(error)
      }
    }
    return { outcomes: new Map(units.map(unit => [unit, outcomeOf(unit)])), ...block.decided() }
  },
  undo: undoOpenings,
}
