import { SignJWT } from 'jose'
import { afterAll, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { testApi } from '../../../test/test-api.ts'

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
