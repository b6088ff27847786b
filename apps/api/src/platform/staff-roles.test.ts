import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectProblem } from '../../test/expect-problem.ts'
import { receipt, testApi, type TestProgram, type Wire } from '../../test/test-api.ts'
import { makeSubject, type Subject } from '../../test/subject.ts'
import { contractProgram, validRequests } from '../../test/valid-requests.ts'
import { leastRole, roles, staffOperations } from './staff-roles.ts'

const api = await testApi()
afterAll(api.close)

describe('the table of roles', () => {
  let p: TestProgram
  let subject: Subject
  const tokens = new Map<string, string>()
  beforeAll(async () => {
    p = await api.program('contract', '2026-03-10T23:00:00+08:00', contractProgram)
    subject = await makeSubject(p, 3)
    for (const role of roles) tokens.set(role, (await p.staff(role)).token)
  })

  test('names operations that there are', () => {
    for (const [operation] of staffOperations()) expect(validRequests[operation], operation).toBeDefined()
  })

  test.each(Object.keys(validRequests))('says who of the staff may %s', async operation => {
    const { path, body, csv } = validRequests[operation]!
    const [method = ''] = operation.split(' ')
    const least = leastRole(operation)
    const refused = roles.slice(0, least === null ? roles.length : roles.indexOf(least))
    for (const role of refused) {
      const key = tokens.get(role)!
      const answer = await api.call(method, path(subject), {
        key,
        ...(body && { body: body(subject) }),
        ...(csv && { csv: csv() }),
      })
      if (least !== null) expectProblem(answer, 'role_not_allowed')
      // Without a row, whoever has a session is told like a stranger: another kind of key is needed, if any.
      else if (answer.status >= 300) expectProblem(answer, 'wrong_key_kind')
      else expect(operation).toMatch(/health|staff\/sessions|invitations\/taken/)
    }
  })
})

describe('staff', () => {
  const program = () => api.program('wanqian', '2026-03-10T23:00:00+08:00')
  const at = '2026-03-10T10:00:00+08:00'

  test('get no role, store or state by naming it: who may not, is told so; what is no field, is refused', async () => {
    const p = await program()
    const [associate, manager] = [await p.staff('associate'), await p.staff('manager')]
    for (const staff of [associate, manager]) {
      await staff.problem(403, 'role_not_allowed', 'PATCH', `/v1/staff/${staff.id}`, { role: 'admin' })
      await staff.problem(403, 'role_not_allowed', 'POST', '/v1/staff', {
        name: 'x',
        email: 'x@shop.example',
        role: 'admin',
      })
    }
    for (const field of ['id', 'password', 'passwordHash', 'revision', 'createdAt', 'active', 'hasPassword'])
      await p.problem(422, 'invalid_request', 'PATCH', `/v1/staff/${associate.id}`, { [field]: 'x' })
    await associate.problem(422, 'invalid_request', 'POST', '/v1/staff/me/password', {
      current: 'x',
      password: 'y',
      role: 'admin',
    })
    await p.problem(422, 'invalid_request', 'PATCH', `/v1/staff/${associate.id}`, { role: 'owner' })
    expect((await associate.ok(200, 'GET', '/v1/staff/me')).role).toBe('associate')
  })

  test('may with the next request what a changed role may, and no longer what it may not', async () => {
    const p = await program()
    const staff = await p.staff('associate')
    await staff.problem(403, 'role_not_allowed', 'GET', '/v1/ledger/trialBalance')
    await p.ok(200, 'PATCH', `/v1/staff/${staff.id}`, { role: 'manager' })
    await staff.ok(200, 'GET', '/v1/ledger/trialBalance')
    await p.ok(200, 'PATCH', `/v1/staff/${staff.id}`, { role: 'associate' })
    await staff.problem(403, 'role_not_allowed', 'GET', '/v1/ledger/trialBalance')
  })

  test('of a store take that store’s receipts and set what is its own', async () => {
    const p = await program()
    const member = await p.member()
    const [associate, admin] = [
      await p.staff('associate', { store: 'beijing-1' }),
      await p.staff('admin', { store: 'beijing-1' }),
    ]
    await associate.ok(201, 'POST', '/v1/purchases', receipt(member, 10, at))
    const elsewhere = receipt(member, 10, at, { store: 'beijing-2' })
    await associate.problem(403, 'store_not_allowed', 'POST', '/v1/purchases', elsewhere)
    await admin.ok(200, 'PUT', '/v1/stores/beijing-1', { name: '北京一店' })
    await admin.problem(403, 'store_not_allowed', 'PUT', '/v1/stores/beijing-2', { name: '北京二店' })
    await admin.problem(403, 'store_not_allowed', 'POST', '/v1/keys', { kind: 'secret' })
    await admin.problem(403, 'store_not_allowed', 'PATCH', `/v1/staff/${admin.id}`, { store: null })
  })

  test('do nothing to the member that they are themselves', async () => {
    const p = await program()
    const [own, other] = [await p.member(), await p.member()]
    const manager = await p.staff('manager', { memberId: own.id })
    const refused: [string, string, Wire][] = [
      ['POST', '/v1/purchases', receipt(own, 10, at)],
      ['POST', `/v1/members/${own.id}/adjustments`, { unit: 'points', amount: 1, reason: 'r' }],
      ['POST', `/v1/members/${own.id}/tier`, { code: 'SUPREME', reason: 'r' }],
      ['PATCH', `/v1/members/${own.id}`, { region: 'x' }],
    ]
    for (const [method, path, body] of refused) await manager.problem(403, 'own_account', method, path, body)
    await manager.ok(201, 'POST', '/v1/purchases', receipt(other, 10, at))
    await manager.ok(201, 'POST', `/v1/members/${other.id}/adjustments`, { unit: 'points', amount: 1, reason: 'r' })
    await p.problem(422, 'invalid_request', 'POST', '/v1/staff', {
      name: 'x',
      email: 'x@shop.example',
      role: 'associate',
      memberId: 'mem_00000000000',
    })
  })

  test('of an address there is one account', async () => {
    const p = await program()
    const body = { name: 'x', email: 'x@shop.example', role: 'associate' }
    const answers = await Promise.all([1, 2, 3].map(() => p.call('POST', '/v1/staff', body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    const other = await p.staff('associate')
    await p.problem(409, 'staff_exists', 'PATCH', `/v1/staff/${other.id}`, { email: 'X@SHOP.example' })
    await p.ok(200, 'PATCH', `/v1/staff/${other.id}`, { email: 'y@shop.example', name: '韩梅梅' })
    const { data } = await p.ok(200, 'GET', '/v1/staff')
    expect(data.map(({ email }: Wire) => email).toSorted()).toEqual(['x@shop.example', 'y@shop.example'])
  })
})
