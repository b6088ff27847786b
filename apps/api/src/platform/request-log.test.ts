import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { OPERATOR_KEY, receipt, testApi } from '../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const person = {
  name: '欧阳娜娜',
  phone: '+8613812345678',
  email: 'nana.ouyang@example.com',
  externalId: 'crm-4711-nana',
  birthday: '1990-06-18',
}
const traces = /欧阳|娜娜|%E6%AC%A7|13812345678|138 1234|5678|ouyang|4711|1990-06-18|Secret street/i

/** A whole life in the program: every kind of request that carries something of a person. */
const live = async () => {
  const p = await api.program('wanqian', '2026-03-10T23:00:00+08:00')
  const member = await p.member({ ...person, region: 'Secret street 1' })
  for (const [field, value] of Object.entries({ ...person, q: person.name, birthday: undefined }))
    if (value !== undefined) {
      await p.call('GET', `/v1/members?${field}=${encodeURIComponent(value)}`)
      await p.call('POST', '/v1/members/search', { [field === 'name' ? 'q' : field]: value })
    }
  await p.problem(409, 'member_exists', 'POST', '/v1/members', { phone: person.phone })
  await p.problem(422, 'invalid_request', 'POST', '/v1/members', { ...person, phone: '+86138' })
  await p.problem(422, 'invalid_request', 'POST', '/v1/members', { ...person, birthday: '1990-06-31' })
  await p.ok(200, 'PATCH', `/v1/members/${member.id}`, { name: `${person.name}二` })
  await p.buy(member, 100, '2026-03-10T10:00:00+08:00')
  await p.summary(member)
  await p.call('GET', `/v1/members/${encodeURIComponent(person.phone)}`)
  await p.call('GET', `/v1/members/${member.id}/nowhere/${encodeURIComponent(person.email)}`)
  await p.call('PUT', `/v1/stores/${encodeURIComponent(person.name)} 5678`, { name: 'x' })
  await api.call('GET', `/v1/me?token=${person.externalId}`, { key: await p.session(member) })
  return { p, member }
}

const { p, member } = await live()

test('the log holds nothing of a person: no name, phone, e-mail, number or query string', () => {
  expect(api.log.length).toBeGreaterThan(20)
  expect(JSON.stringify(api.log)).not.toMatch(traces)
})

test('no key and no token ever enters the log', async () => {
  const token = await p.session(member)
  await api.call('GET', '/v1/me', { key: token })
  const text = JSON.stringify(api.log)
  for (const secret of [OPERATOR_KEY, p.key, p.publishableKey, token]) expect(text).not.toContain(secret)
})

test('nothing of a person lies in clear in the data folder', () => {
  const { dataDir } = api.databases
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name))
    for (const text of ['欧阳', '13812345678', 'ouyang', 'crm-4711'])
      expect(bytes.includes(Buffer.from(text)), `${file.name} holds ${text}`).toBe(false)
  }
})

test('a line names the operation as the reference does, the answer, the program and the kind of key', async () => {
  const answer = await p.call('POST', '/v1/purchases', receipt(member, 1, '2026-03-11T10:00:00+08:00'))
  expect(api.log.at(-1)).toEqual({
    requestId: answer.headers.get('x-request-id'),
    method: 'POST',
    route: '/v1/purchases',
    status: 422,
    code: 'occurred_in_future',
    credential: 'secret',
    programId: p.id,
    ms: 0,
  })
  await p.call('GET', `/v1/members/${member.id}/summary`)
  expect(api.log.at(-1)).toMatchObject({ route: '/v1/members/{id}/summary', status: 200 })
  // A path that fits a later operation too is the first one's.
  await p.call('GET', '/v1/staff/me')
  expect(api.log.at(-1)).toMatchObject({ route: '/v1/staff/me', code: 'wrong_key_kind' })
  await p.call('GET', '/v1/no/such/path')
  expect(api.log.at(-1)).toMatchObject({ route: '/v1/*', status: 404, code: 'not_found' })
})

test('a request id that a caller sends is kept where it is one, else a new one is drawn', async () => {
  const idOf = async (sent: string) =>
    (await api.call('GET', '/v1/health', { headers: { 'x-request-id': sent } })).headers.get('x-request-id')
  expect(await idOf('till-7:000123.a_b')).toBe('till-7:000123.a_b')
  for (const sent of ['', 'with space', 'q'.repeat(65), '{"a":1}', 'caf\u00e9'])
    expect(await idOf(sent)).toMatch(/^req_\w{16}$/)
})
