import { z } from '@hono/zod-openapi'
import { addSafe, type JudgedPromotion, type Promotion, type QuotedLine } from '@laurel/core'
import { actingPromotion, promisedGift, renderPromised } from '../../platform/promotion-gifts.ts'

/** A promotion that acts on a quote: by what a purchase would bring, by prices, or both. */
export interface QuotedPromotion extends Omit<JudgedPromotion, 'lines'> {
  /** What its member-only prices take off the list price; null where no line has one. */
  readonly discountMinor: number | null
}

type PricedLine = QuotedLine & { readonly quantity: number }

/** A promotion by the lines that have its price. */
const byItsPrices = (promotion: Promotion, lines: readonly PricedLine[]): QuotedPromotion => {
  const sum = (amountOf: (line: PricedLine) => number): number =>
    lines.reduce((total, line) => addSafe(total, amountOf(line)), 0)
  const totalMinor = sum(line => line.totalMinor)
  return {
    promotion,
    goods: { spendMinor: totalMinor, totalMinor, quantity: sum(line => line.quantity) },
    missing: null,
    gives: [],
    discountMinor: sum(line => line.discountMinor),
  }
}

/** The promotions in force that act on a quote, in the order of their publication. */
export const quotedPromotions = (
  promotions: readonly Promotion[],
  judged: readonly JudgedPromotion[],
  lines: readonly PricedLine[],
): QuotedPromotion[] =>
  promotions.flatMap(promotion => {
    const own = lines.filter(line => line.promotion === promotion.code)
    const byPrices = own.length > 0 ? byItsPrices(promotion, own) : null
    const award = judged.find(one => one.promotion === promotion)
    if (award) return [{ ...award, discountMinor: byPrices?.discountMinor ?? null }]
    return byPrices ? [byPrices] : []
  })

/** What a promotion would give with a purchase, or what is missing for it. */
export const quotedPromotion = z.object({
  ...actingPromotion,
  gives: z
    .array(z.union([promisedGift, z.object({ kind: z.literal('memberPrice'), discountMinor: z.int() })]))
    .openapi({ description: 'Empty where something is missing' }),
  missing: z
    .object({ spendMinor: z.int().optional(), quantity: z.int().optional() })
    .nullable()
    .openapi({ description: 'What its goods still miss: so much more of the cash part, so many more pieces' }),
})

/** A quoted promotion on the wire. */
export const renderQuoted = ({
  promotion,
  goods,
  gives,
  missing,
  discountMinor,
}: QuotedPromotion): z.output<typeof quotedPromotion> => ({
  code: promotion.code,
  revision: promotion.revision,
  name: promotion.name,
  goods,
  gives: [
    ...renderPromised(gives),
    ...(discountMinor === null ? [] : [{ kind: 'memberPrice' as const, discountMinor }]),
  ],
  missing,
})
