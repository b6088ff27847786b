import { DatabaseUnavailable, verifyProgram, type Database } from '@laurel/db'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeId } from '../../platform/ids.ts'
import { importFile } from '../../../test/import-file.ts'
import { documents, happenings, liveThrough } from '../../../test/random-lives.ts'
import { receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

let isLost = false
/** A database that is lost, at times, once it has been entered. */
const losing = (database: Database): Database => ({
  read: async statements => {
    if (isLost && statements.length === 1) throw new DatabaseUnavailable('no route to the database')
    return database.read(statements)
  },
  commit: (statements, members) => database.commit(statements, members),
  close: () => database.close(),
})
const api = await testApi(databases => ({ ...databases, open: async id => losing(await databases.open(id)) }))
afterAll(api.close)

const NOW = '2026-03-10T23:00:00+08:00'
const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, '0')}:00:00+08:00`

const merge = (p: TestProgram, into: Wire, from: Wire) =>
  p.ok(200, 'POST', `/v1/members/${into.id}/merge`, { from: from.id })
const points = async (p: TestProgram, member: Wire): Promise<number> =>
  (await p.summary(member)).balances.points.available
const rowsOf = async (p: TestProgram, sql: string) =>
  (await (await api.databases.open(p.id)).read([{ sql, args: [] }]))[0]!
const expectRight = async (p: TestProgram) => {
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])
  expect((await p.ok(200, 'GET', '/v1/ledger/trialBalance')).balanced).toBe(true)
}

describe('two cards of one person', () => {
  test('become one: balances, receipts, card numbers and journal are the survivor’s', async () => {
    const p = await api.program('wangfujing', NOW)
    const [a, b] = [await p.member(), await p.member()]
    await p.buy(a, 100, at(10))
    await p.buy(b, 450, at(11))
    const merged = await merge(p, a, b)
    expect(merged).toMatchObject({ id: a.id, cardNumber: a.cardNumber, tier: { code: 'ME', since: '2026-03-10' } })
    expect(await points(p, a)).toBe(550)
    expect((await p.ok(200, 'GET', `/v1/members?cardNumber=${b.cardNumber}`)).data).toEqual([merged])
    expect((await p.ok(200, 'GET', `/v1/members/${a.id}/purchases`)).data).toHaveLength(2)
    expect((await p.ledger(a)).map(({ kind }: Wire) => kind)).toEqual(['transfer', 'transfer', 'earn', 'earn'])
    await expectRight(p)
  })

  test('the old id, in a path or a body, acts on the survivor', async () => {
    const p = await api.program('wangfujing', NOW)
    const [a, b] = [await p.member(), await p.member()]
    const bought = await p.buy(b, 450, at(11))
    await merge(p, a, b)
    expect((await p.ok(200, 'GET', `/v1/members/${b.id}`)).id).toBe(a.id)
    expect((await p.buy(b, 100, at(12))).memberId).toBe(a.id)
    expect(await points(p, b)).toBe(550)
    const back = await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect(back.balances.points).toBe(100)
    await p.ok(201, 'POST', `/v1/members/${b.id}/adjustments`, { unit: 'points', amount: 7, reason: 'thanks' })
    expect(await points(p, a)).toBe(107)
    await expectRight(p)
  })

  test('a lot keeps its expiry, and a debt of either is filled from the other’s', async () => {
    const p = await api.program('wangfujing', NOW)
    const [a, b] = [await p.member(), await p.member()]
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 300, stock: null })
    const bought = await p.buy(a, 400, at(10))
    await p.ok(201, 'POST', '/v1/redemptions', { memberId: a.id, reward: 'mug' })
    await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    const gift = await p.buy(b, 1000, at(11))
    const held = await p.ok(201, 'POST', '/v1/redemptions', { memberId: b.id, reward: 'mug' })
    expect([await points(p, a), await points(p, b)]).toEqual([-300, 700])
    await merge(p, a, b)
    expect(await points(p, a)).toBe(400)
    // What was reserved on the other card comes back to the lot it came from, and a return asks for what was earned.
    await p.ok(200, 'POST', `/v1/redemptions/${held.id}/cancel`)
    expect(await points(p, a)).toBe(700)
    await p.ok(201, 'POST', `/v1/purchases/${gift.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect(await points(p, a)).toBe(-300)
    await expectRight(p)
  })

  test('the higher tier keeps its dates where both together come to less', async () => {
    const p = await api.program('wangfujing', NOW)
    const [a, b] = [await p.member(), await p.member()]
    await p.buy(b, 6000, at(9))
    await p.ok(201, 'POST', `/v1/members/${a.id}/tier`, { code: 'ME', reason: 'a promise' })
    const merged = await merge(p, a, b)
    expect(merged.tier).toMatchObject({ code: 'WE', since: '2026-03-10', validThrough: '2027-03-09' })
    await expectRight(p)
    await p.clock('2027-04-01T00:00:00+08:00')
    await expectRight(p)
  })

  test('are found by all that either was found by, and the survivor’s own word stands', async () => {
    const p = await api.program('wanqian', NOW)
    const a = await p.member({ name: '王芳', phone: '13800138001', externalId: 'crm-1', wechatOpenId: 'o-1' })
    const b = await p.member({
      name: '王小芳',
      phone: '13800138002',
      email: 'w@example.com',
      externalId: 'crm-2',
      wechatOpenId: 'o-2',
      gender: 'female',
    })
    const paths = [a, b].map(({ id }) => `/v1/members/${id}`)
    await p.ok(200, 'PATCH', `${paths[0]}/dossier`, { habits: ['周末来'], occupation: '律师' })
    await p.ok(200, 'PATCH', `${paths[1]}/dossier`, { habits: ['爱喝茶'], occupation: '医生', education: 'master' })
    await p.ok(201, 'POST', `${paths[1]}/notes`, { text: '喜欢靠窗的位子' })
    await p.ok(201, 'POST', `${paths[1]}/family`, { relation: 'child', name: '小明' })
    await p.ok(200, 'PUT', `${paths[1]}/tags/regular`)
    await p.ok(201, 'POST', `${paths[1]}/adjustments`, { unit: 'points', amount: 5, reason: '补积分' })
    const merged = await merge(p, a, b)
    expect(merged).toMatchObject({
      name: '王芳',
      phone: '+8613800138001',
      email: 'w@example.com',
      externalId: 'crm-1',
      wechatOpenId: 'o-1',
      gender: 'female',
    })
    for (const query of [
      'phone=13800138002',
      'externalId=crm-2',
      'externalId=crm-1',
      'wechatOpenId=o-1',
      'wechatOpenId=o-2',
      'q=王小芳',
      'email=w@example.com',
    ])
      expect((await p.ok(200, 'GET', `/v1/members?${query}`)).data, query).toEqual([merged])
    expect(await p.ok(200, 'GET', `${paths[1]}/dossier`)).toMatchObject({
      memberId: a.id,
      habits: ['周末来', '爱喝茶'],
      occupation: '律师',
      education: 'master',
      tags: ['regular'],
      family: [{ name: '小明' }],
    })
    expect((await p.ok(200, 'GET', `${paths[0]}/notes`)).data).toMatchObject([{ text: '喜欢靠窗的位子' }])
    const exported = JSON.stringify(await p.ok(200, 'GET', `${paths[0]}/export`))
    for (const text of ['王小芳', '补积分', '喜欢靠窗的位子', b.id]) expect(exported).toContain(text)
    expect((await p.ok(200, 'GET', `${paths[0]}/audit`)).data.map(({ reason }: Wire) => reason)).toContain('补积分')
    // Another number in place of the one that was taken over frees that one.
    await p.ok(200, 'PATCH', paths[0]!, { email: 'f@example.com' })
    expect((await p.ok(200, 'GET', '/v1/members?email=w@example.com')).data).toEqual([])
    expect((await p.ok(200, 'GET', '/v1/members?phone=13800138002')).data).toHaveLength(1)
    await expectRight(p)
  })

  test('what a till sent under its own number gets its first answer again, whichever of the ids it names by now', async () => {
    const p = await api.program('boutique', NOW)
    const [a, b, stranger] = [await p.member(), await p.member(), await p.member()]
    const [bought, own] = [receipt(b, 100, at(10)), receipt(a, 50, at(10))]
    const topped = { memberId: b.id, plan: 'topup-3000', tender: 'cash', externalId: 'till-1-topup' }
    const purchase = await p.ok(201, 'POST', '/v1/purchases', bought)
    const kept = await p.ok(201, 'POST', '/v1/purchases', own)
    const topUp = await p.ok(201, 'POST', '/v1/topups', topped)
    await merge(p, a, b)
    const before = await p.trialBalance()
    for (const { id } of [a, b]) {
      for (const [body, first] of [
        [bought, purchase],
        [own, kept],
      ] as const) {
        const again = await p.call('POST', '/v1/purchases', { ...body, memberId: id })
        expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
        expect(again.body).toEqual({ ...first, memberId: a.id })
        const { data } = await p.ok(200, 'POST', '/v1/purchases/batch', { purchases: [{ ...body, memberId: id }] })
        expect(data).toEqual([{ status: 201, purchase: again.body }])
      }
      const again = await p.ok(201, 'POST', '/v1/topups', { ...topped, memberId: id })
      expect(again).toEqual({ ...topUp, memberId: a.id })
    }
    const conflict = { ...bought, memberId: stranger.id }
    await p.problem(409, 'external_id_conflict', 'POST', '/v1/purchases', conflict)
    await p.problem(409, 'external_id_conflict', 'POST', '/v1/purchases', { ...conflict, memberId: a.id, store: 's2' })
    await p.problem(409, 'external_id_conflict', 'POST', '/v1/topups', { ...topped, memberId: stranger.id })
    // Whether it is the same is not known without the database, then: the till comes again.
    isLost = true
    try {
      await p.problem(503, 'busy', 'POST', '/v1/purchases', { ...bought, memberId: a.id })
    } finally {
      isLost = false
    }
    expect(await p.trialBalance()).toEqual(before)
    await expectRight(p)
  })

  test('a file that has both cards still, imported again, neither parts them nor changes anything', async () => {
    const p = await api.program('wanqian', NOW)
    const csv = 'externalId,name,phone\nc1,王芳,13800138003\nc2,王小芳,13800138004\n'
    const imported = () => importFile(api, p, 'kind=members', csv)
    await imported()
    const [[a], [b]] = await Promise.all(
      ['c1', 'c2'].map(async id => (await p.ok(200, 'GET', `/v1/members?externalId=${id}`)).data),
    )
    const head = 'externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender'
    const receipts = [1, 2].map(n => `r${n},c${n},${at(9 + n)},s1,A1,1,100.00,cash`)
    const receiptsImported = () => importFile(api, p, 'kind=purchases', [head, ...receipts, ''].join('\n'))
    expect(await receiptsImported()).toMatchObject({ created: 2, rejected: [] })
    const merged = await merge(p, a, b)
    expect(await imported()).toMatchObject({ created: 0, updated: 0, rejected: [] })
    expect(await receiptsImported()).toMatchObject({ created: 0, updated: 0, rejected: [] })
    expect((await p.ok(200, 'GET', '/v1/members')).data).toEqual([merged])
    await expectRight(p)
  })

  test('erasing the survivor erases both, and the old id says so', async () => {
    const p = await api.program('wanqian', NOW)
    const [a, b] = [await p.member({ name: '王芳' }), await p.member({ name: '王小芳' })]
    await p.buy(b, 100, at(10))
    await merge(p, a, b)
    const erased = await p.ok(200, 'DELETE', `/v1/members/${b.id}`)
    expect(erased.id).toBe(a.id)
    expect(await p.ok(200, 'DELETE', `/v1/members/${b.id}`)).toEqual(erased)
    await p.problem(410, 'member_erased', 'GET', `/v1/members/${b.id}`)
    await p.problem(410, 'member_erased', 'POST', `/v1/members/${a.id}/merge`, { from: b.id })
    const other = await p.member()
    await p.problem(410, 'member_erased', 'POST', `/v1/members/${other.id}/merge`, { from: b.id })
    await expectRight(p)
  })

  test('merging is refused where there are no two, and done again answers the same', async () => {
    const [p, q] = [await api.program('wanqian', NOW), await api.program('wanqian', NOW)]
    const [a, b, c, foreign] = [await p.member(), await p.member(), await p.member(), await q.member()]
    const path = `/v1/members/${a.id}/merge`
    await p.problem(422, 'invalid_request', 'POST', path, { from: a.id })
    await p.problem(404, 'not_found', 'POST', path, { from: foreign.id })
    await p.problem(404, 'not_found', 'POST', `/v1/members/${foreign.id}/merge`, { from: b.id })
    const merged = await merge(p, a, b)
    expect(await merge(p, a, b)).toEqual(merged)
    await p.problem(409, 'member_merged', 'POST', `/v1/members/${c.id}/merge`, { from: b.id })
    // Whom the survivor becomes the first card becomes, too.
    await merge(p, c, a)
    expect((await p.ok(200, 'GET', `/v1/members/${b.id}`)).id).toBe(c.id)
    expect((await p.ok(200, 'GET', `/v1/members?cardNumber=${b.cardNumber}`)).data[0].id).toBe(c.id)
    expect((await p.ok(200, 'GET', '/v1/members')).data.map(({ id }: Wire) => id)).toEqual([c.id])
    await expectRight(p)
  })

  test('a member token of the old card goes on as the survivor’s, and never shows what is no longer so', async () => {
    const p = await api.program('wangfujing', NOW)
    const [a, b] = [await p.member(), await p.member()]
    const key = await p.session(b)
    const mine = async () => (await p.ok(200, 'GET', '/v1/me', undefined, { key })).balances.points.available
    await p.buy(b, 10, at(10))
    expect(await mine()).toBe(10)
    await merge(p, a, b)
    await p.buy(a, 100, at(11))
    expect(await mine()).toBe(110)
    await p.buy(a, 100, at(12))
    expect(await mine()).toBe(210)
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 50, stock: null })
    await p.ok(201, 'POST', '/v1/me/redemptions', { reward: 'mug' }, { key })
    await expectRight(p)
  })

  test('whoever listens hears of it, and a batch of an offline till knows whose the old card is', async () => {
    const p = await api.program('wangfujing', NOW)
    const [a, b] = [await p.member(), await p.member()]
    await merge(p, a, b)
    api.passSeconds(5)
    const { data } = await p.ok(200, 'GET', '/v1/events?type=member.merged')
    expect(data.map((event: Wire) => event.data)).toEqual([expect.objectContaining({ memberId: a.id, from: b.id })])
    const sent = { purchases: [receipt(b, 30, at(12))] }
    const { data: answers } = await p.ok(200, 'POST', '/v1/purchases/batch', sent)
    expect(answers.map(({ status }: Wire) => status)).toEqual([201])
    expect(await points(p, a)).toBe(30)
  })
})

/** What a member holds: balances, what expires when, what qualifies, what was bought. */
const standOf = async (p: TestProgram, { id }: Wire) => {
  const { balances } = await p.summary({ id })
  const lots = await rowsOf(
    p,
    `SELECT unit, transaction_id, expires_on, remaining FROM lots WHERE remaining > 0 AND member_id = ${decodeId('mem', id)}`,
  )
  const purchases = await p.ok(200, 'GET', `/v1/members/${id}/purchases?limit=100`)
  return { balances, lots, purchases: purchases.data.map((purchase: Wire) => purchase.id).toSorted() }
}

describe('whatever two members have lived through', () => {
  test.each(Object.keys(documents))('%s: merged, they come to the sum of both', { timeout: 300_000 }, async name => {
    await fc.assert(
      fc.asyncProperty(happenings(16), happenings(4), async (before, after) => {
        api.passSeconds(60)
        const alone = before.filter(({ what }) => what !== 'merge')
        const { p, members, go } = await liveThrough(api, documents[name]!, alone)
        const [a, b] = members
        const [one, other] = [await standOf(p, a), await standOf(p, b)]
        await merge(p, a, b)
        const both = await standOf(p, a)
        expect(both.purchases).toEqual([...one.purchases, ...other.purchases].toSorted())
        for (const unit of ['points', 'memberCash', 'prepaid'] as const)
          expect(both.balances[unit].available).toBe(one.balances[unit].available + other.balances[unit].available)
        const owes = [one, other].some(
          ({ balances }) => balances.points.available < 0 || balances.memberCash.available < 0,
        )
        if (!owes) expect(both.lots.map(String).toSorted()).toEqual([...one.lots, ...other.lots].map(String).toSorted())
        await expectRight(p)
        await go(after)
        await p.clock('2031-01-01T00:00:00+08:00')
        await expectRight(p)
      }),
      { numRuns: Number(process.env['LAUREL_LIVES'] ?? 4) },
    )
  })
})
