import {
  findPurchase,
  findReturn,
  findReturnByExternalId,
  listCouponsBrought,
  listExpiredOf,
  listPaidLots,
  listPromotionGifts,
  listRedemptionsIn,
  readAll,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { writeForMember, type DecidedForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { sameBytes } from '../../platform/secrets.ts'
import { bodyHash, type Answer } from '../../platform/write.ts'
import { couponsOfReturn } from './coupons-of-return.ts'
import { decideGoodsReturn, type PurchaseToReturn } from './decide-goods-return.ts'
import { judged, purchaseParts } from './get-purchase.ts'
import { renderReturn, returnsOf, returnStatements } from './kept-return.ts'
import type { ReturnBody, ReturnView } from './returns.schemas.ts'

/** A return made now, or made before under the till's own number. */
interface MadeReturn {
  readonly view: ReturnView
  readonly before: boolean
}

/** A return as it was kept. Throws not_found. */
const readReturn = async (program: OpenProgram, id: number): Promise<ReturnView> => {
  const [[found]] = await readAll(program.database, [findReturn({ id })])
  const purchaseId = found?.purchaseId ?? 0
  const [[sale], ...rows] = await readAll(program.database, [
    findPurchase({ id: purchaseId }),
    ...returnStatements([purchaseId]),
  ])
  const kept = returnsOf(...rows).find(one => one.return.id === id)
  if (!kept || !sale) throw new Problem('not_found')
  return renderReturn(program.timeline, kept, sale.kind === 'past')
}

/** Takes goods of a purchase back: what they earned is taken back, what was paid for them is refunded. */
export const recordReturn = async (caller: Caller, purchase: string, body: ReturnBody): Promise<Answer<ReturnView>> => {
  const purchaseId = decodeId('pur', purchase) ?? 0
  const ids = JSON.stringify([purchaseId])
  const { rows } = await enterProgram(caller, [findPurchase({ id: purchaseId }), listPromotionGifts({ ids })])
  const [[sale], given] = rows
  if (!sale) throw new Problem('not_found')
  const request = { purchase, ...body }
  const hash = await bodyHash(caller, request)
  // Which gifts there are was settled with the purchase; what became of them is read with the rest.
  const giftIds = JSON.stringify(given.flatMap(gift => (gift.kind === 'gift' ? (gift.givenId ?? []) : [])))
  const { result, replayed } = await onMember(caller, sale.memberId, memberId =>
    writeForMember(caller, memberId, request, {
      load: [
        findPurchase({ id: purchaseId }),
        ...purchaseParts(ids),
        ...returnStatements([purchaseId]),
        listExpiredOf(purchaseId),
        listPaidLots(purchaseId),
        listCouponsBrought({ purchaseId }),
        listRedemptionsIn({ ids: giftIds }),
        findReturnByExternalId({ externalId: body.externalId ?? '' }),
      ],
      decide: async (program, member, loaded): Promise<DecidedForMember<MadeReturn>> => {
        const [[found], lines, tenders, promotions, , used, returns, returnLines, refunds, lost, ...more] = loaded
        const [expired, paidLots, brought, redemptions, [same]] = more
        if (!found) throw new Problem('not_found')
        requireStore(program, found.store)
        if (same) {
          if (!sameBytes(same.bodyHash, hash)) throw new Problem('external_id_conflict')
          const view = await readReturn(program, same.id)
          return { change: null, statements: [], resource: String(same.id), result: { view, before: true } }
        }
        const of: PurchaseToReturn = {
          purchase: judged(program, found, lines, tenders, promotions, given, used),
          seq: found.seq,
          returns: returnsOf(returns, returnLines, refunds, lost),
          expired,
          paidLots,
          gifts: { given, redemptions, coupons: brought },
        }
        const { kept, change, statements } = decideGoodsReturn(caller, program, member, of, { body, bodyHash: hash })
        const view = renderReturn(program.timeline, kept, of.purchase.isPast)
        return {
          change,
          statements: [...statements, ...couponsOfReturn(of, kept)],
          resource: String(kept.return.id),
          result: { view, before: false },
        }
      },
      replay: async (resource, program) => ({ view: await readReturn(program, Number(resource)), before: true }),
    }),
  )
  return { result: result.view, replayed: replayed || result.before }
}
