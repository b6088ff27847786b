import { SignJWT } from 'jose'
import { afterAll, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { atOnce, testApi } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('wanqian', '2026-03-10T23:00:00+08:00')
const me = (key: string) => api.call('GET', '/v1/me', { key })

test('a member’s token lives ten minutes of real time, whatever the program’s clock says', async () => {
  const p = await program()
  const member = await p.member()
  const { token, expiresAt } = await p.ok(201, 'POST', `/v1/members/${member.id}/sessions`)
  expect(expiresAt).toBe('2026-11-22T02:10:00+00:00')
  await p.clock('2027-06-01T00:00:00+08:00')
  expect((await me(token)).body.member.id).toBe(member.id)
  api.passSeconds(599)
  expect((await me(token)).status).toBe(200)
  api.passSeconds(1)
  expectProblem(await me(token), 'token_expired')
})

test('a token is for one member of one program', async () => {
  const [a, b] = [await program(), await program()]
  const [member, other] = [await a.member({ name: '李雷' }), await b.member({ name: '王芳' })]
  expect((await me(await a.session(member))).body.member.name).toBe('李*')
  expect((await me(await b.session(other))).body.member.name).toBe('王*')
  await a.problem(404, 'not_found', 'POST', `/v1/members/${other.id}/sessions`)
})

test('a token that we did not sign, or that was changed, lets nobody in', async () => {
  const p = await program()
  const [member, other] = [await p.member(), await p.member()]
  const token = await p.session(member)
  const [header, payload, signature] = token.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))
  for (const bad of [
    forged,
    `${header}.${encoded({ ...claims, sub: other.id })}.${signature}`,
    `${encoded({ alg: 'none' })}.${payload}.`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${token}x`,
  ])
    expectProblem(await me(bad), 'unauthenticated', [bad])
})

test('what a token holds is nothing of the person', async () => {
  const p = await program()
  const token = await p.session(await p.member({ name: '李雷', phone: '13900001111' }))
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())
  expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'jti', 'prog', 'sub'])
})

test('a token that may only see spends nothing', async () => {
  const p = await program()
  const member = await p.member()
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const { token, purpose } = await p.ok(201, 'POST', `/v1/members/${member.id}/sessions`, { purpose: 'read' })
  expect(purpose).toBe('read')
  for (const path of ['/v1/me', '/v1/me/card', '/v1/me/ledger', '/v1/me/purchases', '/v1/me/rewards'])
    expect((await api.call('GET', path, { key: token })).status, path).toBe(200)
  const redeemed = await api.call('POST', '/v1/me/redemptions', { key: token, body: { reward: 'mug' } })
  expectProblem(redeemed, 'wrong_token_purpose', [token])
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/redemptions`)).data).toEqual([])
})

test('a token to redeem lives two minutes and redeems once: sent again it answers the same, asked anew it is used', async () => {
  const p = await program()
  const member = await p.member()
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const open = () => p.ok(201, 'POST', `/v1/members/${member.id}/sessions`, { purpose: 'redeem' })
  const { token, expiresAt } = await open()
  expect(Date.parse(expiresAt) - api.deps.now()).toBe(120_000)
  expectProblem(await me(token), 'wrong_token_purpose', [token])
  const redeem = (key: string, idempotencyKey: string) =>
    api.call('POST', '/v1/me/redemptions', { key, body: { reward: 'mug' }, idempotencyKey })
  const [first, again] = [await redeem(token, 'one'), await redeem(token, 'one')]
  expect(first.status).toBe(201)
  expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([201, first.body, 'true'])
  expectProblem(await redeem(token, 'two'), 'token_used')
  const late = await open()
  api.passSeconds(120)
  expectProblem(await redeem(late.token, 'three'), 'token_expired')
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/redemptions`)).data).toHaveLength(1)
})

test('of many redemptions with one token at once, one stands', async () => {
  const p = await program()
  const member = await p.member()
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const { token } = await p.ok(201, 'POST', `/v1/members/${member.id}/sessions`, { purpose: 'redeem' })
  const answers = await atOnce(8, () => api.call('POST', '/v1/me/redemptions', { key: token, body: { reward: 'mug' } }))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)])
})
