import { awardLines, memberPrices, quoteLine, quoteTotalMinor, standingAt, type QuotedLine } from '@laurel/core'
import { findBooks, listActivity, listBrandCards, listSettingsAt, listTierActs } from '@laurel/db'
import { brandSettings } from '../../platform/brand-settings.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { laterSameDay } from '../../platform/later-same-day.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { birthdayOf } from '../../platform/wire.ts'
import { quoteCoupons, type QuotedCoupons } from './quote-coupons.ts'
import { quotedPromotions, type QuotedPromotion } from './quoted-promotions.ts'

export interface QuoteBody {
  readonly memberId: string
  readonly store: string
  readonly occurredAt?: number | undefined
  readonly lines: readonly {
    readonly sku: string
    readonly brand?: string | undefined
    readonly category?: string | undefined
    readonly quantity: number
    readonly unitPrice: number
    readonly listPrice?: number | undefined
    readonly promotional: boolean
  }[]
  readonly coupons?: readonly string[] | undefined
}

export interface Quote {
  readonly lines: readonly ({ readonly index: number; readonly beforeCouponsMinor: number } & QuotedLine)[]
  readonly totalMinor: number
  readonly points: number
  readonly promotions: readonly QuotedPromotion[]
  /** Null where no coupons were named. */
  readonly coupons: QuotedCoupons | null
}

const sumOf = (parts: readonly { readonly amountMinor: number }[]): number =>
  parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/**
 * What the till should charge a member, and what a purchase at those prices, paid by the cash part, would earn.
 * Nothing is stored.
 */
export const quotePurchase = (caller: Caller, body: QuoteBody): Promise<Quote> =>
  onMember(caller, decodeId('mem', body.memberId), async memberId => {
    const codes = JSON.stringify([...new Set(body.lines.flatMap(line => line.brand ?? []))])
    const at = body.occurredAt ?? Number.MAX_SAFE_INTEGER
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId }),
      listActivity({ memberId }),
      listTierActs(memberId),
      laterSameDay(memberId, at),
      listBrandCards({ memberId }),
      listSettingsAt({ brands: codes, store: body.store, at }),
    ])
    const [[member], activity, acts, later, cards, settings] = rows
    if (!member) throw new Problem('not_found')
    const { now, timeline } = program
    const occurredAt = body.occurredAt ?? now
    const books = { registeredOn: member.registeredOn, birthday: birthdayOf(member), activity, acts }
    const brandsByCode = brandSettings(settings)
    const brands = body.lines.map(({ brand }) => (brand === undefined ? null : (brandsByCode.get(brand) ?? null)))
    const brandCards = cards.map(card => card.brand)
    try {
      const promotions = program.promotions.at(occurredAt)
      const standing = standingAt(timeline, books, { store: body.store, occurredAt, later, promotions, now })
      const { rules, facts } = standing
      const asked = body.lines.map(line => ({
        sku: line.sku,
        brand: line.brand ?? null,
        category: line.category ?? null,
        quantity: line.quantity,
        unitPriceMinor: line.unitPrice,
        listPriceMinor: line.listPrice ?? line.unitPrice,
        promotional: line.promotional,
      }))
      const prices = memberPrices(promotions, facts, asked)
      const lines = asked.map((line, i) => ({
        ...line,
        ...quoteLine(rules, facts.tier, brandCards, line, brands[i]!, prices[i]),
      }))
      const sale = { store: body.store, tier: facts.tier, at: occurredAt, day: facts.businessDay, lines }
      const quoted = body.coupons ? await quoteCoupons(program, memberId, body.coupons, sale) : null
      const charged = lines.map((line, index) => ({
        ...line,
        index,
        beforeCouponsMinor: line.totalMinor,
        totalMinor: line.totalMinor - sumOf(quoted?.lines[index] ?? []),
      }))
      const totalMinor = quoteTotalMinor(charged)
      const voucherMinor = rules.isCash('voucher') ? 0 : sumOf(quoted?.vouchers ?? [])
      const { award } = awardLines(standing, charged, brands, totalMinor - voucherMinor)
      return {
        lines: charged,
        totalMinor,
        points: award.points,
        promotions: quotedPromotions(promotions, award.promotions, charged),
        coupons: quoted,
      }
    } catch (error) {
      if (error instanceof RangeError)
        throw new Problem('amount_out_of_range', {
          errors: [{ path: 'lines', message: 'come to more than 2^53 − 1 minor units' }],
        })
      throw error
    }
  })
