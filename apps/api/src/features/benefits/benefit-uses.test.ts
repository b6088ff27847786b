import { randomUUID } from 'node:crypto'
import { verifyProgram } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { presets } from '@laurel/core'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const NOW = '2026-03-10T23:00:00+08:00'
const at = '2026-03-10T10:00:00+08:00'
const use = (p: TestProgram, member: Wire, benefit: string, more: Record<string, unknown> = {}) =>
  p.call('POST', '/v1/benefitUses', { memberId: member.id, benefit, ...more })
const shown = async (p: TestProgram, member: Wire, code: string): Promise<Wire> =>
  (await p.ok(200, 'GET', `/v1/members/${member.id}/benefits`)).data.find((b: Wire) => b.code === code)
const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])
const said = ({ status, body }: { status: number; body: Wire }) => (status === 201 ? 201 : body.code)

/** A program whose members all have a quota of cups: two a day. */
const withQuota = (per: string, count = 2) =>
  api.program('wanqian', NOW, {
    preset: undefined,
    rules: {
      ...presets.wanqian,
      benefits: [
        {
          code: 'cup',
          name: { en: 'A cup of tea' },
          grants: { VIP: { cups: 1 } },
          use: 'recorded',
          quota: { count, per },
        },
      ],
    },
  })

describe('parking', () => {
  test('each tier’s hours for one receipt of today, once, and only for whoever bought it', async () => {
    const p = await api.program('wangfujing', NOW)
    const [li, han] = [await p.member(), await p.member()]
    const big = await p.buy(li, 6000, at)
    const mine = await p.buy(han, 500, at)
    expect((await use(p, li, 'parking', { purchaseId: big.id })).body.grant).toEqual({ hours: 3 })
    const first = await use(p, han, 'parking', { purchaseId: mine.id })
    expect(first.body).toMatchObject({ grant: { hours: 2 }, tier: 'ME', purchaseId: mine.id, undone: null })
    for (const [purchaseId, code] of [
      [mine.id, 'already_used'],
      [big.id, 'not_entitled'],
      [undefined, 'not_entitled'],
      ['pur_00000000000', 'not_entitled'],
    ])
      expect(said(await use(p, han, 'parking', { purchaseId }))).toBe(code)
    const stranger = await p.member()
    const refused = await use(p, stranger, 'parking', { purchaseId: mine.id })
    expect(refused.body).toMatchObject({ code: 'not_entitled', detail: expect.stringContaining('tier') })
    await p.problem(404, 'not_found', 'POST', '/v1/benefitUses', { memberId: han.id, benefit: 'helicopter' })
    await expectClean(p)
  })

  test('what was brought back no longer counts toward the receipt', async () => {
    const p = await api.program('wangfujing', NOW)
    const member = await p.member()
    await p.buy(member, 500, at)
    const { id } = await p.buy(member, 300, at, { line: { quantity: 3, unitPrice: 10_000 } })
    await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect(said(await use(p, member, 'parking', { purchaseId: id }))).toBe(201)
    const other = await p.buy(member, 200, at, { line: { quantity: 2, unitPrice: 10_000 } })
    await p.ok(201, 'POST', `/v1/purchases/${other.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect(said(await use(p, member, 'parking', { purchaseId: other.id }))).toBe('not_entitled')
    await expectClean(p)
  })

  test('one receipt at once at ten gates opens one', async () => {
    const p = await api.program('wangfujing', NOW)
    const member = await p.member()
    const { id } = await p.buy(member, 500, at)
    const answers = await atOnce(10, () => use(p, member, 'parking', { purchaseId: id }))
    expect(answers.map(said).toSorted()).toEqual([201, ...Array<string>(9).fill('already_used')])
    const idempotencyKey = randomUUID()
    const other = await p.buy(member, 300, at)
    const body = { memberId: member.id, benefit: 'parking', purchaseId: other.id }
    const same = await atOnce(5, () => p.ok(201, 'POST', '/v1/benefitUses', body, { idempotencyKey }))
    expect(new Set(same.map(({ id }) => id)).size).toBe(1)
    await expectClean(p)
  })

  test('the summary says what a use would find', async () => {
    const p = await api.program('wangfujing', NOW)
    const member = await p.member()
    const available = async () => (await p.summary(member)).benefits.find((b: Wire) => b.code === 'parking')?.available
    expect(await available()).toBeUndefined()
    const { id } = await p.buy(member, 500, at)
    expect(await available()).toBe(true)
    expect(said(await use(p, member, 'parking', { purchaseId: id }))).toBe(201)
    expect(await available()).toBe(false)
    expect(await shown(p, member, 'parking')).toMatchObject({ grant: { hours: 2 }, whyNot: 'receipt_used' })
    await p.buy(member, 200, '2026-03-10T12:00:00+08:00')
    expect(await available()).toBe(true)
    await p.clock('2026-03-11T00:00:00+08:00')
    expect(await available()).toBe(false)
    expect(await shown(p, member, 'parking')).toMatchObject({ available: false, whyNot: 'receipt_of_another_day' })
  })
})

describe('quotas', () => {
  test.each([
    ['day', '2026-03-10T23:59:59+08:00', '2026-03-11T00:00:00+08:00'],
    ['month', '2026-03-31T23:59:59+08:00', '2026-04-01T00:00:00+08:00'],
    ['membershipYear', '2026-12-31T23:59:59+08:00', '2027-01-01T00:00:00+08:00'],
  ])('per %s turn at midnight of the program’s zone', async (per, last, turn) => {
    const p = await withQuota(per, 1)
    const member = await p.member()
    expect(said(await use(p, member, 'cup'))).toBe(201)
    await p.clock(last)
    expect(said(await use(p, member, 'cup'))).toBe('already_used')
    await p.clock(turn)
    expect(await shown(p, member, 'cup')).toMatchObject({ available: true, quota: { used: 0, left: 1 } })
    expect(said(await use(p, member, 'cup'))).toBe(201)
    await expectClean(p)
  })

  test('hold at once, and what staff take back is free again', async () => {
    const p = await withQuota('day')
    const member = await p.member()
    const answers = await atOnce(8, () => use(p, member, 'cup'))
    expect(answers.map(said).toSorted()).toEqual([201, 201, ...Array<string>(6).fill('already_used')])
    expect(await shown(p, member, 'cup')).toMatchObject({
      available: false,
      whyNot: 'quota_used_up',
      quota: { count: 2, per: 'day', used: 2, left: 0 },
    })
    const { id } = answers.find(({ status }) => status === 201)!.body
    const undone = await p.ok(200, 'POST', `/v1/benefitUses/${id}/undo`, { reason: '倒错了' })
    expect(undone.undone).toEqual({ at: '2026-03-10T23:00:00+08:00', reason: '倒错了' })
    const again = await p.ok(200, 'POST', `/v1/benefitUses/${id}/undo`, { reason: 'another' })
    expect(again).toEqual(undone)
    expect((await atOnce(3, () => use(p, member, 'cup'))).map(said).toSorted()).toEqual([
      201,
      'already_used',
      'already_used',
    ])
    const { data } = await p.ok(200, 'GET', `/v1/members/${member.id}/benefitUses`)
    expect(data).toHaveLength(3)
    expect(data.find((one: Wire) => one.id === id)).toEqual(undone)
    await expectClean(p)
  })

  test('an undone receipt serves again', async () => {
    const p = await api.program('wangfujing', NOW)
    const member = await p.member()
    const { id: purchaseId } = await p.buy(member, 500, at)
    const { id } = (await use(p, member, 'parking', { purchaseId })).body
    await p.ok(200, 'POST', `/v1/benefitUses/${id}/undo`, { reason: 'the gate was broken' })
    expect(said(await use(p, member, 'parking', { purchaseId }))).toBe(201)
    expect(said(await use(p, member, 'parking', { purchaseId }))).toBe('already_used')
    await expectClean(p)
  })
})

test('what staff write of a person is sealed, in every table', async () => {
  const p = await withQuota('day')
  const member = await p.member()
  const { id } = (await use(p, member, 'cup')).body
  await p.ok(200, 'POST', `/v1/benefitUses/${id}/undo`, { reason: 'Li Lei felt ill' })
  const database = await api.databases.open(p.id)
  const [rows] = await database.read([{ sql: 'SELECT hex(reason) FROM benefit_undos', args: [] }])
  expect(String(rows![0]![0])).not.toContain(Buffer.from('Li Lei').toString('hex').toUpperCase())
})

test('the lounge lets a guest in, and no second one', async () => {
  const p = await api.program('wangfujing', NOW)
  const member = await p.member()
  await p.buy(member, 30_000, at)
  expect(said(await use(p, member, 'lounge', { guests: 1 }))).toBe(201)
  expect((await use(p, member, 'lounge', { guests: 2 })).body).toMatchObject({
    code: 'not_entitled',
    detail: expect.stringContaining('guests'),
  })
  for (const code of ['lounge-drink', 'lounge-snack']) {
    expect(said(await use(p, member, code))).toBe(201)
    expect(said(await use(p, member, code))).toBe('already_used')
  }
  await expectClean(p)
})
