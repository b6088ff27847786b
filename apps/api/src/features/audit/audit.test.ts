import { afterAll, expect, test } from 'vitest'
import { PASSWORD, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('boutique', '2026-03-10T15:00:00+08:00')
const trail = async (p: TestProgram, query = '') =>
  (await p.ok(200, 'GET', `/v1/audit?limit=100${query}`)).data as Wire[]

test('everything that is done by hand stands in the audit trail, with who did it, when and why', async () => {
  const p = await program()
  const member = await p.member()
  const [admin, associate] = [await p.staff('admin'), await p.staff('associate')]
  const key = await admin.ok(201, 'POST', '/v1/keys', { kind: 'secret' })
  await admin.ok(200, 'DELETE', `/v1/keys/${key.id}`)
  await admin.ok(200, 'PUT', '/v1/stores/beijing-1', { name: '北京一店' })
  await admin.ok(200, 'PUT', '/v1/brands/maison', { name: 'Maison' })
  await admin.ok(200, 'PUT', '/v1/stores/beijing-1/brands/maison', { multiplier: 1 })
  const rules = await admin.ok(200, 'GET', '/v1/program/rules')
  await admin.ok(200, 'PUT', '/v1/program/rules', { rules })
  await admin.ok(200, 'PATCH', `/v1/members/${member.id}`, { region: '上海' })
  const path = `/v1/members/${member.id}`
  await admin.ok(201, 'POST', `${path}/tier`, { code: 'CLASS-88', reason: '老顾客' })
  const topUp = await admin.ok(201, 'POST', '/v1/topups', { memberId: member.id, plan: 'topup-3000', tender: 'cash' })
  await admin.ok(200, 'POST', `/v1/topups/${topUp.id}/reverse`, { reason: '刷错卡' })
  await associate.ok(202, 'POST', `${path}/adjustments`, { unit: 'points', amount: 5, reason: '补积分' })
  await admin.ok(201, 'POST', '/v1/promotions', {
    code: 'double',
    name: { en: 'Double points' },
    from: '2026-03-11T00:00:00+08:00',
    until: '2026-03-12T00:00:00+08:00',
    conditions: [],
    effects: [{ kind: 'multiplier', value: 2 }],
  })
  await admin.ok(200, 'PATCH', '/v1/promotions/double', { ended: true })
  await admin.ok(200, 'DELETE', '/v1/staff/sessions/current')
  const entries = await trail(p)
  expect(entries.filter(({ by }) => by.id === admin.id).map(({ act, id, reason }) => [act, id, reason])).toEqual([
    ['signedOut', admin.id, null],
    ['promotionPublished', 'double', null],
    ['promotionPublished', 'double', null],
    ['topupReversal', topUp.id, '刷错卡'],
    ['tier', expect.stringMatching(/^tier_/), '老顾客'],
    ['memberChanged', member.id, null],
    ['rulesPublished', '2', null],
    ['brandSet', 'beijing-1/maison', null],
    ['brandSet', 'maison', null],
    ['storeSet', 'beijing-1', null],
    ['keyRevoked', key.id, null],
    ['keyCreated', key.id, null],
    ['signedIn', admin.id, null],
  ])
  expect(entries[3]).toMatchObject({
    act: 'approvalAsked',
    by: { kind: 'staff', id: associate.id, name: associate.name },
    memberId: member.id,
    reason: '补积分',
    occurredAt: '2026-03-10T15:00:00+08:00',
  })
  expect(entries.filter(({ act }) => act === 'staffCreated').map(({ by }) => by.kind)).toEqual(['key', 'key'])
})

test('a page goes on where the one before ended, and one actor or one act can be asked for', async () => {
  const p = await program()
  const member = await p.member()
  const [manager, other] = [await p.staff('manager'), await p.staff('manager')]
  for (const who of [manager, other, manager])
    await who.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { unit: 'points', amount: 1, reason: 'r' })
  const all = await trail(p)
  const paged: Wire[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Wire = await p.ok(200, 'GET', `/v1/audit?limit=2${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.data)
    cursor = page.nextCursor
  }
  expect(paged).toEqual(all)
  expect((await trail(p, `&actor=${manager.id}`)).map(({ act }) => act)).toEqual([
    'adjustment',
    'adjustment',
    'signedIn',
  ])
  expect((await trail(p, `&actor=${manager.id}&act=adjustment`)).length).toBe(2)
  expect((await trail(p, '&act=signedIn')).length).toBe(2)
  expect((await trail(p, '&act=tier')).length).toBe(0)
  expect(await trail(p, '&actor=stf_00000000000')).toEqual([])
  expect(await trail(p, '&actor=nonsense')).toEqual([])
})

test('guesses that lock an account stand there, by nobody; of an address without an account nothing does', async () => {
  const p = await program()
  const staff = await p.staff('associate')
  for (const email of [staff.email, 'nobody@shop.example'])
    for (let i = 0; i < 6; i++)
      await api.call('POST', '/v1/staff/sessions', { body: { program: p.id, email, password: `guess number ${i}` } })
  const locks = await trail(p, '&act=signInLocked')
  expect(locks).toMatchObject([{ id: staff.id, by: null }])
})

test('a request that is sent twice stands there once', async () => {
  const p = await program()
  const made = await p.ok(201, 'POST', '/v1/keys', { kind: 'publishable' })
  for (let i = 0; i < 3; i++) await p.ok(200, 'DELETE', `/v1/keys/${made.id}`)
  const body = { name: 'x', email: 'x@shop.example', role: 'associate', password: PASSWORD }
  for (let i = 0; i < 3; i++) await p.ok(201, 'POST', '/v1/staff', body, { idempotencyKey: 'k' })
  expect((await trail(p)).map(({ act }) => act)).toEqual(['staffCreated', 'keyRevoked', 'keyCreated'])
})

test('a member’s own journal tells of others only of which kind they are', async () => {
  const p = await program()
  const member = await p.member()
  const manager = await p.staff('manager')
  await manager.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { unit: 'points', amount: 50, reason: 'r' })
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 10, stock: 1 })
  await api.ok(201, 'POST', '/v1/me/redemptions', { key: await p.session(member), body: { reward: 'mug' } })
  const { data } = await api.ok(200, 'GET', '/v1/me/ledger', { key: await p.session(member) })
  expect(data.map(({ by }: Wire) => by)).toEqual([
    { kind: 'member', id: member.id, name: null },
    { kind: 'staff', id: null, name: null },
  ])
  const [redeemed, adjusted] = await p.ledger(member)
  expect(redeemed.by).toEqual({ kind: 'member', id: member.id, name: null })
  expect(adjusted.by).toEqual({ kind: 'staff', id: manager.id, name: manager.name })
})
