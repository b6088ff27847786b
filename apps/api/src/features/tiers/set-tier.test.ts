import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const setTier = (p: TestProgram, member: Wire, code: string | null, more = {}) =>
  p.ok(201, 'POST', `/v1/members/${member.id}/tier`, { code, reason: '店长批准', ...more })
const tierOf = async (p: TestProgram, member: Wire) => {
  const { tier } = await p.summary(member)
  return tier && [tier.code, tier.since, tier.validThrough]
}
const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

describe('a tier set by hand', () => {
  test('holds at once, for quotes and receipts too, and is told with its dates', async () => {
    const p = await api.program('boutique', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    const set = await setTier(p, member, 'CLASS-88')
    expect(set).toMatchObject({
      memberId: member.id,
      tier: { before: null, after: 'CLASS-88' },
      held: { code: 'CLASS-88', rank: 2, since: '2026-03-10', validThrough: null },
    })
    const line = { sku: 'A', quantity: 1, unitPrice: 10_000 }
    const quote = await p.ok(200, 'POST', '/v1/quotes', { memberId: member.id, store: 's', lines: [line] })
    expect(quote.total).toBe(8_800)
    expect((await p.buy(member, 1, '2026-03-10T15:00:00+08:00')).explanation.tier).toBe('CLASS-88')
    const [, entry] = await p.ledger(member)
    expect(entry).toMatchObject({ kind: 'tier', because: { cause: 'tier', id: set.id }, postings: [] })
    expect((await p.ok(200, 'GET', `/v1/members/${member.id}`)).tier.code).toBe('CLASS-88')
    await expectClean(p)
  })

  test('falls, is renewed and reviewed by the rules when its time comes', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const [fallen, renewed] = [await p.member(), await p.member()]
    for (const member of [fallen, renewed]) await setTier(p, member, 'WE', { validThrough: '2026-06-30' })
    await p.clock('2026-06-30T23:59:59+08:00')
    for (let day = 11; day < 15; day++) await p.buy(renewed, 2_500, `2026-05-${day}T12:00:00+08:00`)
    expect(await tierOf(p, renewed)).toEqual(['WE', '2026-03-10', '2026-06-30'])
    await p.clock('2026-07-01T00:00:00+08:00')
    expect(await tierOf(p, fallen)).toEqual(['ME', '2026-07-01', '2026-07-31'])
    expect(await tierOf(p, renewed)).toEqual(['WE', '2026-03-10', '2027-06-30'])
    await p.clock('2026-08-01T00:00:00+08:00')
    expect(await tierOf(p, fallen)).toBe(null)
    expect((await p.ok(200, 'GET', `/v1/members/${fallen.id}`)).tier).toBe(null)
    await expectClean(p)
  })

  test('stands between the receipts of its day, those that come late too', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    await p.buy(member, 6_000, '2026-03-10T10:00:00+08:00')
    await setTier(p, member, 'ME')
    expect((await tierOf(p, member))?.[0]).toBe('ME')
    // Late, but it came before the act: the act still holds against it.
    const late = await p.buy(member, 1_000, '2026-03-10T11:00:00+08:00')
    expect([late.explanation.tier, (await tierOf(p, member))?.[0]]).toEqual(['WE', 'ME'])
    await expectClean(p)
    // At the instant of the act, but recorded after it: it raises, for the day holds enough.
    const next = await p.buy(member, 1, '2026-03-10T15:00:00+08:00')
    expect([next.explanation.tier, next.tier.after]).toEqual(['ME', 'WE'])
    await expectClean(p)
  })

  test('is decided again by a late receipt as if it had been known in time', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    await setTier(p, member, 'WE')
    await p.clock('2026-08-02T12:00:00+08:00')
    await p.buy(member, 60_000, '2026-07-15T12:00:00+08:00')
    expect((await tierOf(p, member))?.[0]).toBe('SVIP')
    await expectClean(p)
  })

  test('sent again under one key is one act', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    const path = `/v1/members/${member.id}/tier`
    const body = { code: 'WE', reason: '店长批准' }
    const first = await p.ok(201, 'POST', path, body, { idempotencyKey: 'one' })
    await setTier(p, member, 'ME')
    expect(await p.ok(201, 'POST', path, body, { idempotencyKey: 'one' })).toEqual(first)
    expect((await tierOf(p, member))?.[0]).toBe('ME')
    expect((await p.ledger(member)).length).toBe(2)
  })

  test('is refused without a reason, for an unknown tier, a validity that is over, and a store’s key', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    const member = await p.member()
    const path = `/v1/members/${member.id}/tier`
    await p.problem(422, 'invalid_request', 'POST', path, { code: 'WE' })
    await p.problem(422, 'unknown_tier', 'POST', path, { code: 'GOLD', reason: 'r' })
    const over = { code: 'WE', reason: 'r', validThrough: '2026-03-09' }
    expect((await p.problem(422, 'invalid_request', 'POST', path, over)).errors[0].path).toBe('validThrough')
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
    await p.problem(403, 'store_not_allowed', 'POST', path, { code: 'WE', reason: 'r' }, { key })
    expect(await p.ledger(member)).toEqual([])
  })

  test('on a test clock counts as history: time no longer runs back', async () => {
    const p = await api.program('wangfujing', '2026-03-10T15:00:00+08:00')
    await setTier(p, await p.member(), 'WE')
    await p.problem(409, 'clock_backwards', 'POST', '/v1/program/clock', { now: '2026-03-10T14:59:59+08:00' })
  })
})
