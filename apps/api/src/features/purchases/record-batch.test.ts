import { randomUUID } from 'node:crypto'
import { DatabaseBusy, DatabaseUnavailable } from '@laurel/db'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { atOnce, receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { cutAfter, refuse, succeed, watchedDatabases } from '../../../test/watched-databases.ts'
import { ATTEMPTS } from '../../platform/write.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
afterAll(api.close)
afterEach(watched.heal)

const at = '2026-03-10T10:00:00+08:00'
const program = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')
const send = async (p: TestProgram, purchases: unknown[], idempotencyKey?: string): Promise<Wire[]> =>
  (
    await p.ok(
      200,
      'POST',
      '/v1/purchases/batch',
      { purchases },
      {
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      },
    )
  ).data
const statuses = (answers: Wire[]) => answers.map(answer => answer.status)
const codes = (answers: Wire[]) => answers.map(answer => answer.problem?.code ?? null)

describe('a batch', () => {
  test('is answered in its order, each receipt judged after the ones before it', async () => {
    const p = await program()
    const [a, b] = [await p.member(), await p.member()]
    const answers = await send(p, [receipt(a, 300, at), receipt(b, 700, at), receipt(a, 199, at), receipt(a, 1, at)])
    expect(answers.map(({ purchase }) => [purchase.memberId, purchase.points.earned, purchase.tier.after])).toEqual([
      [a.id, 300, null],
      [b.id, 700, 'ME'],
      [a.id, 199, null],
      [a.id, 1, 'ME'],
    ])
    expect(answers.at(-1)!.purchase.balances.points).toBe(500)
    expect(await p.ok(200, 'GET', `/v1/purchases/${answers[3]!.purchase.id}`)).toEqual(answers[3]!.purchase)
  })

  test('lets no bad receipt stop a good one, and says what is wrong with each', async () => {
    const p = await program()
    const member = await p.member()
    const answers = await send(p, [
      receipt(member, 100, at),
      receipt({ id: 'mem_00000000000' }, 100, at),
      receipt({ id: 'nobody' }, 100, at),
      receipt(member, 100, at, { tenders: [{ kind: 'cash', amount: 1 }] }),
      receipt(member, 100, '2026-03-11T00:00:00+08:00'),
      receipt(member, 1, at, { tenders: [{ kind: 'memberCash', amount: 100 }] }),
      receipt(member, 100, at),
    ])
    expect(statuses(answers)).toEqual([201, 404, 404, 422, 422, 409, 201])
    expect(codes(answers)).toEqual([
      null,
      'not_found',
      'not_found',
      'tender_mismatch',
      'occurred_in_future',
      'insufficient_member_cash',
      null,
    ])
    expect(answers[3]!.problem.errors[0].path).toBe('tenders')
    expect((await p.summary(member)).balances.points.available).toBe(200)
  })

  test('sent twice records nothing twice, and tries again what was refused', async () => {
    const p = await program()
    const member = await p.member()
    const purchases = [
      receipt(member, 100, at),
      receipt(member, 50, '2026-03-10T23:30:00+08:00'),
      receipt(member, 7, at),
    ]
    const first = await send(p, purchases)
    expect(statuses(first)).toEqual([201, 422, 201])
    expect(await send(p, purchases)).toEqual(first)
    await p.clock('2026-03-10T23:45:00+08:00')
    const later = await send(p, purchases)
    expect(statuses(later)).toEqual([201, 201, 201])
    expect([later[0], later[2]]).toEqual([first[0], first[2]])
    expect((await p.summary(member)).balances.points.available).toBe(157)
  })

  test('with one number twice holds one receipt; with another body under it, a conflict', async () => {
    const p = await program()
    const member = await p.member()
    const one = receipt(member, 100, at)
    const answers = await send(p, [one, one, { ...one, store: 'beijing-2' }])
    expect(statuses(answers)).toEqual([201, 201, 409])
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]!.problem.code).toBe('external_id_conflict')
    expect((await p.trialBalance()).transactions).toBe(1)
  })

  test('of five hundred receipts of many members, at once with single ones, loses none', async () => {
    const p = await program()
    const members = await atOnce(7, () => p.member())
    const purchases = Array.from({ length: 500 }, (_, i) => receipt(members[i % 7]!, 1, at))
    const [answers] = await Promise.all([send(p, purchases), ...members.map(member => p.buy(member, 1000, at))])
    expect(new Set(statuses(answers))).toEqual(new Set([201]))
    const balances = await Promise.all(members.map(async m => (await p.summary(m)).balances.points.available))
    expect(balances.reduce((a, b) => a + b)).toBe(7500)
    expect(await p.trialBalance()).toMatchObject({ balanced: true, transactions: 507 })
  })

  test('needs a number for every receipt, and has 1 to 500 of them', async () => {
    const p = await program()
    const member = await p.member()
    const one = receipt(member, 1, at)
    const fault = async (purchases: unknown[]) =>
      (await p.problem(422, 'invalid_request', 'POST', '/v1/purchases/batch', { purchases })).errors[0].path
    expect(await fault([one, { ...one, externalId: undefined }])).toBe('purchases[1].externalId')
    expect(await fault([])).toBe('purchases')
    expect(await fault(Array.from({ length: 501 }, () => one))).toBe('purchases')
    expect(await fault([one, { ...one, lines: [] }])).toBe('purchases[1].lines')
  })

  test('of nobody’s receipts still asks for a key that is one', async () => {
    const p = await program()
    const key = `sk_test_${p.id.slice(5)}_${'x'.repeat(32)}`
    const body = { purchases: [receipt({ id: 'nobody' }, 1, at)] }
    expectProblem(await api.call('POST', '/v1/purchases/batch', { key, body }), 'unauthenticated')
  })
})

describe('a batch under an Idempotency-Key', () => {
  test('is refused with another body, even where nothing of it was recorded', async () => {
    const p = await program()
    const [idempotencyKey, member] = [randomUUID(), await p.member()]
    const refused = [receipt({ id: 'nobody' }, 1, at)]
    expect(statuses(await send(p, refused, idempotencyKey))).toEqual([404])
    const again = await p.call('POST', '/v1/purchases/batch', { purchases: refused }, { idempotencyKey })
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    const other = { purchases: [...refused, receipt(member, 1, at)] }
    await p.problem(409, 'idempotency_conflict', 'POST', '/v1/purchases/batch', other, { idempotencyKey })
    expect((await p.trialBalance()).transactions).toBe(0)
  })

  test('of two bodies at once, one is recorded', async () => {
    const p = await program()
    const [idempotencyKey, member] = [randomUUID(), await p.member()]
    const answers = await atOnce(4, i =>
      p.call(
        'POST',
        '/v1/purchases/batch',
        { purchases: [receipt(member, 10 + i, at), receipt({ id: 'nobody' }, 1, at)] },
        { idempotencyKey },
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect((await p.trialBalance()).transactions).toBe(1)
  })
})

describe('when the database fails half-way', () => {
  const lost = refuse(new DatabaseUnavailable('no route to the database'))
  const sixty = (member: { id: string }) => Array.from({ length: 120 }, () => receipt(member, 1, at))

  test('what stood is answered, the rest is not written and says so; sent again, it is finished', async () => {
    const p = await program()
    const member = await p.member()
    const purchases = sixty(member)
    watched.next(succeed, lost)
    const answers = await send(p, purchases)
    expect(statuses(answers)).toEqual([...Array<number>(50).fill(201), ...Array<number>(70).fill(503)])
    expect(codes(answers).at(-1)).toBe('busy')
    expect((await p.trialBalance()).transactions).toBe(50)
    const again = await send(p, purchases)
    expect(again.slice(0, 50)).toEqual(answers.slice(0, 50))
    expect(new Set(statuses(again))).toEqual(new Set([201]))
    expect((await p.trialBalance()).transactions).toBe(120)
  })

  test('a chunk that was cut off and stood is answered, and the next ones follow', async () => {
    const p = await program()
    const member = await p.member()
    watched.next(succeed, cutAfter)
    expect(new Set(statuses(await send(p, sixty(member), randomUUID())))).toEqual(new Set([201]))
    expect((await p.trialBalance()).transactions).toBe(120)
  })

  test('where nothing at all was written the whole request is refused, and its key is free', async () => {
    const p = await program()
    const [idempotencyKey, member] = [randomUUID(), await p.member()]
    const busy = refuse(new DatabaseBusy('another writer'))
    watched.next(...Array<typeof busy>(ATTEMPTS).fill(busy))
    await p.problem(503, 'busy', 'POST', '/v1/purchases/batch', { purchases: sixty(member) }, { idempotencyKey })
    watched.next(lost)
    await p.problem(503, 'busy', 'POST', '/v1/purchases/batch', { purchases: sixty(member) }, { idempotencyKey })
    expect(statuses(await send(p, [receipt(member, 1, at)], idempotencyKey))).toEqual([201])
  })
})
