import { expect } from 'vitest'
import { inParallel } from '@laurel/load/in-parallel'
import { LaurelClient } from '@laurel/load/laurel-client'
import type { Wire } from '@laurel/api/testing'
import { posts, type Deed } from './deeds.ts'
import { sendOnce, type Network, type Told } from './patient-client.ts'
import type { Shop } from './shop.ts'

interface Entry {
  readonly kind: string
  readonly because: { readonly id: string }
  readonly postings: readonly { readonly account: string; readonly amount: number }[]
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
const entryOf = ({ asking, answer }: Answered): string[] => {
  const kind = posts[asking.deed]
  return kind ? [`${kind} ${answer.body.id}`] : []
}

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

const byMember = (told: readonly Told[]): Map<string, Told[]> =>
  Map.groupBy(
    told.filter(one => one.asking.memberId !== null),
    one => one.asking.memberId!,
  )

/** Everything answered is in a member's journal once, and nothing besides but what waits for its answer, once at most. */
const expectMember = async (client: LaurelClient, memberId: string, told: readonly Told[]): Promise<void> => {
  const entries = await all(client.list<Entry>(`/v1/members/${memberId}/ledger`))
  const purchases = await all(client.list<Wire>(`/v1/members/${memberId}/purchases`))
  const answered = told.filter(isAnswered)
  const open = told.filter(one => !isAnswered(one))
  const { missing, extra } = without(entries.map(nameOf), answered.flatMap(entryOf))
  expect(missing, `answered, and not in the journal of ${memberId}`).toEqual([])
  const kinds = extra.map(name => name.split(' ')[0]!)
  const openKinds = open.flatMap(({ asking }) => posts[asking.deed] ?? [])
  expect(without(openKinds, kinds).missing, `more in the journal of ${memberId} than was asked for`).toEqual([])
  const numbers = purchases.map(({ externalId }) => externalId as string)
  expect(new Set(numbers).size, 'receipts with a number of their own').toBe(numbers.length)
  const receipts = (of: readonly Told[]) =>
    of.flatMap(({ asking }) => (asking.path === '/v1/purchases' ? [asking.externalId!] : []))
  const kept = without(numbers, receipts(answered))
  expect(kept.missing, 'answered receipts that are not there').toEqual([])
  expect(without(receipts(open), kept.extra).missing, 'receipts that nobody has asked for').toEqual([])
  if (open.length > 0) return
  const due = (what: 'points' | 'prepaid') => told.reduce((sum, { asking }) => sum + asking[what], 0)
  const { balances } = await client.call<Wire>('GET', `/v1/members/${memberId}/summary`)
  expect({
    points: sumOf(entries, 'member:points'),
    prepaid: sumOf(entries, 'member:prepaid'),
    available: balances.points.available,
  }).toEqual({ points: due('points'), prepaid: due('prepaid'), available: due('points') })
}

/** The members that are there: everybody answered once, and of those not answered yet nobody twice. */
const expectMembers = async (client: LaurelClient, told: readonly Told[]): Promise<void> => {
  const enrolled = told.filter(({ asking }) => asking.deed === 'enrol')
  const members = await all(client.list<Wire>('/v1/members'))
  const { missing, extra } = without(
    members.map(({ id }) => id as string),
    enrolled.filter(isAnswered).map(({ answer }) => answer.body.id as string),
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
  if (!members) await expectMembers(client, shop.told)
  const of = [...byMember(shop.told)].filter(([memberId]) => members?.has(memberId) ?? true)
  await inParallel(of, 8, ([memberId, told]) => expectMember(client, memberId, told))
  const { balanced, units } = await client.call<Wire>('GET', '/v1/ledger/trialBalance')
  expect([balanced, units.points.sum, units.prepaid.sum]).toEqual([true, 0, 0])
}

/** What of an answer later deeds change: an answer is rendered again from what there is. */
const changing: Partial<Record<Deed, (body: Wire) => Wire>> = {
  enrol: ({ tier: _, ...body }) => body,
  buy: ({ returns: _, lines, ...body }) => ({ ...body, lines: lines.map(({ returned: __, ...line }: Wire) => line) }),
  topUp: ({ status: _, reversal: __, ...body }) => body,
  redeem: ({ status: _, endedAt: __, balances: ___, ...body }) => body,
}

/** Sends every request again, under its key: each is answered as it was, and as one that was answered before. */
export const expectSameAnswers = async (shop: Shop, network: Network): Promise<void> => {
  await inParallel(shop.told.filter(isAnswered), 16, async ({ asking, answer }) => {
    const lasting = changing[asking.deed] ?? (body => body)
    const again = await sendOnce(network, asking)
    expect(again && { ...again, body: lasting(again.body) }, asking.deed).toEqual({
      status: answer.status,
      body: lasting(answer.body),
      replayed: true,
    })
  })
}
