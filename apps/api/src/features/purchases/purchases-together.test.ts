import { ConstraintFailed, DatabaseBusy } from '@laurel/db'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { receipt, testApi, type TestProgram } from '../../../test/test-api.ts'
import { refuse, watchedDatabases } from '../../../test/watched-databases.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
afterAll(api.close)
afterEach(watched.heal)

const at = '2026-03-10T10:00:00+08:00'
const NOW = '2026-03-10T23:00:00+08:00'
const TOGETHER = 10

const programWithMembers = async () => {
  const p = await api.program('wanqian', NOW)
  const members = await Promise.all(Array.from({ length: TOGETHER }, () => p.member()))
  // The store is known from here on.
  await p.ok(201, 'POST', '/v1/purchases', receipt(members[0], 1, at))
  watched.count()
  return { p, members }
}

/** So many receipts stand beside the first one, each once. */
const stand = async (p: TestProgram, count: number) =>
  expect(await p.trialBalance()).toMatchObject({ balanced: true, transactions: count + 1 })

describe('receipts of different members that come at once', () => {
  test('are decided on one read and stand in one commit', async () => {
    const { p, members } = await programWithMembers()
    const answers = await Promise.all(members.map(m => p.call('POST', '/v1/purchases', receipt(m, 100, at))))
    expect(answers.map(({ status }) => status)).toEqual(members.map(() => 201))
    expect(watched.count()).toEqual({ reads: 1, commits: 1, stood: 1 })
    await stand(p, TOGETHER)
  })

  test('have each its own answer: one that is refused takes no other with it', async () => {
    const { p, members } = await programWithMembers()
    const bodies = members.map(m => receipt(m, 100, at))
    bodies[3] = { ...bodies[3]!, tenders: [{ kind: 'cash', amount: 1 }] }
    bodies[5] = { ...bodies[5]!, memberId: 'mem_00000000000' }
    const answers = await Promise.all(bodies.map(body => p.call('POST', '/v1/purchases', body)))
    expect(answers.map(({ status }) => status)).toEqual(members.map((_, i) => (i === 3 ? 422 : i === 5 ? 404 : 201)))
    await stand(p, TOGETHER - 2)
  })

  test('take each from its own allowance', async () => {
    const { p, members } = await programWithMembers()
    const answers = await Promise.all(members.map(m => p.call('POST', '/v1/purchases', receipt(m, 100, at))))
    const left = answers.map(({ headers }) => Number(/"secret";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]))
    expect(left).toEqual(left.map((_, i) => left[0]! - i))
  })

  test.each([
    ['stale', new ConstraintFailed('unique', 'transactions.member_id, transactions.seq')],
    ['busy', new DatabaseBusy('busy')],
  ])('are all recorded once where the database refuses them together as %s, again and again', async (_, error) => {
    const { p, members } = await programWithMembers()
    watched.next(...Array.from({ length: 7 }, () => refuse(error)))
    const bodies = members.map(m => receipt(m, 100, at))
    const answers = await Promise.all(bodies.map(body => p.call('POST', '/v1/purchases', body)))
    expect(answers.map(({ status }) => status)).toEqual(members.map(() => 201))
    const again = await Promise.all(bodies.map(body => p.call('POST', '/v1/purchases', body)))
    expect(again.map(({ body }) => body.id)).toEqual(answers.map(({ body }) => body.id))
    await stand(p, TOGETHER)
  })

  test('do not fail for the one that the database will never take', async () => {
    const { p, members } = await programWithMembers()
    const bodies = members.map(m => receipt(m, 100, at))
    watched.never(bodies[4]!.externalId, new ConstraintFailed('check', 'never'))
    const answers = await Promise.all(bodies.map(body => p.call('POST', '/v1/purchases', body)))
    expect(answers.map(({ status }) => status)).toEqual(members.map((_, i) => (i === 4 ? 503 : 201)))
    await stand(p, TOGETHER - 1)
  })
})
