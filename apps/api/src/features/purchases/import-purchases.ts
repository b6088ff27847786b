import { addImportMade, listImportMade, readAll, type Statement } from '@laurel/db'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import {
  rowMalformed,
  rowWithoutKey,
  type Importer,
  type ImportTurn,
  type ImportUnit,
  type UnitOutcome,
} from '../../platform/imports/importer.ts'
import { MEMBER_COLUMN, memberNotFound, membersOfRows } from '../../platform/imports/members-of-rows.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import type { Outcome } from '../../platform/lanes.ts'
import { Problem } from '../../platform/problem.ts'
import { decideRound } from './decide-round.ts'
import { laneOf, purchaseCommand, type PurchaseCommand } from './purchase-command.ts'
import { receiptOfRows, totalOfRow } from './receipt-of-rows.ts'
import { purchaseBody, type PurchaseBody } from './purchases.schemas.ts'
import { recordPurchases } from './record-purchases.ts'
import { undoPurchases } from './undo-purchases.ts'

/** A unit whose receipt could be read. */
interface ReadUnit {
  readonly unit: ImportUnit
  readonly body: PurchaseBody
}

/** The receipt of a unit as `POST /v1/purchases` takes it, or why it is none. */
const readUnit = (
  program: Pick<OpenProgram, 'rules' | 'timeline'>,
  members: ReadonlyMap<string, number>,
  { rows }: ImportUnit,
  isPast: boolean,
): PurchaseBody | UnitOutcome => {
  const cells = rows.flatMap(row => (row.cells ? [row.cells] : []))
  const [first] = cells
  if (!first || cells.length < rows.length) return rowMalformed
  if (first['externalId'] === undefined) return rowWithoutKey(['externalId'])
  const memberId = members.get(first['memberExternalId'] ?? '')
  if (memberId === undefined) return memberNotFound
  const { currency } = program.rules.document
  const receipt = receiptOfRows(cells, { currency, timeZone: program.timeline.timeZone, isPast })
  if ('faults' in receipt) return refusalOf(new Problem('invalid_request', { errors: receipt.faults }))
  const parsed = purchaseBody.safeParse({ memberId: encodeId('mem', memberId), ...receipt })
  return parsed.success
    ? parsed.data
    : refusalOf(
        new Problem('invalid_request', {
          errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
        }),
      )
}

const record = async (
  { caller }: ImportTurn,
  commands: readonly PurchaseCommand[],
): Promise<readonly Outcome<{ readonly replayed: boolean; readonly view: { readonly id: string } }>[]> => {
  const { outcomes, failure } = await caller.lanes.exclusive(
    commands.map(command => laneOf(caller, command)),
    () => recordPurchases(caller, commands),
  )
  // The database's trouble is nobody's row: the turn ends, and the next one goes on.
  if (failure) throw failure
  return outcomes
}

/** What would become of receipts, with nothing written. */
const rehearse = async ({ caller }: ImportTurn, commands: readonly PurchaseCommand[]): Promise<UnitOutcome[]> => {
  const { settled } = await decideRound(caller, new Map(commands.entries()), new Map(), null)
  return commands.map((_, place) => {
    const outcome = settled.get(place)
    if (!outcome) return { change: 'created' }
    return 'error' in outcome ? refusalOf(outcome.error) : { change: 'none' }
  })
}

/** Records receipts as `POST /v1/purchases` does: the till's number names one receipt for ever. */
const recordUnits = async (turn: ImportTurn, units: readonly ReadUnit[], isPast: boolean): Promise<UnitOutcome[]> => {
  const { caller, program, importId } = turn
  if (units.length === 0) return []
  const beside =
    (row: number) =>
    (madeId: number): readonly Statement[] => [addImportMade({ importId, row, madeId, change: 'created' })]
  const commands = await Promise.all(
    units.map(async ({ unit, body }) => ({
      ...(await purchaseCommand(caller, body, { idempotencyKeyHash: null, admit: null })),
      isPast,
      beside: beside(unit.row),
    })),
  )
  if (turn.dryRun) return rehearse(turn, commands)
  const first = units[0]!.unit.row
  const [made] = await readAll(program.database, [listImportMade({ importId, after: first - 1, limit: units.length })])
  const outcomes = await record(turn, commands)
  return outcomes.map(outcome => {
    if ('error' in outcome) return refusalOf(outcome.error)
    // One that was there before a turn that was cut off had made it is this import's own.
    const { replayed, view } = outcome.result
    const isOwn = !replayed || made.some(({ madeId }) => madeId === decodeId('pur', view.id))
    return { change: isOwn ? 'created' : 'none' }
  })
}

const importerOf = (isPast: boolean): Importer => ({
  columns: {
    externalId: ['receipt', '单号', '小票号', '收银条号'],
    memberExternalId: MEMBER_COLUMN,
    occurredAt: ['date', 'time', '日期', '时间', '销售时间'],
    store: ['门店', '店铺'],
    sku: ['product', '货号', '商品编码'],
    itemName: ['品名', '商品名', '商品名称'],
    brand: ['品牌'],
    category: ['品类', '类别'],
    size: ['尺码'],
    color: ['colour', '颜色'],
    style: ['款式', '款号'],
    quantity: ['数量'],
    unitPrice: ['price', '单价'],
    listPrice: ['吊牌价', '原价'],
    promotional: ['特价'],
    tender: ['付款方式'],
  },
  needs: [['externalId'], ['memberExternalId'], ['occurredAt'], ['store'], ['sku'], ['unitPrice'], ['tender']],
  unitOf: cells => cells['externalId'] ?? null,
  measure: ({ rules }, cells) => ({ measure: 'total', amount: totalOfRow(cells, rules.document.currency) }),
  decide: async (turn, units) => {
    const members = await membersOfRows(turn, units)
    const read = units.map(unit => ({ unit, read: readUnit(turn.program, members, unit, isPast) }))
    const receipts = read.flatMap(({ unit, read: body }) => ('lines' in body ? [{ unit, body }] : []))
    const recorded = await recordUnits(turn, receipts, isPast)
    const byUnit = new Map(receipts.map(({ unit }, i) => [unit, recorded[i]!]))
    return {
      outcomes: new Map(read.map(({ unit, read: body }) => [unit, 'lines' in body ? byUnit.get(unit)! : body])),
      statements: [],
      members: [],
    }
  },
  undo: undoPurchases,
})

/** Receipts: the rows of one `externalId` are one of them. */
export const purchaseImporter = importerOf(false)

/** Receipts of an old system: they count for tiers and insight, and neither give nor take anything. */
export const pastPurchaseImporter = importerOf(true)
