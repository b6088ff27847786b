import { randomUUID } from 'node:crypto'
import { temporaryDatabases, type TemporaryDatabases } from '@laurel/db/testing'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import type { Deps } from '../src/deps.ts'
import { makeDeps } from '../src/make-deps.ts'
import { continueProgram, turnBudget } from '../src/platform/jobs/continue-program.ts'
import { rekeyProgram } from '../src/platform/rekey-program.ts'
import { makeSecrets, nextSecret, type InstallationSecrets } from '../src/platform/secrets.ts'
import { OPERATOR_KEY, PASSWORD, type Wire } from './test-api.ts'

const OLD = Buffer.from('o'.repeat(32)).toString('base64url')
const PHONE = '+8613800138000'
const NOW = Date.parse('2026-11-22T02:00:00Z')

let databases: TemporaryDatabases
let fresh: string
beforeEach(async () => {
  databases = await temporaryDatabases()
  fresh = await nextSecret(OLD)
})
afterEach(() => databases.close())

/** A server on these databases that knows these secrets, as one of several may. */
const serverWith = async (secrets: InstallationSecrets) => {
  const deps: Deps = {
    ...(await makeDeps({
      name: 'workers',
      databases,
      now: () => NOW,
      secrets: await makeSecrets(secrets),
      operatorKey: OPERATOR_KEY,
      log: () => {},
      assets: async () => null,
      clientAddress: () => null,
      wakeJobs: async () => {},
    })),
    passwordCost: { memoryKiB: 64, passes: 1 },
  }
  const app = createApp(deps)
  const call = async (
    method: string,
    path: string,
    key: string,
    body?: unknown,
    idempotencyKey: string = randomUUID(),
  ) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method !== 'GET' && { 'idempotency-key': idempotencyKey }),
    }
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const answer = await app.request(`http://laurel.test${path}`, init)
    return { status: answer.status, body: (await answer.json()) as Wire, headers: answer.headers }
  }
  return { deps, call }
}
type TestServer = Awaited<ReturnType<typeof serverWith>>

/** The steps of a rotation where several servers run: each knows of the new secret before any uses it. */
const steps = (): Readonly<Record<'before' | 'prepared' | 'rotated' | 'finished', InstallationSecrets>> => ({
  before: { secret: OLD },
  prepared: { secret: OLD, next: fresh },
  rotated: { secret: fresh, previous: OLD },
  finished: { secret: fresh },
})

const newProgram = async ({ call }: TestServer): Promise<{ id: string; key: string }> => {
  const { body } = await call('POST', '/v1/programs', OPERATOR_KEY, { name: 'R', mode: 'live', preset: 'boutique' })
  return { id: body.id as string, key: body.secretKey as string }
}

test('whoever joined at whatever step is found at every later one, by each identifier, and nobody joins twice', async () => {
  const { before, prepared, rotated, finished } = steps()
  const first = await serverWith(before)
  const { id, key } = await newProgram(first)
  const joined: { id: string; phone: string; email: string; wechatOpenId: string; name: string }[] = []
  const phoneOf = (n: number) => `+861380013800${n}`
  const order = [first, await serverWith(prepared), await serverWith(rotated), 'rekey', await serverWith(finished)]
  let latest = first
  for (const step of order) {
    if (step === 'rekey') {
      expect(await rekeyProgram(latest.deps, id)).toMatchObject({ members: joined.length - 1 })
      expect(await rekeyProgram(latest.deps, id)).toEqual({ members: 0, staff: 0 })
    } else {
      latest = step as TestServer
      const n = joined.length
      const person = {
        phone: phoneOf(n),
        email: `a${n}@example.com`,
        wechatOpenId: `o-${n}`,
        name: `李雷${'甲乙丙丁'[n]!}`,
      }
      joined.push({ ...person, id: (await latest.call('POST', '/v1/members', key, person)).body.id as string })
    }
    for (const member of joined) {
      for (const criterion of ['phone', 'email', 'wechatOpenId', 'name'] as const) {
        const query = { [criterion === 'name' ? 'q' : criterion]: member[criterion] }
        const { body } = await latest.call('POST', '/v1/members/search', key, query)
        expect((body.data as Wire[]).map(found => found.id as string)).toEqual([member.id])
      }
      const again = await latest.call('POST', '/v1/members', key, { phone: member.phone })
      expect([again.status, again.body.code]).toEqual([409, 'member_exists'])
    }
  }
  // What was under the old secret alone is gone once the last server has forgotten it.
  expect(await rekeyProgram(latest.deps, id)).toMatchObject({ members: joined.length - 1 })
  const [rows = []] = await (
    await databases.open(id)
  ).read([{ sql: "SELECT member_id FROM lookups WHERE kind = 'phone'", args: [] }])
  expect(rows).toHaveLength(joined.length)
})

test.each([
  ['before', 'prepared'],
  ['prepared', 'rotated'],
  ['rotated', 'finished'],
] as const)('two servers at the steps %s and %s do not enrol one phone twice, even at once', async (one, other) => {
  const servers = [await serverWith(steps()[one]), await serverWith(steps()[other])]
  const { key } = await newProgram(servers[0]!)
  const answers = await Promise.all(servers.map(({ call }) => call('POST', '/v1/members', key, { phone: PHONE })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
})

test.each([
  ['before', 'prepared'],
  ['prepared', 'rotated'],
  ['rotated', 'finished'],
] as const)('of two servers at the steps %s and %s each finds and refuses whom the other enrolled', async (...pair) => {
  const servers = [await serverWith(steps()[pair[0]]), await serverWith(steps()[pair[1]])]
  const { key } = await newProgram(servers[0]!)
  for (const [n, { call }] of servers.entries()) {
    const phone = `+861380013800${n}`
    const { body: member } = await call('POST', '/v1/members', key, { phone })
    for (const other of servers) {
      const { body } = await other.call('POST', '/v1/members/search', key, { phone })
      expect((body.data as Wire[]).map(({ id }) => id as string)).toEqual([member.id])
      expect((await other.call('POST', '/v1/members', key, { phone })).body.code).toBe('member_exists')
    }
  }
})

test('a member token is good until it expires, whichever of the secrets signed it', async () => {
  const { before, prepared, rotated, finished } = steps()
  const old = await serverWith(before)
  const { id, key } = await newProgram(old)
  const { body } = await old.call('POST', '/v1/members', key, { name: '李雷' })
  const tokenOf = async ({ call }: TestServer) =>
    (await call('POST', `/v1/members/${body.id}/sessions`, key, {})).body.token as string
  const [tokenBefore, tokenAfter] = [await tokenOf(old), await tokenOf(await serverWith(rotated))]
  const statuses = async (secrets: InstallationSecrets) => {
    const { call } = await serverWith(secrets)
    return Promise.all([tokenBefore, tokenAfter].map(async token => (await call('GET', '/v1/me', token)).status))
  }
  expect(await statuses(prepared)).toEqual([200, 200])
  expect(await statuses(rotated)).toEqual([200, 200])
  await rekeyProgram((await serverWith(rotated)).deps, id)
  expect(await statuses(finished)).toEqual([401, 200])
})

test('a request answered before a rotation is answered the same after it, and not done again', async () => {
  const old = await serverWith(steps().before)
  const { id, key } = await newProgram(old)
  const first = await old.call('POST', '/v1/members', key, { phone: PHONE }, 'once')
  await rekeyProgram((await serverWith(steps().rotated)).deps, id)
  const again = await (await serverWith(steps().finished)).call('POST', '/v1/members', key, { phone: PHONE }, 'once')
  expect([again.status, again.body.id, again.headers.get('idempotent-replayed')]).toEqual([201, first.body.id, 'true'])
})

test('whoever joined at whatever step proves a phone at a kiosk at the one before it and every later one, and does not join twice', async () => {
  const { before, prepared, rotated } = steps()
  const servers = [await serverWith(before), await serverWith(prepared), await serverWith(rotated)]
  const old = servers[0]!
  const made = await old.call('POST', '/v1/programs', OPERATOR_KEY, { name: 'R', mode: 'test', preset: 'boutique' })
  const { secretKey, publishableKey } = made.body
  const kiosk = (await old.call('POST', '/v1/kiosks', secretKey, { name: 'Lifts' })).body
  const { key } = (await old.call('POST', '/v1/kiosks/enroll', publishableKey, { code: kiosk.enrolment })).body
  for (const [n, joinedAt] of servers.entries())
    for (const [m, server] of servers.entries()) {
      // Two steps apart no servers run at once: the one before does not know the secret that the last one writes with.
      if (m < n - 1) continue
      const phone = `+8613800138${n}${m}0`
      expect((await joinedAt.call('POST', '/v1/members', secretKey, { phone })).status).toBe(201)
      const proof = async () => {
        const { id, testCode } = (await server.call('POST', '/v1/kiosk/challenges', key, { phone })).body
        return { challenge: id as string, code: testCode as string }
      }
      expect((await server.call('POST', '/v1/kiosk/sessions', key, await proof())).status).toBe(201)
      const body = { phone, name: 'L', acceptsTerms: true, ...(await proof()) }
      const again = await server.call('POST', '/v1/kiosk/members', key, body)
      expect([again.status, again.body.code]).toEqual([409, 'member_exists'])
    }
})

test('staff sign in at every step, and one address has one account', async () => {
  const { before, rotated, finished } = steps()
  const old = await serverWith(before)
  const { id, key } = await newProgram(old)
  const account = { name: '王店长', email: 'wang@example.com', role: 'manager', password: PASSWORD }
  expect((await old.call('POST', '/v1/staff', key, account)).status).toBe(201)
  const signIn = { program: id, email: account.email, password: PASSWORD }
  const inRotation = await serverWith(rotated)
  for (const server of [old, inRotation])
    expect((await server.call('POST', '/v1/staff/sessions', 'x', signIn)).status).toBe(201)
  expect((await inRotation.call('POST', '/v1/staff', key, account)).body.code).toBe('staff_exists')
  expect(await rekeyProgram(inRotation.deps, id)).toEqual({ members: 0, staff: 1 })
  for (const server of [inRotation, await serverWith(finished)])
    expect((await server.call('POST', '/v1/staff/sessions', 'x', signIn)).status).toBe(201)
})

test('who is under a secret that is not known is left as they are, and the pass says so', async () => {
  const old = await serverWith(steps().before)
  const { id, key } = await newProgram(old)
  await old.call('POST', '/v1/members', key, { phone: PHONE })
  await expect(rekeyProgram((await serverWith(steps().finished)).deps, id)).rejects.toThrow()
  const { body } = await old.call('POST', '/v1/members/search', key, { phone: PHONE })
  expect(body.data).toHaveLength(1)
})

test('what changes while everybody is rekeyed is not lost', async () => {
  const old = await serverWith(steps().before)
  const { id, key } = await newProgram(old)
  const ids = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, n) => (await old.call('POST', '/v1/members', key, { externalId: `m${n}` })).body.id as string,
    ),
  )
  const server = await serverWith(steps().rotated)
  const [, ...patched] = await Promise.all([
    rekeyProgram(server.deps, id),
    ...ids.map((member, n) => server.call('PATCH', `/v1/members/${member}`, key, { externalId: `new${n}` })),
  ])
  expect(patched.filter(({ status }) => status !== 200)).toEqual([])
  await rekeyProgram(server.deps, id)
  const last = await serverWith(steps().finished)
  for (const [n, member] of ids.entries()) {
    const { body } = await last.call('POST', '/v1/members/search', key, { externalId: `new${n}` })
    expect((body.data as Wire[]).map(found => found.id as string)).toEqual([member])
    expect((await last.call('POST', '/v1/members/search', key, { externalId: `m${n}` })).body.data).toEqual([])
  }
})

test('a file that waits is worked off after the secret is another one', async () => {
  const { before, rotated, finished } = steps()
  const first = await serverWith(before)
  const { id, key } = await newProgram(first)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' }
  const sent = await createApp(first.deps).request('http://laurel.test/v1/imports?kind=members', {
    method: 'POST',
    headers,
    body: `name,phone\n李雷,${PHONE}\n`,
  })
  const { id: importId } = (await sent.json()) as Wire
  await rekeyProgram((await serverWith(rotated)).deps, id)
  const last = await serverWith(finished)
  while (await continueProgram(last.deps, id, turnBudget(last.deps)));
  const done = await last.call('GET', `/v1/imports/${importId}`, key)
  expect(done.body).toMatchObject({ status: 'done', created: 1 })
  const found = await last.call('GET', `/v1/members?phone=${encodeURIComponent(PHONE)}`, key)
  expect(found.body.data[0].name).toBe('李雷')
})

test('what an endpoint is sent is signed by its own secret at every step, also by the one before while both count', async () => {
  const { before, rotated, finished } = steps()
  const first = await serverWith(before)
  const { id, key } = await newProgram(first)
  const hook = { url: 'https://hooks.shop.example.com/laurel' }
  const made = (await first.call('POST', '/v1/webhooks', key, hook)).body
  const fresh = (await first.call('POST', `/v1/webhooks/${made.id}/rotate`, key, { overlapHours: 24 })).body
  const signatures: string[] = []
  const postEvent: Deps['postEvent'] = async ({ headers, body }) => {
    const { 'webhook-id': sent = '', 'webhook-timestamp': seconds, 'webhook-signature': signature } = headers
    const sentAt = new Date(Number(seconds) * 1000)
    const own = [fresh.secret, made.secret].map(secret => new Webhook(secret).sign(sent, sentAt, body))
    expect(signature).toBe(own.join(' '))
    signatures.push(signature!)
    return { status: 204, retryAfterMs: null }
  }
  const tries = async ({ deps }: TestServer) => {
    const answer = await createApp({ ...deps, postEvent }).request(`http://laurel.test/v1/webhooks/${made.id}/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    })
    expect(await answer.json()).toMatchObject({ delivered: true })
  }
  await tries(first)
  const second = await serverWith(rotated)
  await tries(second)
  await rekeyProgram(second.deps, id)
  await tries(await serverWith(finished))
  expect(signatures).toHaveLength(3)
})
