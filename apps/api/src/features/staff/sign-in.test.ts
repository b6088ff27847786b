import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { atOnce, PASSWORD, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { PASSWORD_COST } from '../../platform/password-cost.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')
const signIn = (p: { id: string }, email: string, password: string) =>
  api.call('POST', '/v1/staff/sessions', { body: { program: p.id, email, password } })
const me = (key: string) => api.call('GET', '/v1/staff/me', { key })
const without = ({ requestId: _, ...rest }: Wire) => rest
const rowsOf = async (p: TestProgram, sql: string) =>
  (await (await api.databases.open(p.id)).read([{ sql, args: [] }]))[0]!
const minutes = (count: number) => api.passSeconds(60 * count)

let p: TestProgram
beforeEach(async () => {
  p = await program()
})

describe('signing in', () => {
  test('gives a session that says who is there, kept as a hash, and person and password kept out of sight', async () => {
    const { id, email } = await p.ok(201, 'POST', '/v1/staff', {
      name: '韩梅梅',
      email: 'Mei@Shop.example',
      role: 'manager',
      store: 'beijing-1',
      password: PASSWORD,
    })
    const { body } = await signIn(p, 'mei@shop.EXAMPLE', PASSWORD)
    expect(body).toMatchObject({ expiresAt: '2026-11-22T14:00:00+00:00', staff: { id, email, role: 'manager' } })
    expect(body.token).toMatch(/^st_[0-9a-z]{11}_[0-9A-Za-z]{32}$/)
    expect((await me(body.token)).body).toEqual(body.staff)
    const kept = JSON.stringify([
      await rowsOf(p, 'SELECT * FROM staff'),
      await rowsOf(p, 'SELECT * FROM staff_sessions'),
      await rowsOf(p, 'SELECT * FROM audit_entries'),
    ])
    for (const secret of [PASSWORD, body.token, body.token.slice(-32), '韩梅梅', 'shop.example'])
      expect(kept).not.toContain(secret)
  })

  test('by an unknown address, a wrong password, a disabled account or in another program is answered alike', async () => {
    const other = await program()
    const [there, disabled] = [await p.staff('associate'), await p.staff('associate')]
    await p.ok(200, 'PATCH', `/v1/staff/${disabled.id}`, { status: 'disabled' })
    const answers = [
      await signIn(p, 'nobody@shop.example', PASSWORD),
      await signIn(p, there.email, 'wrong horse battery'),
      await signIn(p, disabled.email, PASSWORD),
      await signIn(other, there.email, PASSWORD),
      await signIn({ id: 'prog_00000000000' }, there.email, PASSWORD),
      await signIn({ id: 'nonsense' }, there.email, PASSWORD),
    ]
    for (const answer of answers) expectProblem(answer, 'sign_in_failed', [there.email])
    expect(new Set(answers.map(({ body }) => JSON.stringify(without(body)))).size).toBe(1)
  })

  test('asks of a guess what OWASP asks, and hashes anew when that has risen', async () => {
    expect(PASSWORD_COST).toEqual({ memoryKiB: 19_456, passes: 2 })
    const { email } = await p.staff('associate')
    const hash = async () => String((await rowsOf(p, 'SELECT password FROM staff'))[0]![0])
    expect(await hash()).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    const usual = { ...api.deps.passwordCost }
    Object.assign(api.deps.passwordCost, PASSWORD_COST)
    expect((await signIn(p, email, PASSWORD)).status).toBe(201)
    expect(await hash()).toContain('$m=19456,t=2,p=1$')
    Object.assign(api.deps.passwordCost, usual)
    expect((await signIn(p, email, PASSWORD)).status).toBe(201)
    expect((await signIn(p, email, 'another horse battery')).status).toBe(401)
  })

  test('from one address is tried so many times a minute', async () => {
    api.comeFrom('192.0.2.7')
    const answers = await atOnce(21, i => signIn(p, `${i}@shop.example`, PASSWORD))
    api.comeFrom(null)
    expect(answers.filter(({ status }) => status === 401).length).toBe(20)
    expectProblem(
      answers.find(({ status }) => status === 429)!,
      'rate_limited',
    )
  })
})

describe('credential stuffing', () => {
  test.each(['an account', 'no account'])(
    'locks an address with %s after five failures, for a minute, then two, four, at most an hour',
    async which => {
      const email = which === 'an account' ? (await p.staff('manager')).email : 'nobody@shop.example'
      for (let i = 0; i < 5; i++) expectProblem(await signIn(p, email, `guess number ${i}`), 'sign_in_failed')
      for (const wait of [1, 2, 4, 8, 16, 32, 60, 60]) {
        const answer = await signIn(p, email, PASSWORD)
        expectProblem(answer, 'sign_in_locked', [email])
        expect(answer.headers.get('retry-after')).toBe(String(wait * 60))
        minutes(wait)
        expectProblem(await signIn(p, email, 'another guess'), 'sign_in_failed')
      }
    },
  )

  test('a hundred guesses at once are a hundred guesses', async () => {
    const { email } = await p.staff('admin')
    const answers = await atOnce(100, i => signIn(p, email, `guess number ${i}`))
    expect(answers.filter(({ status }) => status === 401).length).toBe(5)
    expect(answers.filter(({ status }) => status === 429).length).toBe(95)
  })

  test('who signs in has failed no more, and a day later so has everyone', async () => {
    const { email } = await p.staff('associate')
    const fail = (times: number) => atOnce(times, () => signIn(p, email, 'wrong horse battery'))
    await fail(4)
    expect((await signIn(p, email, PASSWORD)).status).toBe(201)
    await fail(4)
    expect((await signIn(p, email, PASSWORD)).status).toBe(201)
    await fail(4)
    minutes(24 * 60 + 1)
    await signIn(p, 'nobody@shop.example', PASSWORD)
    expect((await rowsOf(p, 'SELECT failures FROM sign_in_attempts'))[0]).toEqual([1])
    await fail(4)
    expect((await signIn(p, email, PASSWORD)).status).toBe(201)
  })

  test('locks nobody out who is signed in, and an admin’s invitation ends it', async () => {
    const staff = await p.staff('associate')
    await atOnce(9, () => signIn(p, staff.email, 'wrong horse battery'))
    expect((await me(staff.token)).status).toBe(200)
    const { invitation } = await p.ok(201, 'POST', `/v1/staff/${staff.id}/invitations`)
    await api.ok(201, 'POST', '/v1/staff/invitations/taken', { body: { invitation, password: 'four new plain words' } })
    expect((await signIn(p, staff.email, 'four new plain words')).status).toBe(201)
  })
})

describe('a session', () => {
  test('ends at once when it is revoked, signed out, or the account is disabled', async () => {
    const [one, two, three] = [await p.staff('associate'), await p.staff('admin'), await p.staff('manager')]
    await two.ok(200, 'DELETE', `/v1/staff/${one.id}/sessions`)
    expectProblem(await me(one.token), 'unauthenticated')
    await two.ok(200, 'PATCH', `/v1/staff/${three.id}`, { status: 'disabled' })
    expectProblem(await me(three.token), 'unauthenticated')
    const again = (await signIn(p, two.email, PASSWORD)).body.token
    await two.ok(200, 'DELETE', '/v1/staff/sessions/current')
    expectProblem(await me(two.token), 'unauthenticated')
    expect((await me(again)).status).toBe(200)
  })

  test('ends after an hour in which nobody used it, and after twelve in any case', async () => {
    const { token } = await p.staff('associate')
    minutes(59)
    expect((await me(token)).status).toBe(200)
    minutes(59)
    expect((await me(token)).status).toBe(200)
    minutes(60)
    expectProblem(await me(token), 'session_expired')
    const busy = await p.staff('associate')
    for (let i = 0; i < 12; i++) {
      expect((await me(busy.token)).status).toBe(200)
      minutes(59)
    }
    minutes(12)
    expectProblem(await me(busy.token), 'session_expired')
  })

  test('lasts by real time, whatever the program’s clock says', async () => {
    const { token } = await p.staff('associate')
    await p.clock('2027-03-10T00:00:00+08:00')
    expect((await me(token)).status).toBe(200)
  })

  test('is for one program: another’s staff are nobody, and its accounts are not there', async () => {
    const other = await program()
    const [mine, theirs] = [await p.staff('admin'), await other.staff('associate')]
    const forged = theirs.token.replace(other.id.slice(5), p.id.slice(5))
    expectProblem(await me(forged), 'unauthenticated')
    await mine.problem(404, 'not_found', 'GET', `/v1/staff/${theirs.id}`)
    await mine.problem(404, 'not_found', 'PATCH', `/v1/staff/${theirs.id}`, { role: 'admin' })
    await mine.problem(404, 'not_found', 'DELETE', `/v1/staff/${theirs.id}/sessions`)
    expect((await me(theirs.token)).status).toBe(200)
  })

  test('is changed by no guess at the present password, and a new one ends the others', async () => {
    const staff = await p.staff('associate')
    const second = (await signIn(p, staff.email, PASSWORD)).body.token
    const change = (current: string, password: string) =>
      staff.call('POST', '/v1/staff/me/password', { current, password })
    for (let i = 0; i < 5; i++)
      expectProblem(await change(`guess number ${i}`, 'four new plain words'), 'wrong_password')
    expectProblem(await change(PASSWORD, 'four new plain words'), 'sign_in_locked')
    minutes(1)
    expect((await change(PASSWORD, 'four new plain words')).status).toBe(200)
    expect((await me(staff.token)).status).toBe(200)
    expectProblem(await me(second), 'unauthenticated')
    expectProblem(await signIn(p, staff.email, PASSWORD), 'sign_in_failed')
    expect((await signIn(p, staff.email, 'four new plain words')).status).toBe(201)
  })
})

describe('an invitation', () => {
  const invited = async () =>
    p.ok(201, 'POST', '/v1/staff', { name: '李雷', email: 'lei@shop.example', role: 'associate' })
  const take = (invitation: string, password = PASSWORD) =>
    api.call('POST', '/v1/staff/invitations/taken', { body: { invitation, password } })

  test('is taken up once, however many try at once', async () => {
    const { invitation, hasPassword } = await invited()
    expect(hasPassword).toBe(false)
    const answers = await atOnce(8, i => take(invitation, `four plain words ${i}`))
    const won = answers.findIndex(({ status }) => status === 201)
    expect(answers.filter(({ status }) => status === 201).length).toBe(1)
    for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 'invitation_invalid')
    expect((await me(answers[won]!.body.token)).status).toBe(200)
    expect((await signIn(p, 'lei@shop.example', `four plain words ${won}`)).status).toBe(201)
  })

  test('is over after seven days, and when a newer one was given', async () => {
    const { id, invitation } = await invited()
    const { invitation: newer } = await p.ok(201, 'POST', `/v1/staff/${id}/invitations`)
    expectProblem(await take(invitation), 'invitation_invalid')
    minutes(7 * 24 * 60)
    expectProblem(await take(newer), 'invitation_invalid')
    expectProblem(await take('in_00000000000_' + 'x'.repeat(32)), 'invitation_invalid')
    expectProblem(await take('nonsense'), 'invitation_invalid')
  })

  test('is shown once, though the request is sent twice', async () => {
    const body = { name: '李雷', email: 'lei@shop.example', role: 'associate' }
    const first = await p.call('POST', '/v1/staff', body, { idempotencyKey: 'k1' })
    const second = await p.call('POST', '/v1/staff', body, { idempotencyKey: 'k1' })
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect({ ...second.body, invitation: first.body.invitation }).toEqual(first.body)
    expect(second.body.invitation).toBeUndefined()
  })

  test('ends the old password and every session', async () => {
    const staff = await p.staff('manager')
    await p.ok(201, 'POST', `/v1/staff/${staff.id}/invitations`)
    expectProblem(await me(staff.token), 'unauthenticated')
    expectProblem(await signIn(p, staff.email, PASSWORD), 'sign_in_failed')
  })
})

describe('a password', () => {
  test.each([
    ['nine letters', 'plainnine'],
    ['what everybody takes', '1qaz2wsx3edc'],
    ['what everybody takes, in capitals', 'PASSWORD123'],
    ['one letter again and again', 'aaaaaaaaaaaa'],
    ['the address', 'hanmeimei@shop.example'],
    ['what the address begins with', 'hanmeimei-2026'],
  ])('is refused where it is %s', async (_, password) => {
    const body = { name: '韩梅梅', email: 'hanmeimei@shop.example', role: 'associate', password }
    const { errors } = await p.problem(422, 'weak_password', 'POST', '/v1/staff', body)
    expect(errors[0].path).toBe('password')
  })

  test.each(['plainteens', '马匹电池订书机正确的很多字', '   spaces count   '])(
    'is taken as it is: %s',
    async password => {
      const staff = await p.staff('associate')
      await staff.ok(200, 'POST', '/v1/staff/me/password', { current: PASSWORD, password })
      expect((await signIn(p, staff.email, password)).status).toBe(201)
      expect((await signIn(p, staff.email, password.trim() + '!')).status).toBe(401)
    },
  )
})
