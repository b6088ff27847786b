import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const REASON = '李雷投诉，补积分'
const adjust = (p: TestProgram, member: Wire, unit: string, amount: number) =>
  p.call('POST', `/v1/members/${member.id}/adjustments`, { unit, amount, reason: REASON })
const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

describe('an adjustment', () => {
  test.each(['points', 'memberCash', 'prepaid'])('of %s gives and takes to the last, never below zero', async unit => {
    const p = await api.program('wanqian', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    const given = await adjust(p, member, unit, 30)
    expect(given.status).toBe(201)
    expect(given.body).toMatchObject({ memberId: member.id, unit, amount: 30, reason: REASON })
    expect(await p.ok(200, 'GET', `/v1/adjustments/${given.body.id}`)).toEqual(given.body)
    expect((await adjust(p, member, unit, -31)).body.code).toBe(
      { points: 'insufficient_points', memberCash: 'insufficient_member_cash', prepaid: 'insufficient_prepaid' }[unit],
    )
    expect((await adjust(p, member, unit, -30)).body.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect((await adjust(p, member, unit, -1)).status).toBe(409)
    const [last] = await p.ledger(member)
    expect(last.because.cause).toBe('adjustment')
    expect(last.postings).toContainEqual({ account: 'program:adjustment', unit, amount: 30 })
    expect(await p.trialBalance()).toMatchObject({ balanced: true })
    await expectClean(p)
  })

  test('that many take at once takes what is there once', async () => {
    const p = await api.program('wanqian', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    await adjust(p, member, 'points', 100)
    const answers = await atOnce(20, () => adjust(p, member, 'points', -30))
    expect(answers.filter(({ status }) => status === 201).length).toBe(3)
    expect((await p.summary(member)).balances.points.available).toBe(10)
    await expectClean(p)
  })

  test('never qualifies for a tier', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    await adjust(p, member, 'points', 60_000)
    await p.buy(member, 1, '2026-03-10T14:00:00+08:00')
    expect((await p.summary(member)).tier).toBe(null)
  })

  test('of nothing, of a fraction, beyond the exact integers or without a reason is refused', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    for (const amount of [0, 0.5, 2 ** 53, null, '1'])
      expect((await adjust(p, member, 'points', amount as number)).body.code).toBe('invalid_request')
    await adjust(p, member, 'points', 1)
    expect((await adjust(p, member, 'points', Number.MAX_SAFE_INTEGER)).body.code).toBe('amount_out_of_range')
    const path = `/v1/members/${member.id}/adjustments`
    await p.problem(422, 'invalid_request', 'POST', path, { unit: 'points', amount: 1 })
    await p.problem(422, 'invalid_request', 'POST', path, { unit: 'points', amount: 1, reason: '' })
  })
})

describe('the audit trail', () => {
  test('tells what was done by hand, by whom and why, newest first', async () => {
    const p = await api.program('boutique', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    const path = `/v1/members/${member.id}`
    const topUp = await p.ok(201, 'POST', '/v1/topups', { memberId: member.id, plan: 'topup-3000', tender: 'cash' })
    const { body: adjustment } = await adjust(p, member, 'points', 5)
    const set = await p.ok(201, 'POST', `${path}/tier`, { code: 'CLASS-88', reason: '老顾客' })
    await p.ok(200, 'POST', `/v1/topups/${topUp.id}/reverse`, { reason: '刷错卡' })
    const { data } = await p.ok(200, 'GET', `${path}/audit`)
    expect(data.map(({ act, id, reason }: Wire) => [act, id, reason])).toEqual([
      ['topupReversal', topUp.id, '刷错卡'],
      ['tier', set.id, '老顾客'],
      ['adjustment', adjustment.id, REASON],
    ])
    const keys = new Set((await p.ok(200, 'GET', '/v1/keys')).data.map(({ id }: Wire) => id))
    for (const { by } of data) expect(by.kind === 'key' && keys.has(by.id)).toBe(true)
    const first = await p.ok(200, 'GET', `${path}/audit?limit=2`)
    const rest = await p.ok(200, 'GET', `${path}/audit?limit=2&cursor=${first.nextCursor}`)
    expect([...first.data, ...rest.data]).toEqual(data)
    expect(rest.nextCursor).toBe(null)
  })

  test('keeps no reason in clear, and shows none once the person is gone', async () => {
    const p = await api.program('boutique', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    const { body: made } = await adjust(p, member, 'points', 5)
    const database = await api.databases.open(p.id)
    const read = (sql: string) => database.read([{ sql, args: [] }])
    const [[kept]] = (await read('SELECT sealed FROM reasons')) as unknown as [[[Uint8Array]]]
    expect(new TextDecoder().decode(kept[0])).not.toContain('李雷')
    await database.commit([{ sql: 'DELETE FROM profiles', args: [] }])
    expect((await p.ok(200, 'GET', `/v1/adjustments/${made.id}`)).reason).toBe(null)
    expect((await p.ok(200, 'GET', `/v1/members/${member.id}/audit`)).data[0].reason).toBe(null)
  })
})
