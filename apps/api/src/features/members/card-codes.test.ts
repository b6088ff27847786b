import { afterAll, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { testApi, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('wanqian', '2026-03-10T23:00:00+08:00')

test('a member’s card carries ten minutes of codes, the present one first, and nothing of the person but a masked name', async () => {
  const p = await program()
  const member = await p.member({ name: '李雷', phone: '13900001111' })
  const { body, text } = await api.call('GET', '/v1/me/card', { key: await p.session(member) })
  expect(body).toMatchObject({ cardNumber: member.cardNumber, name: '李*', codeSeconds: 30 })
  expect(body.codes).toHaveLength(20)
  expect(Date.parse(body.codes[0].validFrom)).toBeLessThanOrEqual(Date.parse(body.now))
  expect(Date.parse(body.codes[0].validThrough)).toBeGreaterThan(Date.parse(body.now))
  expect(text).not.toContain('13900001111')
})

test('a till that scans it finds the member, and hears whether a code or only a number was shown', async () => {
  const p = await program()
  const member = await p.member({ name: '李雷' })
  const { codes } = await api.ok(200, 'GET', '/v1/me/card', { key: await p.session(member) })
  const resolve = (code: string) => p.ok(200, 'POST', '/v1/cardCodes/resolve', { code })
  expect(await resolve(codes[0].code)).toMatchObject({ proof: 'code', member: { id: member.id, name: '李雷' } })
  expect(await resolve(member.cardNumber)).toMatchObject({ proof: 'number', member: { id: member.id } })
  const associate = await p.staff('associate')
  expect((await associate.ok(200, 'POST', '/v1/cardCodes/resolve', { code: codes[1].code })).proof).toBe('code')
})

test('a picture of a card is worth nothing a minute later', async () => {
  const p = await program()
  const member = await p.member()
  const { codes } = await api.ok(200, 'GET', '/v1/me/card', { key: await p.session(member) })
  api.passSeconds(75)
  await p.problem(422, 'card_code_expired', 'POST', '/v1/cardCodes/resolve', { code: codes[0].code })
  const later: Wire = codes.find(({ validThrough }: Wire) => Date.parse(validThrough) > api.deps.now())
  expect((await p.ok(200, 'POST', '/v1/cardCodes/resolve', { code: later.code })).proof).toBe('code')
})

test('a wrong code, another program’s and a card that is not there are refused alike', async () => {
  const [p, other] = [await program(), await program()]
  const member = await other.member()
  const { codes } = await api.ok(200, 'GET', '/v1/me/card', { key: await other.session(member) })
  const wrong = `${codes[0].code.slice(0, -1)}${(Number(codes[0].code.at(-1)) + 1) % 10}`
  const refusals = []
  for (const code of [codes[0].code, wrong, member.cardNumber, '8000000000000000', 'hello'])
    refusals.push(await p.problem(422, 'card_code_invalid', 'POST', '/v1/cardCodes/resolve', { code }))
  expect(new Set(refusals.map(({ requestId: _, ...told }) => JSON.stringify(told))).size).toBe(1)
})

test('who was erased is found by no code', async () => {
  const p = await program()
  const member = await p.member()
  const { codes } = await api.ok(200, 'GET', '/v1/me/card', { key: await p.session(member) })
  await p.ok(200, 'DELETE', `/v1/members/${member.id}`)
  expectProblem(await p.call('POST', '/v1/cardCodes/resolve', { code: codes[0].code }), 'card_code_invalid', [
    member.cardNumber,
  ])
})
