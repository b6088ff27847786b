import { testApi, type TestApi, type TestProgram, type Wire } from '@laurel/api/testing'
import { programAccounts, transactionKinds, units } from '@laurel/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entries, openBooks } from './every-kind.ts'
import { readByHledger, type Held } from './hledger.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const journalOf = async (p: TestProgram) => (await p.call('GET', '/v1/ledger/journal?format=hledger')).text
/** How many transactions of each kind there are. */
const kindsOf = async (p: TestProgram): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {}
  for (const { kind } of (await p.call('GET', '/v1/ledger/journal')).body as Wire[])
    counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const withoutNothing = (held: Held): Held =>
  Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== 0))

/** What Laurel says that each account holds. */
const trialOf = async (p: TestProgram): Promise<Held> => {
  const trial = await p.trialBalance()
  return Object.fromEntries(
    units.flatMap(unit =>
      Object.entries<number>(trial.units[unit].accounts).map(([account, amount]) => [`${account} ${unit}`, amount]),
    ),
  )
}

/** What Laurel tells each member that they hold. */
const membersOf = async (p: TestProgram): Promise<Held> => {
  const { data } = await p.ok(200, 'GET', '/v1/members?limit=100')
  const summaries = await Promise.all(data.map((member: { id: string }) => p.summary(member)))
  return Object.fromEntries(
    summaries.flatMap((summary: Wire, i) =>
      units.map(unit => [`member:${unit}:${data[i].id} ${unit}`, summary.balances[unit].available]),
    ),
  )
}

/** Has hledger read a program's journal, and expects it to say what Laurel says. */
const readAlike = async (p: TestProgram) => {
  const read = await readByHledger(await journalOf(p))
  expect(read.transactions).toBe((await p.trialBalance()).transactions)
  expect(read.accounts).toEqual(withoutNothing(await trialOf(p)))
  expect(read.members).toEqual(withoutNothing(await membersOf(p)))
  return read
}

test('hledger reads what each kind of transaction leaves, and gives every member’s balances and our trial balance', async () => {
  const booking = await openBooks(api)
  const { p } = booking
  let before = await kindsOf(p)
  for (const [what, { posts, run }] of Object.entries(entries)) {
    await run(booking)
    const kinds = await kindsOf(p)
    expect(
      posts.filter(kind => (kinds[kind] ?? 0) === (before[kind] ?? 0)),
      `what ${what} should have posted`,
    ).toEqual([])
    before = kinds
  }
  const { descriptions, accounts } = await readAlike(p)
  expect(descriptions.toSorted()).toEqual(transactionKinds.toSorted())
  expect(
    programAccounts.filter(account => !Object.keys(accounts).some(name => name.startsWith(`program:${account} `))),
    'accounts of the program on which nothing is left',
  ).toEqual([])
})

test('every kind of transaction is one that hledger has read', () => {
  const read = new Set(Object.values(entries).flatMap(({ posts }) => posts))
  expect(
    transactionKinds.filter(kind => !read.has(kind)),
    'kinds of transaction without an entry in every-kind.ts',
  ).toEqual([])
})
