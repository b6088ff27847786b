import type { Wire } from '@laurel/api/testing'
import { expect } from 'vitest'
import { LEAVES, type Known, type Message } from './messages.ts'

/** A reading as it was answered, with what had been acknowledged when it was asked. */
export interface Reading {
  readonly member: string
  readonly what: 'summary' | 'ledger' | 'purchases'
  readonly body: Wire
  readonly acknowledged: readonly Message[]
  /** How many readings of this member had been answered when it was asked. */
  readonly after: number
}

const UNITS = ['points', 'memberCash', 'prepaid'] as const

interface Entry {
  readonly id: string
  readonly kind: string
  readonly by: { readonly kind: string }
  readonly because: { readonly cause: string; readonly id: string }
  readonly postings: readonly {
    readonly account: string
    readonly unit: (typeof UNITS)[number]
    readonly amount: number
  }[]
}

const sameId = (a: { readonly id: string }, b: { readonly id: string }): boolean => a.id === b.id

/** A member's whole journal with the balances after each entry: what was true at each moment. */
const historyOf = async (get: (path: string) => Promise<Wire>, member: string) => {
  const entries: Entry[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await get(`/v1/members/${member}/ledger?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    entries.push(...page.data)
    cursor = page.nextCursor
  }
  entries.reverse()
  const balances = [{ points: 0, memberCash: 0, prepaid: 0 }]
  for (const { postings } of entries) {
    const after = { ...balances.at(-1)! }
    for (const { account, unit, amount } of postings) if (account === `member:${unit}`) after[unit] += amount
    balances.push(after)
  }
  return { entries, balances }
}

type History = Awaited<ReturnType<typeof historyOf>>

/** Whether an entry is the direct effect of an acknowledged message. */
const isOf = ({ kind, answer }: Message, entry: Entry): boolean =>
  LEAVES[kind].some(leaf => leaf === entry.kind) && entry.because.id === answer.id

/** How many entries stood once a message was acknowledged: its own, and all before. */
const versionOf = (message: Message, { entries }: History): number =>
  LEAVES[message.kind].length === 0 ? 0 : entries.findLastIndex(entry => isOf(message, entry)) + 1

/** Each acknowledged message has left its entry once; what has no acknowledged message may be of an unheard one. */
const expectEachOnce = (messages: readonly Message[], { entries }: History): void => {
  const acknowledged = messages.filter(message => message.answer && LEAVES[message.kind].length > 0)
  for (const message of acknowledged)
    expect(entries.filter(entry => isOf(message, entry)).length, `${message.key} ${message.path}`).toBe(1)
  for (const [kind, leaves] of Object.entries(LEAVES)) {
    const unheard = messages.filter(message => message.kind === kind && !message.answer && !message.refusal)
    const left = entries.filter(
      entry =>
        leaves.some(leaf => leaf === entry.kind) &&
        !acknowledged.some(message => isOf(message, entry)) &&
        // A reservation that lapsed is nobody's message.
        entry.by.kind !== 'job',
    )
    expect(left.length, `${kind} that nobody was told of`).toBeLessThanOrEqual(unheard.length)
  }
}

/** Each answer and each reading tells balances that were true once; a later one never of an earlier moment. */
const expectReadingsTrue = (readings: readonly Reading[], history: History, purchases: readonly Wire[]): void => {
  const { entries, balances } = history
  const seen: number[] = []
  for (const { what, body, acknowledged, after } of readings) {
    const least = Math.max(0, ...seen.slice(0, after), ...acknowledged.map(message => versionOf(message, history)))
    if (what === 'summary') {
      const shown = Object.fromEntries(UNITS.map(unit => [unit, body.balances[unit].available]))
      const version = balances.findIndex((one, i) => i >= least && UNITS.every(unit => one[unit] === shown[unit]))
      expect(version, `${JSON.stringify(shown)} were never the balances from entry ${least} on`).toBeGreaterThanOrEqual(
        least,
      )
      seen.push(version)
    } else if (what === 'ledger') {
      const version = body.data.length === 0 ? 0 : entries.findIndex(entry => sameId(entry, body.data[0])) + 1
      const until = entries.slice(Math.max(0, version - body.data.length), version)
      expect(body.data.toReversed(), 'a page of the journal has gaps').toEqual(until)
      expect(version, 'a page of the journal forgot what was acknowledged').toBeGreaterThanOrEqual(least)
      seen.push(version)
    } else {
      const bought = acknowledged.filter(message => message.kind === 'buy')
      const shown: readonly Wire[] = body.data
      for (const message of bought)
        expect(shown.filter(one => sameId(one, message.answer)).length, `${message.key} among purchases`).toBe(1)
      for (const one of shown) expect(purchases.some(kept => sameId(kept, one))).toBe(true)
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

/**
 * What every client was told is what the books hold: each acknowledged message once, each other one whole or not at all,
 * and every reading a moment of the journal, never before what had been acknowledged or read already.
 */
export const expectAnswersTrue = async (
  known: Known,
  readings: readonly Reading[],
  books: { readonly get: (path: string) => Promise<Wire>; readonly members: number },
): Promise<void> => {
  const enrolments = known.messages.filter(message => message.kind === 'enrol' && !message.refusal)
  expect(books.members).toBeGreaterThanOrEqual(known.members.length)
  expect(books.members).toBeLessThanOrEqual(enrolments.length)
  for (const member of known.members) {
    const messages = known.messages.filter(message => message.member === member)
    const history = await historyOf(books.get, member)
    const purchases: Wire[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await books.get(
        `/v1/members/${member}/purchases?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      purchases.push(...page.data)
      cursor = page.nextCursor
    }
    expectEachOnce(messages, history)
    expectWhole(messages, purchases)
    expectReadingsTrue(
      readings.filter(reading => reading.member === member),
      history,
      purchases,
    )
    const { balances } = await books.get(`/v1/members/${member}/summary`)
    for (const unit of UNITS) expect(balances[unit].available).toBe(history.balances.at(-1)![unit])
  }
}
