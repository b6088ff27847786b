import { memberFacts, type KeptTransaction, type RulesTimeline } from '@laurel/core'
import { goodsText, sameGoods, type ReceiptOfGoods } from '../insight/goods-text.ts'
import {
  keptFacts,
  type BasketRow,
  type PreferenceRow,
  type ReceiptFactsRow,
} from '../insight/member-facts.repository.ts'
import { differ } from './differ.ts'
import { wasKnownOn, type MergedCards } from './merged-cards.ts'
import type { StoredReturn } from './verify-returns.ts'
import type { SaleLineRow, SaleRow } from './verify.queries.ts'

/** What insight has kept of a member. */
export interface StoredFacts {
  readonly facts: ReceiptFactsRow | undefined
  readonly preferences: readonly PreferenceRow[]
  readonly baskets: readonly BasketRow[]
  /** The text of goods; null where there could be none, undefined where none is kept. */
  readonly goods: string | null | undefined
  /** What characters stand for, as far as it is about the member's receipts. */
  readonly codes: ReadonlyMap<string, number>
}

/** What of a kept member their facts are held against. */
interface FactsMember {
  readonly journal: readonly KeptTransaction[]
  readonly cards: MergedCards
  readonly purchases: readonly {
    readonly purchase: SaleRow
    readonly lines: readonly SaleLineRow[]
    readonly returns: readonly StoredReturn[]
  }[]
  readonly insight: StoredFacts
}

/** The receipts with those of their returns that were there when the facts were computed. */
const receiptsThrough = (
  { journal, cards, purchases }: FactsMember,
  byId: ReadonlyMap<number, KeptTransaction>,
  seq: number,
): readonly ReceiptOfGoods[] => {
  const place = seq + cards.cardOf.size
  const known = new Set(journal.flatMap(t => (wasKnownOn(cards, byId, t, undefined, place) ? t.id : [])))
  return purchases
    .filter(({ purchase: { id, undoneBy } }) => known.has(id) && (undoneBy === null || !known.has(undoneBy)))
    .map(({ purchase, lines, returns }) => {
      const back = returns.filter(one => known.has(one.return.id))
      const sum = (of: 'cashMinor' | 'pointsReversed' | 'memberCashReversed') =>
        back.reduce((all, one) => all + one.return[of], 0)
      const returned = (position: number) =>
        back
          .flatMap(one => one.lines)
          .reduce((all, line) => (line.position === position ? all + line.quantity : all), 0)
      return {
        store: purchase.store,
        occurredAt: purchase.occurredAt,
        occurredOn: purchase.occurredOn,
        spendMinor: purchase.cashMinor - sum('cashMinor'),
        points: purchase.points - sum('pointsReversed'),
        memberCashMinor: purchase.memberCash - sum('memberCashReversed'),
        lines: lines.map(line => ({ ...line, returned: returned(line.position) })),
      }
    })
}

const listed = (rows: readonly object[]): string =>
  rows
    .map(row => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted()
    .join()

/** The text of goods against the receipts. Where none is kept, filters look through the receipts themselves. */
const verifyGoods = ({ goods, codes }: StoredFacts, receipts: readonly ReceiptOfGoods[]): string[] => {
  if (typeof goods !== 'string') return []
  const rebuilt = goodsText(receipts, codes)
  return rebuilt !== null && sameGoods(rebuilt, goods) ? [] : ['the text of goods is not that of the receipts']
}

/**
 * What is kept of a member's receipts against the receipts, as of the transaction that it names. Later receipts are for
 * a night to come, and no facts are none that differ.
 */
export const verifyFacts = (
  timeline: RulesTimeline,
  member: FactsMember,
  byId: ReadonlyMap<number, KeptTransaction>,
): string[] => {
  const { facts, preferences, baskets, goods } = member.insight
  if (!facts)
    return [
      ...(preferences.length + baskets.length === 0 ? [] : ['has preferences without facts']),
      ...(goods === undefined ? [] : ['has a text of goods without facts']),
    ]
  const { memberId, seq, halfLifeDays } = facts
  if (seq > member.journal.length - member.cards.cardOf.size) return [`facts of transaction ${seq}, which is not there`]
  const receipts = receiptsThrough(member, byId, seq)
  const rebuilt = keptFacts(memberId, seq, halfLifeDays, memberFacts(timeline.timeZone, receipts, halfLifeDays))
  if (!rebuilt) return ['has facts, and has bought nothing']
  return [
    ...(Object.keys(rebuilt.facts) as (keyof ReceiptFactsRow)[]).flatMap(name =>
      // The first night since it is kept has not come.
      name === 'activeSince' && facts[name] === null
        ? []
        : differ(`${name} of the facts`, rebuilt.facts[name], facts[name]),
    ),
    ...(listed(rebuilt.preferences) === listed(preferences) ? [] : ['preferences are not those of the receipts']),
    ...(listed(rebuilt.baskets) === listed(baskets) ? [] : ['baskets are not those of the receipts']),
    ...verifyGoods(member.insight, receipts),
  ]
}
