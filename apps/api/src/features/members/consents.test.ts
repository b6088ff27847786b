import { afterAll, expect, test } from 'vitest'
import { testApi, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const program = () => api.program('wanqian', '2026-03-10T23:00:00+08:00')
const sms = (granted: boolean) => ({ channel: 'sms', purpose: 'marketing', granted })
const at = expect.stringMatching(/^2026-03-10T/)

test('a member is shown with what holds for each channel and purpose, and with their brands’ own cards', async () => {
  const p = await program()
  const email = { channel: 'email', purpose: 'service', granted: true }
  const made = await p.member({ consents: [sms(true), email, sms(false)], brandCards: ['maison', 'acme', 'maison'] })
  expect(made.consents).toEqual([
    { ...email, at },
    { ...sms(false), at },
  ])
  expect(made.brandCards).toEqual(['acme', 'maison'])
  const path = `/v1/members/${made.id}`
  expect(await p.ok(200, 'GET', path)).toEqual(made)
  const changed = await p.ok(200, 'PATCH', path, { consents: [sms(true)], brandCards: ['loom'] })
  expect(changed).toEqual({
    ...made,
    consents: [
      { ...email, at },
      { ...sms(true), at },
    ],
    brandCards: ['loom'],
  })
  expect(await p.ok(200, 'GET', path)).toEqual(changed)
  expect((await p.ok(200, 'GET', `${path}/dossier`)).consents).toEqual(changed.consents)
})

test('the newest consent holds, and the whole history stays with who wrote it down', async () => {
  const p = await program()
  const { id } = await p.member({ consents: [sms(true)] })
  const path = `/v1/members/${id}/consents`
  const associate = await p.staff('associate')
  expect(await associate.ok(201, 'POST', path, { consents: [sms(false)] })).toEqual({
    consents: [{ ...sms(false), at }],
  })
  await p.ok(201, 'POST', path, { consents: [{ channel: 'wechat', purpose: 'service', granted: true }, sms(true)] })
  const { data } = await p.ok(200, 'GET', path)
  expect(data.map(({ channel, granted, by }: Wire) => [channel, granted, by.kind])).toEqual([
    ['sms', true, 'key'],
    ['wechat', true, 'key'],
    ['sms', false, 'staff'],
    ['sms', true, 'key'],
  ])
  expect(data[2].by).toEqual({ kind: 'staff', id: associate.id, name: associate.name })
  const page = await p.ok(200, 'GET', `${path}?limit=3`)
  expect((await p.ok(200, 'GET', `${path}?limit=3&cursor=${page.nextCursor}`)).data).toEqual([data[3]])
})

test('what is no channel or purpose is refused, and nothing of it is kept', async () => {
  const p = await program()
  const { id } = await p.member()
  const path = `/v1/members/${id}/consents`
  for (const wrong of [{ channel: 'pigeon' }, { purpose: 'fun' }, { granted: 'yes' }])
    await p.problem(422, 'invalid_request', 'POST', path, { consents: [sms(true), { ...sms(true), ...wrong }] })
  await p.problem(422, 'invalid_request', 'POST', path, { consents: [] })
  expect((await p.ok(200, 'GET', path)).data).toEqual([])
})
