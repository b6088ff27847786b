import { afterAll, expect, test } from 'vitest'
import { atOnce, receipt, testApi, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const at = '2026-03-10T10:00:00+08:00'
const program = () => api.program('wanqian', '2026-03-10T23:00:00+08:00')

test('every transaction sums to zero in every unit, and the postings to a member’s account are the balance', async () => {
  const p = await program()
  const member = await p.member()
  await p.buy(member, 1000, at)
  await p.ok(
    201,
    'POST',
    '/v1/purchases',
    receipt(member, 105, at, {
      tenders: [
        { kind: 'memberCash', amount: 500 },
        { kind: 'cash', amount: 10000 },
      ],
    }),
  )
  const entries = await p.ledger(member)
  for (const { postings } of entries)
    for (const unit of ['points', 'memberCash', 'prepaid'])
      expect(postings.filter((x: Wire) => x.unit === unit).reduce((sum: number, x: Wire) => sum + x.amount, 0)).toBe(0)
  const { balances } = await p.summary(member)
  for (const unit of ['points', 'memberCash', 'prepaid'] as const) {
    const sum = entries.flatMap(entry => entry.postings).filter((x: Wire) => x.account === `member:${unit}`)
    expect(sum.reduce((total: number, x: Wire) => total + x.amount, 0)).toBe(balances[unit].available)
  }
})

test('the journal is read newest first, page by page, each transaction once', async () => {
  const p = await program()
  const member = await p.member()
  for (let i = 1; i <= 7; i++) await p.buy(member, i, at)
  const seen: Wire[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Wire = await p.ok(200, 'GET', `/v1/members/${member.id}/ledger?limit=3${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.data)
    cursor = page.nextCursor
    // What is recorded meanwhile is newer than any page to come.
    await p.buy(member, 100, at)
  }
  const points = seen.map(entry => entry.postings.find((x: Wire) => x.account === 'member:points').amount)
  expect(points).toEqual([7, 6, 5, 4, 3, 2, 1])
  expect(new Set(seen.map(entry => entry.id)).size).toBe(7)
})

test('a page of exactly the limit has no next one', async () => {
  const p = await program()
  const member = await p.member()
  await atOnce(3, () => p.buy(member, 1, at))
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/ledger?limit=3`)).nextCursor).toBeNull()
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/ledger?limit=2`)).nextCursor).not.toBeNull()
})

test('a member reads the own journal and nobody else’s', async () => {
  const p = await program()
  const [a, b] = [await p.member(), await p.member()]
  await p.buy(a, 100, at)
  await p.buy(b, 200, at)
  const mine = await api.ok(200, 'GET', '/v1/me/ledger', { key: await p.session(a) })
  const told = (await p.ledger(a)).map(entry => ({ ...entry, by: { kind: 'key', id: null, name: null } }))
  expect(mine.data).toEqual(told)
  expect(JSON.stringify(mine)).not.toContain('200')
})

test('the trial balance shows every account, sums to zero, and agrees with what members are owed', async () => {
  const p = await program()
  expect(await p.trialBalance()).toMatchObject({ balanced: true, transactions: 0 })
  const members = await atOnce(3, () => p.member())
  for (const [i, member] of members.entries()) await p.buy(member, 100 * (i + 1), at)
  await p.ok(
    201,
    'POST',
    '/v1/purchases',
    receipt(members[0]!, 0.4, at, { tenders: [{ kind: 'memberCash', amount: 40 }] }),
  )
  const balance = await p.trialBalance()
  expect(balance).toEqual({
    balanced: true,
    transactions: 4,
    units: {
      points: { sum: 0, memberLiability: 600, accounts: { 'member:points': 600, 'program:issuance': -600 } },
      memberCash: {
        sum: 0,
        memberLiability: 560,
        accounts: { 'member:memberCash': 560, 'program:issuance': -600, 'program:sales': 40 },
      },
      prepaid: { sum: 0, memberLiability: 0, accounts: {} },
    },
  })
})
