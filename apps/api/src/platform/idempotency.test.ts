import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenApiDocument } from '../../test/answer-schemas.ts'
import { expectProblem } from '../../test/expect-problem.ts'
import { atOnce, OPERATOR_KEY, receipt, testApi, type TestProgram, type Wire } from '../../test/test-api.ts'
import { makeSubject, namedBy } from '../../test/subject.ts'
import { contractProgram, validRequests } from '../../test/valid-requests.ts'
import { watchedDatabases } from '../../test/watched-databases.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
const makeProgram = () => api.program('contract', '2026-03-10T23:00:00+08:00', contractProgram)
afterAll(api.close)

const at = '2026-03-10T10:00:00+08:00'
const { paths } = (await api.call('GET', '/openapi.json')).body as OpenApiDocument
const takingKeys = Object.entries(paths).flatMap(([path, { post }]) =>
  post?.parameters?.some(({ name }) => name === 'Idempotency-Key') ? [path] : [],
)

/** Another request of the same kind. */
const another: Readonly<Record<string, (body: Wire) => Wire>> = {
  '/v1/programs': body => ({ ...body, name: 'Another' }),
  '/v1/program/clock': () => ({ now: '2027-01-01T00:00:00+08:00' }),
  '/v1/keys': body => ({ ...body, name: 'another' }),
  '/v1/kiosks': body => ({ ...body, name: 'another' }),
  '/v1/kiosk/challenges': body => ({ ...body, locale: 'en' }),
  '/v1/staff': body => ({ ...body, role: 'manager' }),
  '/v1/members': body => ({ ...body, name: '韩梅梅' }),
  '/v1/purchases': body => ({ ...body, store: 'beijing-2', externalId: randomUUID() }),
  '/v1/purchases/batch': body => ({
    purchases: [...body.purchases, { ...body.purchases[0], externalId: randomUUID() }],
  }),
  '/v1/topups': body => ({ ...body, plan: 'topup-5000' }),
  '/v1/topups/{id}/reverse': () => ({ reason: 'another' }),
  '/v1/members/{id}/prepaidRefunds': body => ({ ...body, amount: 1 }),
  '/v1/members/{id}/tier': body => ({ ...body, code: 'ME' }),
  '/v1/members/{id}/adjustments': body => ({ ...body, amount: 2 }),
  '/v1/purchases/{id}/returns': body => ({ ...body, externalId: randomUUID() }),
  '/v1/rewards': body => ({ ...body, points: 200 }),
  '/v1/redemptions': body => ({ ...body, quantity: 2 }),
  '/v1/me/redemptions': body => ({ ...body, quantity: 2 }),
  '/v1/benefitUses': body => ({ ...body, benefit: 'catalogues' }),
  '/v1/approvals/{id}/decline': () => ({ reason: 'another' }),
  '/v1/coupons': body => ({ ...body, name: { en: 'Another' } }),
  '/v1/members/{id}/coupons': body => ({ ...body, coupon: 'another' }),
  '/v1/memberCoupons/{id}/withdraw': () => ({ reason: 'another' }),
  '/v1/promotions': body => ({ ...body, name: { en: 'Another' } }),
  '/v1/webhooks': body => ({ ...body, description: 'another' }),
  '/v1/webhooks/{id}/rotate': () => ({ overlapHours: 1 }),
  '/v1/webhooks/{id}/replay': () => ({ from: '2026-11-02T00:00:00+08:00' }),
  '/v1/members/{id}/consents': () => ({ consents: [{ channel: 'sms', purpose: 'marketing', granted: false }] }),
  '/v1/members/{id}/family': body => ({ ...body, name: '韩小小' }),
  '/v1/members/{id}/notes': () => ({ text: 'another' }),
  '/v1/members/{id}/merge': () => ({ from: 'mem_00000000001' }),
  '/v1/customFields': body => ({ ...body, name: { en: 'Another' } }),
  '/v1/segments': body => ({ ...body, name: 'another' }),
  '/v1/messageTemplates': body => ({ ...body, name: 'another' }),
  '/v1/campaigns': body => ({ ...body, name: 'another' }),
  '/v1/tasks/{id}/done': () => ({ outcome: 'declined' }),
  '/v1/benefitUses/{id}/undo': body => ({ ...body, reason: 'another one' }),
}

/** They have no body, so none can be another. */
const WITHOUT_BODY = [
  '/v1/approvals/{id}/approve',
  '/v1/campaigns/{id}/cancel',
  '/v1/imports/{id}/cancel',
  '/v1/imports/{id}/undo',
  '/v1/redemptions/{id}/cancel',
  '/v1/redemptions/{id}/collect',
  '/v1/staff/{id}/invitations',
  '/v1/webhooks/{id}/deliveries/{event}/resend',
]

/** It only reads; where it becomes a job, tests of its own hold it to its key. */
const READING = ['/v1/program/rules/replay']

/** A file, which tests of its own hold to its key. */
const FILES = ['/v1/imports']

test('every POST that changes something takes a key, and only those', () => {
  expect(takingKeys.toSorted()).toEqual([...Object.keys(another), ...WITHOUT_BODY, ...READING, ...FILES].toSorted())
})

/** The answer without what is shown once. */
const shown = ({
  key: _,
  secretKey: __,
  publishableKey: ___,
  invitation: ____,
  secret: _____,
  enrolment: ______,
  testCode: _______,
  ...rest
}: Wire) => rest

describe.each(Object.keys(another))('POST %s', path => {
  const { status, body: bodyOf, path: pathOf } = validRequests[`POST ${path}`]!
  const [isMembers, isKiosks] = [path.startsWith('/v1/me/'), path.startsWith('/v1/kiosk/')]
  // One for each path: of some things a program may have so many.
  let program: TestProgram
  beforeAll(async () => {
    program = await makeProgram()
  })
  /** A valid body about a fresh subject, and the way to send it, or another one, about that subject. */
  const draw = async () => {
    // Each draw uses some of what a program may do in a minute.
    api.passSeconds(2)
    const needed = namedBy(of => [pathOf(of), bodyOf!(of), isMembers && of.memberId, isKiosks && of.kioskKey])
    const subject = await makeSubject(program, 1, needed)
    const key =
      path === '/v1/programs'
        ? OPERATOR_KEY
        : isMembers
          ? await program.session({ id: subject.memberId })
          : path.startsWith('/v1/approvals/')
            ? (await program.staff('manager')).token
            : isKiosks
              ? subject.kioskKey
              : program.key
    const post = (body: unknown, idempotencyKey?: string) =>
      api.call('POST', pathOf(subject), { key, body, ...(idempotencyKey !== undefined && { idempotencyKey }) })
    return { body: bodyOf!(subject), post }
  }

  test('ten at once under one key are done once, and nine are told that it was done before', async () => {
    const [{ body, post }, idempotencyKey] = [await draw(), randomUUID()]
    watched.count()
    const answers = await atOnce(10, () => post(body, idempotencyKey))
    // A program has a database of its own beside its entry, which knows of a program's endpoints as well.
    expect(watched.count().stood).toBe(['/v1/programs', '/v1/webhooks'].includes(path) ? 2 : 1)
    expect(answers.map(answer => answer.status)).toEqual(Array<number>(10).fill(status))
    expect(answers.filter(answer => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(9)
    const [first] = answers
    for (const { body } of answers) expect(shown(body)).toEqual(shown(first!.body))
    expect(answers.filter(({ body }) => JSON.stringify(shown(body)) !== JSON.stringify(body)).length).toBeLessThan(2)
  })

  test('the same body, however it is written, is answered as it was; another body is refused', async () => {
    const [{ body, post }, idempotencyKey] = [await draw(), randomUUID()]
    const first = await post(body, idempotencyKey)
    expect(first.status, first.text).toBe(status)
    const turned = Object.fromEntries(Object.entries(body).toReversed())
    const again = await post(turned, idempotencyKey)
    expect(again.status).toBe(status)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.body).toEqual(shown(first.body))
    expectProblem(await post(another[path]!(body), idempotencyKey), 'idempotency_conflict')
    expect((await post(body, idempotencyKey)).body).toEqual(shown(first.body))
  })

  test('a request that was refused does not use up its key', async () => {
    const [{ body, post }, idempotencyKey] = [await draw(), randomUUID()]
    expectProblem(await post({ ...body, surprise: 1 }, idempotencyKey), 'invalid_request')
    const answer = await post(body, idempotencyKey)
    expect(answer.status, answer.text).toBe(status)
    expect(answer.headers.get('idempotent-replayed')).toBeNull()
  })

  test.each([
    ['empty', ''],
    ['too long', 'k'.repeat(256)],
    ['with a space', 'a b'],
    ['with odd bytes', 'k\u00e9y'],
  ])('a key that is %s is refused', async (_, idempotencyKey) => {
    const { body, post } = await draw()
    const answer = await post(body, idempotencyKey)
    expectProblem(answer, 'malformed_request')
    expect(answer.body.errors[0].path).toBe('Idempotency-Key')
  })

  test('a key of 255 characters is taken', async () => {
    const { body, post } = await draw()
    expect((await post(body, randomUUID().padEnd(255, '~'))).status).toBe(status)
  })
})

const program = await makeProgram()

test('a key counts for its own program, method and path', async () => {
  const other = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const idempotencyKey = randomUUID()
  for (const p of [program, other]) {
    const member = await p.ok(201, 'POST', '/v1/members', { name: p.id }, { idempotencyKey })
    expect(member.name).toBe(p.id)
    const bought = await p.call('POST', '/v1/purchases', receipt(member, 100, at), { idempotencyKey })
    expect([bought.status, bought.headers.get('idempotent-replayed')]).toEqual([201, null])
  }
})

test('a business refusal does not use up the key either', async () => {
  const idempotencyKey = randomUUID()
  const body = receipt(await program.member(), 1, at, { tenders: [{ kind: 'memberCash', amount: 100 }] })
  await program.problem(409, 'insufficient_member_cash', 'POST', '/v1/purchases', body, { idempotencyKey })
  const paid = { ...body, tenders: [{ kind: 'cash', amount: 100 }] }
  await program.ok(201, 'POST', '/v1/purchases', paid, { idempotencyKey })
})

test('a receipt known by its number still ties a new key to its body', async () => {
  const body = receipt(await program.member(), 100, at)
  const [first, second] = [randomUUID(), randomUUID()]
  const made = await program.ok(201, 'POST', '/v1/purchases', body, { idempotencyKey: first })
  const again = await program.call('POST', '/v1/purchases', body, { idempotencyKey: second })
  expect([again.body.id, again.headers.get('idempotent-replayed')]).toEqual([made.id, 'true'])
  const other = { ...body, externalId: randomUUID() }
  await program.problem(409, 'idempotency_conflict', 'POST', '/v1/purchases', other, { idempotencyKey: second })
})

test('of different requests under one key at once, one is done and the others are told of it', async () => {
  const idempotencyKey = randomUUID()
  const members = await atOnce(6, () => program.member())
  const answers = await Promise.all(
    members.map(member => program.call('POST', '/v1/purchases', receipt(member, 100, at), { idempotencyKey })),
  )
  expect(answers.map(answer => answer.status).toSorted()).toEqual([201, 409, 409, 409, 409, 409])
  for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('idempotency_conflict')
})
