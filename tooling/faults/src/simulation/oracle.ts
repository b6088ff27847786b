import type { Answer, Wire } from '@laurel/api/testing'
import { expect } from 'vitest'
import { LEAVES, type Known, type Message } from './messages.ts'

/** A reading as it was answered, with what had been acknowledged when it was asked. */
export interface Reading {
  readonly member: string
  readonly what: 'summary' | 'ledger' | 'purchases'
  /** Null where the answer was that the person is erased. */
  readonly body: Wire | null
  readonly acknowledged: readonly Message[]
  /** How many readings of this member had been answered when it was asked. */
  readonly after: number
}

const UNITS = ['points', 'memberCash', 'prepaid'] as const

interface Entry {
  readonly id: string
  readonly kind: string
  readonly occurredAt: string
  readonly because: { readonly cause: string; readonly id: string }
  readonly postings: readonly {
    readonly account: string
    readonly unit: (typeof UNITS)[number]
    readonly amount: number
  }[]
}

/** An entry of the journal as it was exported. */
export interface Exported extends Entry {
  /** The card on which it was made, whoever's that is now. */
  readonly memberId: string
  readonly on: string
}

/** A card that became another's, by that one's transaction. */
export interface Merge {
  readonly from: string
  readonly into: string
  readonly transaction: string
}

/** What was true at an instant: every entry of the member's by then, and what they come to. */
interface Moment {
  readonly entries: readonly Kept[]
  readonly balances: Readonly<Record<(typeof UNITS)[number], number>>
}

/** An entry with what it is the effect of; null where that has another entry of its own. */
interface Kept extends Exported {
  readonly effectOf: string | null
  /** Whether it may be nobody's message: work on a schedule, or what goes along with another entry. */
  readonly isAlong: boolean
}

const sameId = (a: { readonly id: string }, b: { readonly id: string }): boolean => a.id === b.id

/** The journal at the end of a run, card by card, and whose each card has become. */
const booksOf = (journal: readonly Exported[], merges: readonly Merge[]) => {
  const cards = Map.groupBy(journal, entry => entry.memberId)
  const own = (card: string): readonly Kept[] => {
    const entries = cards.get(card) ?? []
    const closing = entries.find(({ because }) => because.cause === 'erasure')
    return entries.map(entry => {
      const { id, kind, because, occurredAt } = entry
      const isSurvivors = merges.some(({ transaction }) => transaction === id)
      // The clock is never moved to a midnight: what was done then was due.
      const isDue = occurredAt.includes('T00:00:00')
      const isGivenBack = kind === 'reverse' && occurredAt === closing?.occurredAt
      const hasExpired = kind === 'expire' && because.cause !== 'erasure'
      return {
        ...entry,
        effectOf: isSurvivors ? null : because.id,
        isAlong: isSurvivors || isDue || isGivenBack || hasExpired,
      }
    })
  }
  const mergeOf = (card: string) => merges.find(merge => merge.from === card)
  const survivor = (card: string): string => {
    const merge = mergeOf(card)
    return merge ? survivor(merge.into) : card
  }

  /** The entries of a card, with those of the cards merged into it, when its own had come so far. */
  const entriesOf = (card: string, count: number): readonly Kept[] => {
    const known = own(card).slice(0, count)
    const joined = merges.filter(({ into, transaction }) => into === card && known.some(({ id }) => id === transaction))
    return [...joined.flatMap(({ from }) => entriesOf(from, Infinity)), ...known]
  }

  /** What was ever true of a card: first by itself, then as the card of whom it was merged into. */
  const momentsOf = (card: string): readonly Moment[] => {
    const balances = { points: 0, memberCash: 0, prepaid: 0 }
    const moments: Moment[] = [{ entries: [], balances: { ...balances } }]
    for (const [i, { postings }] of own(card).entries()) {
      for (const { account, unit, amount } of postings) if (account === `member:${unit}`) balances[unit] += amount
      moments.push({ entries: entriesOf(card, i + 1), balances: { ...balances } })
    }
    const merge = mergeOf(card)
    if (!merge) return moments
    expect(balances, `${card} gave up all it had`).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    const place = own(merge.into).findIndex(({ id }) => id === merge.transaction) + 1
    expect(place, `whom ${card} was merged into took it over`).toBeGreaterThan(0)
    return [...moments.slice(0, -1), ...momentsOf(merge.into).slice(place)]
  }

  const isErased = (card: string): boolean => own(survivor(card)).at(-1)?.because.cause === 'erasure'
  return { survivor, momentsOf, isErased, allOf: (card: string) => entriesOf(card, Infinity) }
}

type Books = ReturnType<typeof booksOf>

/** Whether an entry is the direct effect of an acknowledged message. */
const isOf = ({ kind, answer, body }: Message, entry: Kept): boolean =>
  LEAVES[kind].some(leaf => leaf === entry.kind) && entry.effectOf === (kind === 'merge' ? body?.['from'] : answer.id)

/** The moment from which an acknowledged message was true: its own entry stood, and all before. */
const momentOf = (message: Message, moments: readonly Moment[]): number =>
  Math.max(
    0,
    moments.findIndex(({ entries }) => entries.some(entry => isOf(message, entry))),
  )

/** Each acknowledged message has left its entry once; what has no acknowledged message may be of an unheard one. */
const expectEachOnce = (messages: readonly Message[], entries: readonly Kept[]): void => {
  const acknowledged = messages.filter(message => message.answer && LEAVES[message.kind].length > 0)
  for (const message of acknowledged)
    expect(entries.filter(entry => isOf(message, entry)).length, `${message.key} ${message.path}`).toBe(1)
  for (const [kind, leaves] of Object.entries(LEAVES)) {
    // Which of two kinds has left it, an entry does not tell.
    const mayLeave = (message: Message) => LEAVES[message.kind].some(leaf => leaves.some(one => one === leaf))
    const unheard = messages.filter(message => mayLeave(message) && !message.answer && !message.refusal)
    const left = entries.filter(
      entry =>
        leaves.some(leaf => leaf === entry.kind) &&
        !entry.isAlong &&
        !acknowledged.some(message => isOf(message, entry)),
    )
    expect(left.length, `${kind} that nobody was told of`).toBeLessThanOrEqual(unheard.length)
  }
}

/** The moment whose balances a summary shows. */
const momentOfSummary = ({ balances }: Wire, moments: readonly Moment[], least: number): number => {
  const shown = Object.fromEntries(UNITS.map(unit => [unit, balances[unit].available]))
  const moment = moments.findIndex((one, i) => i >= least && UNITS.every(unit => one.balances[unit] === shown[unit]))
  expect(moment, `${JSON.stringify(shown)} were never the balances from entry ${least} on`).toBeGreaterThanOrEqual(
    least,
  )
  return moment
}

/** The moment whose newest entries a page of the journal shows, each as it is. */
const momentOfPage = ({ data, nextCursor }: Wire, moments: readonly Moment[], least: number): number => {
  const page: readonly (Entry & { readonly by: unknown })[] = data
  const moment = moments.findIndex(({ entries }) => page.every(entry => entries.some(kept => sameId(kept, entry))))
  expect(moment, 'a page of the journal forgot what was acknowledged').toBeGreaterThanOrEqual(least)
  const { entries } = moments[moment]!
  if (nextCursor === null) expect(page.length, 'a page of the journal has gaps').toBe(entries.length)
  const own = entries.at(-1)?.memberId
  for (const [card, written] of Map.groupBy(entries, ({ memberId }) => memberId)) {
    // Between the cards of several, and so on one that was merged, ids tell what came first: to the second.
    const ofCard = card === own ? written : written.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const shown = page.filter(entry => ofCard.some(kept => sameId(kept, entry))).toReversed()
    const newest = ofCard.slice(ofCard.length - shown.length)
    expect(
      newest.map(({ memberId: _, on: __, effectOf: ___, isAlong: ____, ...entry }) => entry),
      'a page of the journal has gaps',
    ).toEqual(shown.map(({ by: _, ...entry }) => entry))
  }
  return moment
}

/** Each answer and each reading tells what was true once; a later one never of an earlier moment. */
const expectReadingsTrue = (
  readings: readonly Reading[],
  moments: readonly Moment[],
  { isErased, purchases }: { readonly isErased: boolean; readonly purchases: readonly Wire[] | null },
): void => {
  const last = moments.length - 1
  const alive = isErased ? moments.slice(0, last) : moments
  const seen: number[] = []
  for (const { what, body, acknowledged, after } of readings) {
    const least = Math.max(0, ...seen.slice(0, after), ...acknowledged.map(message => momentOf(message, moments)))
    if (body === null) {
      expect(isErased, 'told that somebody is erased who is not').toBe(true)
      seen.push(last)
    } else if (what === 'summary') seen.push(momentOfSummary(body, alive, least))
    else if (what === 'ledger') seen.push(momentOfPage(body, alive, least))
    else {
      expect(least, 'shown once erased').toBeLessThan(alive.length)
      const bought = acknowledged.filter(({ kind }) => kind === 'buy' || kind === 'buyWithCoupon')
      const shown: readonly Wire[] = body.data
      for (const message of bought)
        expect(shown.filter(one => sameId(one, message.answer)).length, `${message.key} among purchases`).toBe(1)
      if (purchases) for (const one of shown) expect(purchases.some(kept => sameId(kept, one))).toBe(true)
      seen.push(least)
    }
  }
}

/** Every purchase is one that was sent, whole, and none stands twice. */
const expectWhole = (messages: readonly Message[], purchases: readonly Wire[]): void => {
  const numbers = purchases.map(purchase => purchase.externalId)
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const purchase of purchases) {
    const sent = messages.find(message => message.body?.['externalId'] === purchase.externalId)
    expect(sent?.refusal && !sent.answer, `${purchase.externalId} was refused and stands`).toBeFalsy()
    expect(purchase.tenders).toEqual(sent?.body?.['tenders'])
  }
}

/** A coupon that was told to be used stands on one receipt only, unless one before came back. */
const expectCouponsOnce = (purchases: readonly Wire[]): void => {
  const kept = purchases.filter(({ lines }) => lines.some((line: Wire) => line.returned < line.quantity))
  const used = kept.flatMap(({ coupons }) => (coupons ?? []).map(({ id }: Wire) => id))
  expect(new Set(used).size, 'a coupon on two receipts').toBe(used.length)
}

type Get = (path: string) => Promise<Answer>

const purchasesOf = async (get: Get, member: string): Promise<readonly Wire[]> => {
  const purchases: Wire[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = `limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const { body } = await get(`/v1/members/${member}/purchases?${query}`)
    purchases.push(...body.data)
    cursor = body.nextCursor
  }
  return purchases
}

/** What those who are one member by now were told, by any of their ids. */
const expectMember = async (
  known: Known,
  readings: readonly Reading[],
  { books, get, member }: { readonly books: Books; readonly get: Get; readonly member: string },
): Promise<void> => {
  const isErased = books.isErased(member)
  const isTheirs = (id: string) => books.survivor(id) === member
  const messages = known.messages.filter(message => message.members.some(isTheirs))
  expectEachOnce(messages, books.allOf(member))
  const purchases = isErased ? null : await purchasesOf(get, member)
  if (purchases) {
    expectWhole(messages, purchases)
    expectCouponsOnce(purchases)
  }
  for (const id of known.members.filter(isTheirs)) {
    const own = readings.filter(reading => reading.member === id)
    const moments = books.momentsOf(id)
    expectReadingsTrue(own, moments, { isErased, purchases })
    const { status, body } = await get(`/v1/members/${id}/summary`)
    expect(status).toBe(isErased ? 410 : 200)
    if (!isErased) for (const unit of UNITS) expect(body.balances[unit].available).toBe(moments.at(-1)!.balances[unit])
  }
}

/**
 * What every client was told is what the books hold: each acknowledged message once, each other one whole or not at all,
 * and every reading a moment of the journal, never before what had been acknowledged or read already.
 */
export const expectAnswersTrue = async (
  known: Known,
  readings: readonly Reading[],
  found: { readonly get: Get; readonly members: number; readonly merges: readonly Merge[] },
): Promise<void> => {
  const enrolments = known.messages.filter(message => message.kind === 'enrol' && !message.refusal)
  expect(found.members).toBeGreaterThanOrEqual(known.members.length)
  expect(found.members).toBeLessThanOrEqual(enrolments.length)
  const { body: journal } = await found.get('/v1/ledger/journal')
  const books = booksOf(journal, found.merges)
  for (const member of new Set(known.members.map(books.survivor)))
    await expectMember(known, readings, { books, get: found.get, member })
}
