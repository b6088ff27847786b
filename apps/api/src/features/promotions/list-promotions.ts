import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderPromotion } from './promotion-view.ts'
import type { PromotionView } from './promotions.schemas.ts'

/** A page of the program's promotions, oldest first. */
export const listPromotions = async (
  caller: Caller,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ data: PromotionView[]; nextCursor: string | null }> => {
  const [after] = readCursor(query.cursor, [0])
  const { program } = await enterProgram(caller, [])
  const rows = program.promotions.latest.map((promotion, i) => ({ promotion, place: i + 1 }))
  return page(
    rows.slice(after, after! + query.limit + 1),
    query.limit,
    ({ place }) => [place],
    ({ promotion }) => renderPromotion(program, promotion),
  )
}

/** One promotion as it is now. Throws not_found. */
export const getPromotion = async (caller: Caller, code: string): Promise<PromotionView> => {
  const { program } = await enterProgram(caller, [])
  const promotion = program.promotions.latest.find(one => one.code === code)
  if (!promotion) throw new Problem('not_found')
  return renderPromotion(program, promotion)
}
