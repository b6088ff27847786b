import { verifyProgram } from '@laurel/db'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const NOTHING = { perAct: 0, perDay: 0 }
const limits = (p: TestProgram, perAct: number, perDay: number) =>
  p.ok(200, 'PUT', '/v1/program/staffLimits', { points: { perAct, perDay }, memberCash: NOTHING, prepaid: NOTHING })
type Staff = Awaited<ReturnType<TestProgram['staff']>>
const adjust = (who: Pick<Staff, 'call'>, member: Wire, amount: number, unit = 'points') =>
  who.call('POST', `/v1/members/${member.id}/adjustments`, { unit, amount, reason: '投诉补偿' })
const pointsOf = async (p: TestProgram, member: Wire) => (await p.summary(member)).balances.points.available
const expectClean = async (p: TestProgram) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

let p: TestProgram
let member: Wire
let associate: Staff
let manager: Staff
beforeEach(async () => {
  p = await api.program('wanqian', '2026-03-10T15:00:00+08:00')
  member = await p.member()
  associate = await p.staff('associate')
  manager = await p.staff('manager')
})

describe('staff crediting friends', () => {
  test('until limits are set, whatever an associate adjusts waits for a manager', async () => {
    const answer = await adjust(associate, member, 1)
    expect(answer.status).toBe(202)
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^apr_/),
      status: 'pending',
      memberId: member.id,
      amount: 1,
      reason: '投诉补偿',
      askedBy: { kind: 'staff', id: associate.id, name: associate.name },
      decidedBy: null,
    })
    expect(await pointsOf(p, member)).toBe(0)
    await expectClean(p)
  })

  test('within the limits of act and day an associate adjusts alone, given and taken alike, and no point beyond', async () => {
    await limits(p, 100, 250)
    for (const [amount, status] of [
      [101, 202],
      [100, 201],
      [-100, 201],
      [51, 202],
      [50, 201],
      [1, 202],
    ] as const)
      expect((await adjust(associate, member, amount)).status, String(amount)).toBe(status)
    expect((await adjust(associate, member, 1, 'memberCash')).status).toBe(202)
    expect((await adjust(manager, member, 100_000)).status).toBe(201)
    await p.clock('2026-03-11T00:00:00+08:00')
    expect((await adjust(associate, member, 100)).status).toBe(201)
    await expectClean(p)
  })

  test('many acts at once on many members pass the limit of the day not by one point', async () => {
    await limits(p, 10, 55)
    const friends = await atOnce(12, () => p.member())
    const answers = await Promise.all(friends.map(friend => adjust(associate, friend, 10)))
    expect(answers.filter(({ status }) => status === 201).length).toBe(5)
    expect(answers.filter(({ status }) => status === 202).length).toBe(7)
    await expectClean(p)
  })

  test('another process at once does not double the limit', async () => {
    await limits(p, 10, 20)
    const other = await api.otherProcess()
    const [a, b] = [await p.member(), await p.member()]
    const body = { unit: 'points', amount: 10, reason: 'r' }
    const answers = await Promise.all(
      [a, b, a, b].map((friend, i) =>
        (i % 2 === 0 ? api.call : other)('POST', `/v1/members/${friend.id}/adjustments`, {
          key: associate.token,
          body,
        }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 202, 202])
    await expectClean(p)
  })

  test('without a reason nothing is adjusted, and nothing waits', async () => {
    const path = `/v1/members/${member.id}/adjustments`
    await associate.problem(422, 'invalid_request', 'POST', path, { unit: 'points', amount: 1 })
    await associate.problem(422, 'invalid_request', 'POST', path, { unit: 'points', amount: 1, reason: '' })
    expect((await p.ok(200, 'GET', '/v1/approvals')).data).toEqual([])
  })

  test('nobody asks for their own account', async () => {
    const own = await p.staff('associate', { memberId: member.id })
    expectProblem(await adjust(own, member, 1), 'own_account')
    const boss = await p.staff('manager', { memberId: member.id })
    const { body } = await adjust(associate, member, 1)
    await boss.problem(403, 'own_account', 'POST', `/v1/approvals/${body.id}/approve`)
    await boss.problem(403, 'own_account', 'POST', `/v1/approvals/${body.id}/decline`, {})
  })
})

describe('an approval', () => {
  const asked = async (amount = 500) => (await adjust(associate, member, amount)).body.id as string

  test('is posted when a manager confirms it, and both names stand in the audit trail', async () => {
    const id = await asked()
    const approved = await manager.ok(200, 'POST', `/v1/approvals/${id}/approve`)
    expect(approved).toMatchObject({ status: 'approved', decidedBy: { kind: 'staff', id: manager.id } })
    expect(await pointsOf(p, member)).toBe(500)
    const adjustment = await p.ok(200, 'GET', `/v1/adjustments/${approved.adjustmentId}`)
    expect(adjustment).toMatchObject({
      amount: 500,
      reason: '投诉补偿',
      by: { kind: 'staff', id: manager.id, name: manager.name },
      askedBy: { kind: 'staff', id: associate.id, name: associate.name },
    })
    const { data } = await manager.ok(200, 'GET', `/v1/members/${member.id}/audit`)
    expect(data.map(({ act, by, askedBy }: Wire) => [act, by.id, askedBy?.id])).toEqual([
      ['adjustment', manager.id, associate.id],
      ['approvalAsked', associate.id, undefined],
    ])
    const [entry] = await p.ledger(member)
    expect(entry.by).toEqual({ kind: 'staff', id: manager.id, name: manager.name })
    await expectClean(p)
  })

  test('is declined with a reason, and nothing is posted', async () => {
    const id = await asked()
    const declined = await manager.ok(200, 'POST', `/v1/approvals/${id}/decline`, { reason: '没有依据' })
    expect(declined).toMatchObject({ status: 'declined', declineReason: '没有依据', adjustmentId: null })
    expect(await pointsOf(p, member)).toBe(0)
    await manager.problem(409, 'approval_decided', 'POST', `/v1/approvals/${id}/approve`)
    await expectClean(p)
  })

  test('is decided once, however many decide at once', async () => {
    const managers = await Promise.all([p.staff('manager'), p.staff('admin'), p.staff('manager')])
    const id = await asked()
    const answers = await Promise.all(
      managers.flatMap(who => [
        who.call('POST', `/v1/approvals/${id}/approve`),
        who.call('POST', `/v1/approvals/${id}/decline`, {}),
      ]),
    )
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
    for (const answer of answers.filter(({ status }) => status !== 200)) expectProblem(answer, 'approval_decided')
    const { status } = await p.ok(200, 'GET', `/v1/approvals/${id}`)
    expect(await pointsOf(p, member)).toBe(status === 'approved' ? 500 : 0)
    await expectClean(p)
  })

  test('is not decided by who asked, though they have become a manager, nor by an associate or a key', async () => {
    const id = await asked()
    const other = await p.staff('associate')
    await other.problem(403, 'role_not_allowed', 'POST', `/v1/approvals/${id}/approve`)
    await p.problem(403, 'wrong_key_kind', 'POST', `/v1/approvals/${id}/approve`)
    await p.ok(200, 'PATCH', `/v1/staff/${associate.id}`, { role: 'manager' })
    await associate.problem(403, 'own_request', 'POST', `/v1/approvals/${id}/approve`)
    await associate.problem(403, 'own_request', 'POST', `/v1/approvals/${id}/decline`, {})
    expect(await pointsOf(p, member)).toBe(0)
  })

  test('is judged again when it is confirmed: what is no longer there is not taken', async () => {
    await adjust(manager, member, 100)
    const id = await asked(-100)
    await adjust(manager, member, -1)
    await manager.problem(409, 'insufficient_points', 'POST', `/v1/approvals/${id}/approve`)
    expect((await p.ok(200, 'GET', `/v1/approvals/${id}`)).status).toBe('pending')
    await adjust(manager, member, 1)
    await manager.ok(200, 'POST', `/v1/approvals/${id}/approve`)
    await expectClean(p)
  })

  test('is asked for once and confirmed once, though each is sent twice', async () => {
    const path = `/v1/members/${member.id}/adjustments`
    const body = { unit: 'points', amount: 7, reason: 'r' }
    const [first, second] = await atOnce(2, () => associate.call('POST', path, body, { idempotencyKey: 'k' }))
    expect([first!.status, second!.status]).toEqual([202, 202])
    expect(second!.body).toEqual(first!.body)
    expect((await p.ok(200, 'GET', '/v1/approvals')).data.length).toBe(1)
    const approve = () =>
      manager.call('POST', `/v1/approvals/${first!.body.id}/approve`, undefined, { idempotencyKey: 'k' })
    const answers = await atOnce(4, approve)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await pointsOf(p, member)).toBe(7)
  })

  test('is seen by who asked, and by managers: an associate sees no colleague’s', async () => {
    const other = await p.staff('associate')
    const [own, theirs] = [await asked(), (await adjust(other, member, 9)).body.id]
    const ids = async (who: Pick<Staff, 'ok'>, query = '') =>
      (await who.ok(200, 'GET', `/v1/approvals${query}`)).data.map(({ id }: Wire) => id)
    expect(await ids(associate)).toEqual([own])
    expect(await ids(manager)).toEqual([theirs, own])
    await associate.problem(404, 'not_found', 'GET', `/v1/approvals/${theirs}`)
    await manager.ok(200, 'POST', `/v1/approvals/${own}/decline`, {})
    expect(await ids(manager, '?status=pending')).toEqual([theirs])
    expect(await ids(manager, '?status=declined')).toEqual([own])
  })
})
