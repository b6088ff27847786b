import { expect } from 'vitest'
import { inParallel } from '@laurel/load/in-parallel'
import { LaurelClient } from '@laurel/load/laurel-client'
import type { Wire } from '@laurel/api/testing'
import { posts, type Deed } from './deeds.ts'
import { sendOnce, type Network, type Told } from './patient-client.ts'
import type { Shop } from './shop.ts'
import { whoIsWho, type WhoIsWho } from './who-is-who.ts'

interface Entry {
  readonly kind: string
  readonly because: { readonly id: string }
  readonly postings: readonly { readonly account: string; readonly amount: number }[]
}

interface Exported extends Entry {
  /** The card on which it was made. */
  readonly memberId: string
}

interface Answered extends Told {
  readonly answer: NonNullable<Told['answer']>
}

const isAnswered = (told: Told): told is Answered => told.answer !== null
const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

/** A transaction, by what it is and what it is the effect of. */
const nameOf = ({ kind, because }: Entry) => `${kind} ${because.id}`
const entriesOf = ({ asking, answer }: Answered): string[] =>
  // Of a merge the last one is the merged card's.
  posts[asking.deed].map((kind, i) => `${kind} ${i === 1 ? asking.from : answer.body.id}`)

const sumOf = (entries: readonly Entry[], account: string): number =>
  entries.flatMap(({ postings }) => postings).reduce((sum, p) => (p.account === account ? sum + p.amount : sum), 0)

/** Takes one of `found` for each of `expected`; gives what is left of both. */
const without = (found: readonly string[], expected: readonly string[]) => {
  const extra = [...found]
  const missing = expected.filter(name => {
    const at = extra.indexOf(name)
    if (at < 0) return true
    extra.splice(at, 1)
    return false
  })
  return { missing, extra }
}

const byMember = (told: readonly Told[], { survivor }: WhoIsWho): Map<string, Told[]> =>
  Map.groupBy(
    told.filter(one => one.asking.memberId !== null),
    one => survivor(one.asking.memberId!),
  )

/** Everything answered is in a journal once, and nothing besides but what waits for its answer, once at most. */
const expectJournal = (memberId: string, told: readonly Told[], entries: readonly Entry[]): void => {
  const answered = told.filter(isAnswered)
  const open = told.filter(one => !isAnswered(one))
  const { missing, extra } = without(entries.map(nameOf), answered.flatMap(entriesOf))
  expect(missing, `answered, and not in the journal of ${memberId}`).toEqual([])
  const kinds = extra.map(name => name.split(' ')[0]!)
  const openKinds = open.flatMap(({ asking }) => posts[asking.deed])
  expect(without(openKinds, kinds).missing, `more in the journal of ${memberId} than was asked for`).toEqual([])
  if (open.length > 0) return
  const due = (what: 'points' | 'prepaid') => told.reduce((sum, { asking }) => sum + asking[what], 0)
  expect({ points: sumOf(entries, 'member:points'), prepaid: sumOf(entries, 'member:prepaid') }).toEqual({
    points: due('points'),
    prepaid: due('prepaid'),
  })
}

/** All that was asked of a member, and nothing else, is in the journal, among the receipts and in the balances. */
const expectMember = async (client: LaurelClient, memberId: string, told: readonly Told[]): Promise<void> => {
  const entries = await all(client.list<Entry>(`/v1/members/${memberId}/ledger`))
  expectJournal(memberId, told, entries)
  const purchases = await all(client.list<Wire>(`/v1/members/${memberId}/purchases`))
  const answered = told.filter(isAnswered)
  const open = told.filter(one => !isAnswered(one))
  const numbers = purchases.map(({ externalId }) => externalId as string)
  expect(new Set(numbers).size, 'receipts with a number of their own').toBe(numbers.length)
  const receipts = (of: readonly Told[]) =>
    of.flatMap(({ asking }) => (asking.path === '/v1/purchases' ? [asking.externalId!] : []))
  const kept = without(numbers, receipts(answered))
  expect(kept.missing, 'answered receipts that are not there').toEqual([])
  expect(without(receipts(open), kept.extra).missing, 'receipts that nobody has asked for').toEqual([])
  if (open.length > 0) return
  const { balances } = await client.call<Wire>('GET', `/v1/members/${memberId}/summary`)
  expect(balances.points.available).toBe(told.reduce((sum, { asking }) => sum + asking.points, 0))
}

/** The members that are there: everybody answered once, and of those not answered yet nobody twice. */
const expectMembers = async (
  client: LaurelClient,
  told: readonly Told[],
  { survivor, isErased }: WhoIsWho,
): Promise<void> => {
  const enrolled = told.filter(({ asking }) => asking.deed === 'enrol')
  const members = await all(client.list<Wire>('/v1/members'))
  const present = enrolled
    .filter(isAnswered)
    .map(({ answer }) => survivor(answer.body.id))
    .filter(id => !isErased(id))
  const { missing, extra } = without(
    members.map(({ id }) => id as string),
    [...new Set(present)],
  )
  expect(missing, 'enrolled, and not there').toEqual([])
  const numbers = members.filter(({ id }) => extra.includes(id)).map(({ externalId }) => externalId as string)
  const open = enrolled.filter(one => !isAnswered(one)).map(({ asking }) => asking.externalId!)
  expect(without(open, numbers).missing, 'members whom nobody has enrolled').toEqual([])
}

/**
 * Holds the books, as the API shows them, against what clients were told: all that was answered is there once, with what
 * it should come to; what was not answered once at most; nothing else. With `members` only theirs are read.
 */
export const expectBooks = async (shop: Shop, url: string, members?: ReadonlySet<string>): Promise<void> => {
  const client = new LaurelClient(url, shop.key)
  const who = await whoIsWho(client, shop.told)
  if (!members) await expectMembers(client, shop.told, who)
  const looked = members && new Set([...members].map(who.survivor))
  const of = [...byMember(shop.told, who)].filter(([memberId]) => looked?.has(memberId) ?? true)
  const [gone, there] = [true, false].map(isGone => of.filter(([memberId]) => who.isErased(memberId) === isGone))
  await inParallel(there!, 8, ([memberId, told]) => expectMember(client, memberId, told))
  // Of who is erased only the journal is left.
  const journal = gone!.length > 0 ? await client.call<readonly Exported[]>('GET', '/v1/ledger/journal') : []
  const entries = Map.groupBy(journal, ({ memberId }) => who.survivor(memberId))
  for (const [memberId, told] of gone!) expectJournal(memberId, told, entries.get(memberId) ?? [])
  const { balanced, units } = await client.call<Wire>('GET', '/v1/ledger/trialBalance')
  expect([balanced, units.points.sum, units.prepaid.sum]).toEqual([true, 0, 0])
}

const ofMember = ({ tier: _, ...body }: Wire) => body

/** What of an answer later deeds change: an answer is rendered again from what there is. */
const changing: Partial<Record<Deed, (body: Wire) => Wire>> = {
  enrol: ofMember,
  merge: ofMember,
  buy: ({ returns: _, lines, ...body }) => ({ ...body, lines: lines.map(({ returned: __, ...line }: Wire) => line) }),
  topUp: ({ status: _, reversal: __, ...body }) => body,
  redeem: ({ status: _, endedAt: __, balances: ___, ...body }) => body,
  // Words go with the person.
  adjust: ({ reason: _, ...body }) => body,
}

/** An answer as it is given for good, by whom its member is now. */
const lasting = ({ survivor }: WhoIsWho, { asking, answer }: Answered, body: Wire): Wire => {
  const kept = (changing[asking.deed] ?? (whole => whole))(body)
  if ('memberId' in kept) return { ...kept, memberId: survivor(kept.memberId) }
  const { id } = answer.body
  // Of a card that became another's that one is shown.
  return survivor(id) === id ? kept : { id: survivor(kept.id) }
}

/** Answers that show the member; once erased, nobody is shown. */
const SHOWS: ReadonlySet<Deed> = new Set(['enrol', 'merge'])

/** Sends every request again, under its key: each is answered as it was, and as one that was answered before. */
export const expectSameAnswers = async (shop: Shop, network: Network): Promise<void> => {
  const who = await whoIsWho(new LaurelClient(network.url, network.key), shop.told)
  await inParallel(shop.told.filter(isAnswered), 16, async told => {
    const { asking, answer } = told
    const again = await sendOnce(network, asking)
    if (SHOWS.has(asking.deed) && who.isErased(answer.body.id)) {
      expect([again?.status, again?.body.code]).toEqual([410, 'member_erased'])
      return
    }
    expect(again && { ...again, body: lasting(who, told, again.body) }, asking.deed).toEqual({
      status: answer.status,
      body: lasting(who, told, answer.body),
      // An erasure keeps no key: done again, it answers the same.
      replayed: asking.deed !== 'erase',
    })
  })
}
