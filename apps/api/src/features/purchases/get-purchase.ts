import {
  findBooks,
  findPurchase,
  listCouponUses,
  listLines,
  listPromotionGifts,
  listPromotionsOf,
  listPurchases,
  listTenders,
  readAll,
  type CouponUseRow,
  type ListedPromotionGift,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { renderPurchase, type JudgedPurchase } from './kept-purchase.ts'
import { returnsOf, returnStatements } from './kept-return.ts'
import type { PurchaseView } from './purchases.schemas.ts'

type FoundPurchase = ReturnType<ReturnType<typeof findPurchase>['decode']>[number]
type FoundLine = ReturnType<ReturnType<typeof listLines>['decode']>[number]
type FoundTender = ReturnType<ReturnType<typeof listTenders>['decode']>[number]
type FoundPromotion = ReturnType<ReturnType<typeof listPromotionsOf>['decode']>[number]

/** The statements whose rows make purchases, beside their own. */
export const purchaseParts = (ids: string) =>
  [
    listLines({ ids }),
    listTenders({ ids }),
    listPromotionsOf({ ids }),
    listPromotionGifts({ ids }),
    listCouponUses({ ids }),
  ] as const

/** A purchase put together from its rows. */
export const judged = (
  program: OpenProgram,
  { rulesVersion, recordedAt, seq: _, kind, ...purchase }: FoundPurchase,
  lines: readonly FoundLine[],
  tenders: readonly FoundTender[],
  promotions: readonly FoundPromotion[],
  gifts: readonly ListedPromotionGift[],
  coupons: readonly CouponUseRow[],
): JudgedPurchase => ({
  purchase,
  rulesVersion,
  recordedAt,
  isPast: kind === 'past',
  lines: lines.filter(line => line.purchaseId === purchase.id),
  tenders: tenders.filter(tender => tender.purchaseId === purchase.id),
  promotions: promotions
    .filter(({ purchaseId }) => purchaseId === purchase.id)
    .map(({ revisionId }) => program.promotions.revision(revisionId)),
  coupons: coupons.filter(used => used.purchaseId === purchase.id),
  gifts: gifts.filter(({ purchaseId }) => purchaseId === purchase.id),
})

/** A purchase as it was kept, without its returns. Throws not_found. */
export const loadPurchase = async (program: OpenProgram, id: number): Promise<JudgedPurchase> => {
  const ids = JSON.stringify([id])
  const [[found], ...parts] = await readAll(program.database, [findPurchase({ id }), ...purchaseParts(ids)])
  if (!found) throw new Problem('not_found')
  return judged(program, found, ...parts)
}

/** A purchase by id, with the explanation of its award and its returns. */
export const getPurchase = async (caller: Caller, id: string): Promise<PurchaseView> => {
  const purchaseId = decodeId('pur', id) ?? 0
  const ids = JSON.stringify([purchaseId])
  const { program, rows } = await enterProgram(caller, [
    findPurchase({ id: purchaseId }),
    ...purchaseParts(ids),
    ...returnStatements([purchaseId]),
  ])
  const [[found], lines, tenders, promotions, gifts, coupons, ...returns] = rows
  if (!found) throw new Problem('not_found')
  const purchase = judged(program, found, lines, tenders, promotions, gifts, coupons)
  return renderPurchase(program.timeline, purchase, returnsOf(...returns))
}

/** A page of a member's purchases, latest sale first. */
export const listMemberPurchases = (
  caller: Caller,
  asked: number | null,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ data: PurchaseView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async memberId => {
    const [beforeAt, beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId: memberId }),
      listPurchases({ memberId: memberId, beforeAt: beforeAt!, beforeId: beforeId!, limit: query.limit + 1 }),
    ])
    const [[member], purchases] = rows
    if (!member) throw new Problem('not_found')
    const purchaseIds = purchases.map(p => p.id)
    const ids = JSON.stringify(purchaseIds)
    const [lines, tenders, promotions, gifts, coupons, ...returnRows] = await readAll(program.database, [
      ...purchaseParts(ids),
      ...returnStatements(purchaseIds),
    ])
    const returns = Map.groupBy(returnsOf(...returnRows), one => one.return.purchaseId)
    return page(
      purchases,
      query.limit,
      row => [row.occurredAt, row.id],
      row =>
        renderPurchase(
          program.timeline,
          judged(program, row, lines, tenders, promotions, gifts, coupons),
          returns.get(row.id) ?? [],
        ),
    )
  })
