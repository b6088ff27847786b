import { split, type Tender } from './awards.ts'
import { DAY_MS } from './days.ts'
import { COUPON, type Bought, type Member } from './model-program.ts'
import { pick, type Draw } from './world.ts'

/** Pays some of it from the member's own wallets, at times more than there is, and the rest in two ways. */
const tendersOf = (total: number, { balances }: Member, { which, size }: Draw): readonly Tender[] => {
  let left = total
  const part = (kind: string, amount: number): Tender[] => {
    const paid = Math.max(0, Math.min(left, amount))
    left -= paid
    return paid > 0 ? [{ kind, amount: paid }] : []
  }
  const own = (balance: number) => {
    if (which % 3 === 0) return 0
    return which % 17 === 0 ? balance + 1 : Math.floor((balance * (1 + (which % 4))) / 4)
  }
  const tenders = [
    ...part('memberCash', own(balances.memberCash)),
    ...part('prepaid', own(balances.prepaid)),
    ...(which % 5 === 0 ? part('voucher', size * 37) : []),
    ...(which % 2 === 0 ? part('cash', Math.floor(total / 3)) : []),
  ]
  return [...tenders, ...(left > 0 || tenders.length === 0 ? part('wechat', left) : [])]
}

export const LATE_MS = [0, 1, DAY_MS / 3, DAY_MS, 3 * DAY_MS, 40 * DAY_MS, 130 * DAY_MS, 300 * DAY_MS]
const PRICES = [99, 1_050, 12_990, 49_999, 50_000, 290_000, 777_777]

/** A receipt as a till draws it up, the whole worth of a coupon taken off. */
export const boughtBy = (member: Member, draw: Draw, at: number): Bought => {
  const { which, size } = draw
  const goods = Array.from({ length: 1 + (size % 3) }, (_, i) => ({
    brand: pick(['acme', null, 'bellini'], which + i)!,
    quantity: 1 + ((which + i) % 3),
    unitPrice: pick(PRICES, which + size + i)! + size * 13 * i,
  }))
  const totals = goods.map(({ quantity, unitPrice }) => quantity * unitPrice)
  const total = totals.reduce((sum, one) => sum + one, 0)
  const coupon = which % 4 === 0 && total >= COUPON.off ? (pick(member.coupons, size) ?? null) : null
  const off = coupon ? split(COUPON.off, totals) : totals.map(() => 0)
  return {
    at,
    store: pick(['s1', 's2'], which)!,
    goods: goods.map((line, i) => ({ ...line, charged: totals[i]! - off[i]! })),
    tenders: tendersOf(coupon ? total - COUPON.off : total, member, draw),
    coupon,
  }
}
