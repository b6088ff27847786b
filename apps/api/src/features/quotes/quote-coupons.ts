import type { CouponSale } from '@laurel/core'
import { readAll } from '@laurel/db'
import { namedCoupons, noCoupons, withNamedCoupons } from '../../platform/coupons/coupon-books.ts'
import { judgeCoupons, nameCoupons, type CouponRefusal } from '../../platform/coupons/judge-coupons.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'

/** What the named coupons would take at a sale. Money in minor units. */
export interface QuotedCoupons {
  readonly coupons: readonly {
    readonly code: string
    readonly applied: boolean
    readonly whyNot: CouponRefusal | null
    readonly amountMinor: number
  }[]
  /** What the till takes as the tender `voucher`. */
  readonly vouchers: readonly { readonly code: string; readonly amountMinor: number }[]
  /** What comes off each line, by which coupon. */
  readonly lines: readonly (readonly { readonly code: string; readonly amountMinor: number }[])[]
}

/** What the coupons that codes name would take at a sale; one that is of no use says why. Nothing is stored. */
export const quoteCoupons = async (
  { database, timeline: { timeZone } }: OpenProgram,
  memberId: number,
  codes: readonly string[],
  sale: CouponSale,
): Promise<QuotedCoupons> => {
  const rows = await readAll(database, namedCoupons(memberId, codes))
  const books = withNamedCoupons(noCoupons, memberId, ...rows)
  const judged = judgeCoupons(nameCoupons(books, memberId, codes, { ...sale, timeZone }), sale)
  const taken = judged.flatMap(({ code, take }) => (take && take.because === null ? [{ code, take }] : []))
  return {
    coupons: judged.map(({ code, because, take }) => ({
      code,
      applied: because === null,
      whyNot: because,
      amountMinor: take?.amountMinor ?? 0,
    })),
    vouchers: taken.flatMap(({ code, take }) =>
      take.use === 'voucher' ? [{ code, amountMinor: take.amountMinor }] : [],
    ),
    lines: sale.lines.map((_, place) =>
      taken.flatMap(({ code, take }) => {
        const amountMinor = take.linesMinor[place]!
        return take.use === 'discount' && amountMinor > 0 ? [{ code, amountMinor }] : []
      }),
    ),
  }
}
