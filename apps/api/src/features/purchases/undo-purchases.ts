import {
  findPurchase,
  listCouponsBrought,
  listExpiredOf,
  listPaidLots,
  listRedemptionsIn,
  readAll,
  type Bound,
  type RowToUndo,
} from '@laurel/db'
import type { DecidedUndo, ImportTurn } from '../../platform/imports/importer.ts'
import { MemberBlock } from '../../platform/imports/member-block.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import { bodyHash } from '../../platform/write.ts'
import { couponsOfReturn } from './coupons-of-return.ts'
import { decideGoodsReturn, type PurchaseToReturn } from './decide-goods-return.ts'
import { judged, purchaseParts } from './get-purchase.ts'
import { returnedQuantities, returnsOf, returnStatements } from './kept-return.ts'
import { Load } from './load.ts'

/** Purchases as a return finds them, by id. */
const loadSales = async (
  { program }: ImportTurn,
  ids: readonly number[],
): Promise<ReadonlyMap<number, PurchaseToReturn>> => {
  const { database } = program
  const load = new Load()
  const own = ids.map(id => ({
    found: load.add(findPurchase({ id })),
    expired: load.add(listExpiredOf(id)),
    paidLots: load.add(listPaidLots(id)),
    coupons: load.add(listCouponsBrought({ purchaseId: id })),
  }))
  const [parts, returned, rows] = await Promise.all([
    readAll(database, purchaseParts(JSON.stringify(ids))),
    readAll(database, returnStatements(ids)),
    readAll(database, load.statements as readonly Bound<unknown>[]),
  ])
  const [, , , gifts] = parts
  const giftIds = gifts.flatMap(({ kind, givenId }) => (kind === 'gift' ? (givenId ?? []) : []))
  const [redemptions] = await readAll(database, [listRedemptionsIn({ ids: JSON.stringify(giftIds) })])
  const returns = Map.groupBy(returnsOf(...returned), one => one.return.purchaseId)
  return new Map(
    own.flatMap(({ found: find, expired, paidLots, coupons }) => {
      const [found] = find(rows)
      if (!found) return []
      const purchase = judged(program, found, ...parts)
      const sale: PurchaseToReturn = {
        purchase,
        seq: found.seq,
        returns: returns.get(found.id) ?? [],
        expired: expired(rows),
        paidLots: paidLots(rows),
        gifts: { given: purchase.gifts, redemptions, coupons: coupons(rows) },
      }
      return [[found.id, sale] as const]
    }),
  )
}

/** What of each line is still with the member. */
const linesLeft = ({ purchase: { lines }, returns }: PurchaseToReturn) => {
  const returned = returnedQuantities(lines.length, returns)
  return lines.flatMap((line, index) => {
    const quantity = line.quantity - returned[index]!
    return quantity > 0 ? [{ index, quantity }] : []
  })
}

/** Takes receipts of a file back, whole: as if all of their goods were returned, the last receipt first. */
export const undoPurchases = async (turn: ImportTurn, rows: readonly RowToUndo[]): Promise<DecidedUndo> => {
  const { caller, program, importId } = turn
  const sales = await loadSales(
    turn,
    rows.map(({ madeId }) => madeId),
  )
  const block = await MemberBlock.load(
    turn,
    rows.map(({ memberId }) => memberId),
  )
  const hash = await bodyHash(caller, { undoneImport: importId })
  const undo = ({ madeId, memberId }: RowToUndo): { readonly undoneId: number } | { readonly code: string } => {
    try {
      const sale = sales.get(madeId)!
      const body = { lines: linesLeft(sale) }
      const member = block.get(memberId)!
      const { change, statements, kept } = decideGoodsReturn(caller, program, member, sale, { body, bodyHash: hash })
      block.apply(memberId, change, [...statements, ...couponsOfReturn(sale, kept)])
      return { undoneId: kept.return.id }
    } catch (error) {
      return { code: refusalOf(error).code }
    }
  }
  const outcomes = new Map(rows.map(row => [row, undo(row)]))
  return { outcomes, ...block.decided(), erased: [] }
}
