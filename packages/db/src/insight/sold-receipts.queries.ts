import { and, asc, eq, sql } from 'drizzle-orm'
import { grouped, inTurn } from '../verify/grouped.ts'
import { purchaseLines, purchases } from '../purchases/purchases.tables.ts'
import { returnLines, returns } from '../returns/returns.tables.ts'
import { selectMany } from '../select-many.ts'
import { $, builder, type RowOf } from '../statement.ts'
import type { ReceiptOfGoods } from './goods-text.ts'

/** Whose receipts are read; a JSON array of ids. */
type Whose = { readonly memberIds: string }

// What came with an import that was undone never was: neither a sale nor a return.
const ofMembers = sql`${purchases.memberId} IN (SELECT value FROM json_each(${$('memberIds')}))
  AND NOT EXISTS (SELECT 1 FROM import_undone WHERE made_id = purchases.id)`
const inOrder = [asc(purchases.memberId), asc(purchases.occurredAt), asc(purchases.id)] as const

const receiptsOf = selectMany<Whose>()(
  {
    id: purchases.id,
    memberId: purchases.memberId,
    store: purchases.store,
    occurredAt: purchases.occurredAt,
    occurredOn: purchases.occurredOn,
    spendMinor: purchases.cashMinor,
    points: purchases.points,
    memberCashMinor: purchases.memberCash,
  },
  f =>
    builder
      .select(f)
      .from(purchases)
      .where(ofMembers)
      .orderBy(...inOrder),
)

const linesOf = selectMany<Whose>()(
  {
    purchaseId: purchaseLines.purchaseId,
    position: purchaseLines.position,
    sku: purchaseLines.sku,
    brand: purchaseLines.brand,
    category: purchaseLines.category,
    size: purchaseLines.size,
    color: purchaseLines.color,
    style: purchaseLines.style,
    quantity: purchaseLines.quantity,
    totalMinor: purchaseLines.totalMinor,
    promotional: purchaseLines.promotional,
  },
  f =>
    builder
      .select(f)
      .from(purchases)
      .crossJoin(purchaseLines)
      .where(and(ofMembers, eq(purchaseLines.purchaseId, purchases.id)))
      .orderBy(...inOrder, asc(purchaseLines.position)),
)

const returnsOf = selectMany<Whose>()(
  {
    purchaseId: returns.purchaseId,
    spendMinor: returns.cashMinor,
    points: returns.pointsReversed,
    memberCashMinor: returns.memberCashReversed,
  },
  f =>
    builder
      .select(f)
      .from(purchases)
      .crossJoin(returns)
      .where(and(ofMembers, eq(returns.purchaseId, purchases.id))),
)

const returnedOf = selectMany<Whose>()(
  { purchaseId: returns.purchaseId, position: returnLines.position, quantity: returnLines.quantity },
  f =>
    builder
      .select(f)
      .from(purchases)
      .crossJoin(returns)
      .crossJoin(returnLines)
      .where(and(ofMembers, eq(returns.purchaseId, purchases.id), eq(returnLines.returnId, returns.id))),
)

type Rows = readonly [
  receipts: readonly RowOf<typeof receiptsOf>[],
  lines: readonly RowOf<typeof linesOf>[],
  returns: readonly RowOf<typeof returnsOf>[],
  returned: readonly RowOf<typeof returnedOf>[],
]

/** What is to be read to know the receipts of members, each found by an index. */
export const soldReceiptStatements = (memberIds: readonly number[]) => {
  const whose = { memberIds: JSON.stringify(memberIds) }
  return [receiptsOf(whose), linesOf(whose), returnsOf(whose), returnedOf(whose)] as const
}

/** The receipts of each member, oldest first, put together from what was read; none where a member has none. */
export const soldReceipts = ([receipts, lines, returned, returnedLines]: Rows): ((
  memberId: number,
) => readonly ReceiptOfGoods[]) => {
  const linesBy = inTurn(lines, line => line.purchaseId)
  const returnsBy = grouped(returned, row => row.purchaseId)
  const returnedBy = grouped(returnedLines, row => row.purchaseId)
  const sold = receipts.map(({ id, memberId, ...receipt }) => {
    const back = returnsBy(id)
    const net = (of: 'spendMinor' | 'points' | 'memberCashMinor') =>
      back.reduce((left, row) => left - row[of], receipt[of])
    return {
      memberId,
      receipt: {
        ...receipt,
        spendMinor: net('spendMinor'),
        points: net('points'),
        memberCashMinor: net('memberCashMinor'),
        lines: linesBy(id).map(line => ({
          ...line,
          returned: returnedBy(id).reduce((sum, row) => (row.position === line.position ? sum + row.quantity : sum), 0),
        })),
      },
    }
  })
  const soldBy = grouped(sold, row => row.memberId)
  return memberId => soldBy(memberId).map(({ receipt }) => receipt)
}
