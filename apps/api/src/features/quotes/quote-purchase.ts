import {
  dayOf,
  decideTierHistory,
  isBirthday,
  lastHolding,
  quoteLine,
  quoteTotalMinor,
  boundedMultiplier,
  SCALE,
  type QuotedLine,
} from '@laurel/core'
import { findBooks, listActivity, listBrandCards, listSettingsAt, listTierActs } from '@laurel/db'
import { brandSettings } from '../../platform/brand-settings.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { birthdayOf } from '../../platform/wire.ts'

export interface QuoteBody {
  readonly memberId: string
  readonly store: string
  readonly occurredAt?: number | undefined
  readonly lines: readonly {
    readonly brand?: string | undefined
    readonly category?: string | undefined
    readonly quantity: number
    readonly unitPrice: number
    readonly listPrice?: number | undefined
    readonly promotional: boolean
  }[]
}

export interface Quote {
  readonly lines: readonly ({ readonly index: number } & QuotedLine)[]
  readonly totalMinor: number
  readonly points: number
}

/**
 * What the till should charge a member, and what a purchase at those prices, paid by the cash part, would earn.
 * Nothing is stored.
 */
export const quotePurchase = async (caller: Caller, body: QuoteBody): Promise<Quote> => {
  const memberId = decodeId('mem', body.memberId) ?? 0
  const codes = JSON.stringify([...new Set(body.lines.flatMap(line => line.brand ?? []))])
  const { program, rows } = await enterProgram(caller, [
    findBooks({ memberId }),
    listActivity({ memberId }),
    listTierActs(memberId),
    listBrandCards({ memberId }),
    listSettingsAt({ brands: codes, store: body.store, at: body.occurredAt ?? Number.MAX_SAFE_INTEGER }),
  ])
  const [[member], activity, acts, cards, settings] = rows
  if (!member) throw new Problem('not_found')
  const at = body.occurredAt ?? program.now
  const rules = program.timeline.at(at)
  const day = dayOf(at, program.timeline.timeZone)
  const facts = {
    registeredOn: member.registeredOn,
    activity: activity.filter(entry => entry.day <= day),
    acts: acts.filter(act => act.at <= at),
  }
  const { tier } = lastHolding(decideTierHistory(program.timeline, facts, day))
  const brands = brandSettings(settings)
  const brandCards = cards.map(card => card.brand)
  const birthday = birthdayOf(member)
  try {
    const lines = body.lines.map(line => {
      const brand = line.brand ?? null
      const priced = {
        brand,
        quantity: line.quantity,
        unitPriceMinor: line.unitPrice,
        listPriceMinor: line.listPrice ?? line.unitPrice,
        promotional: line.promotional,
      }
      return quoteLine(rules, tier, brandCards, priced, brand === null ? null : (brands.get(brand) ?? null))
    })
    const totalMinor = quoteTotalMinor(lines)
    const award = rules.award({
      businessDay: day,
      store: body.store,
      tier,
      birthday: birthday !== null && isBirthday(day, birthday),
      cashMinor: totalMinor,
      room: null,
      lines: body.lines.map((line, i) => {
        const brand = line.brand === undefined ? undefined : brands.get(line.brand)
        return {
          brand: line.brand ?? null,
          category: line.category ?? null,
          promotional: line.promotional,
          totalMinor: lines[i]!.totalMinor,
          brandMultiplier: brand ? boundedMultiplier(rules.document, brand.multiplier, brand.contractRate) : SCALE,
        }
      }),
    })
    return { lines: lines.map((line, index) => ({ index, ...line })), totalMinor, points: award.points }
  } catch (error) {
    if (error instanceof RangeError)
      throw new Problem('amount_out_of_range', {
        errors: [{ path: 'lines', message: 'come to more than 2^53 − 1 minor units' }],
      })
    throw error
  }
}
