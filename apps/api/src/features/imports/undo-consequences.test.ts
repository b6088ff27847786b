import { addImportMade } from '@laurel/db'
import { afterAll, describe, expect, test } from 'vitest'
import { differencesOf } from '../../../test/crimes.ts'
import { importFile, workOff } from '../../../test/import-file.ts'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { watchedDatabases } from '../../../test/watched-databases.ts'
import { decodeId } from '../../platform/ids.ts'

const databases = watchedDatabases()
const api = await testApi(databases.wrap)
afterAll(api.close)

const NOW = '2026-03-10T23:00:00+08:00'
const MEMBERS = 'externalId,name\na,王芳\nb,李雷\n'
const CHANGED = 'externalId,name,birthday,region\na,王小芳,1990-03-10,\nb,李雷,,杭州\nc,韩梅,,\n'
const RECEIPTS = `externalId,memberExternalId,occurredAt,store,sku,unitPrice,tender
r1,a,2026-03-10 10:00,beijing-1,A1,900.00,cash
r2,b,2026-03-10 11:00,beijing-1,A1,700.00,cash
`
const BALANCES = 'memberExternalId,unit,amount,expiresOn\na,points,1200,2026-03-12\nb,points,500,\n'

const program = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', NOW)
  await importFile(api, p, 'kind=members', MEMBERS)
  return p
}
const member = async (p: TestProgram, externalId: string): Promise<Wire> =>
  (await p.ok(200, 'GET', `/v1/members?externalId=${externalId}`)).data[0]
const receiptOf = async (p: TestProgram, { id }: Wire): Promise<Wire> =>
  (await p.ok(200, 'GET', `/v1/members/${id}/purchases`)).data[0]
const status = async (p: TestProgram, { id }: Wire): Promise<Wire> => p.ok(200, 'GET', `/v1/imports/${id}`)
const consequences = async (p: TestProgram, { id }: Wire): Promise<string[]> =>
  (await p.call('GET', `/v1/imports/${id}/consequences`)).text
    .trim()
    .split('\r\n')
    .slice(1)
    .map(line => line.split(',').slice(0, 2).join(' '))
const undo = (p: TestProgram, { id }: Wire): Promise<Wire> => p.ok(202, 'POST', `/v1/imports/${id}/undo`)
const undone = async (p: TestProgram, imported: Wire): Promise<Wire> => {
  await undo(p, imported)
  await workOff(api, p.id)
  return status(p, imported)
}

/** What happens to a member after an import, and is a consequence of its row. */
type Deed = (p: TestProgram, a: Wire) => Promise<unknown>

const adjust: Deed = (p, { id }) =>
  p.ok(201, 'POST', `/v1/members/${id}/adjustments`, { unit: 'points', amount: 7, reason: 'r' })
const buy: Deed = (p, a) => p.buy(a, 100, '2026-03-10T12:00:00+08:00')
const merge: Deed = async (p, { id }) => {
  const other = await p.member()
  await p.ok(200, 'POST', `/v1/members/${other.id}/merge`, { from: id })
}
const park: Deed = async (p, a) =>
  p.ok(201, 'POST', '/v1/benefitUses', {
    memberId: a.id,
    benefit: 'parking',
    purchaseId: (await receiptOf(p, a)).id,
  })
const visit: Deed = async (p, a) => {
  const texts = { en: { body: 'Come in.' }, 'zh-CN': { body: '请会员到店。' } }
  await p.ok(201, 'POST', '/v1/messageTemplates', { code: 'visit', name: 'Visit', channel: 'visit', texts })
  const audience = { members: [a.id] }
  await p.ok(201, 'POST', '/v1/campaigns', { name: 'Visit', template: 'visit', purpose: 'service', audience })
  await p.say()
}
const redeem: Deed = async (p, { id: memberId }) => {
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug', 'zh-CN': '马克杯' }, points: 10, stock: 3 })
  await p.ok(201, 'POST', '/v1/redemptions', { memberId, reward: 'mug' })
}
const giveBack: Deed = async (p, a) => {
  const { id } = await receiptOf(p, a)
  await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
}
const setTier: Deed = (p, { id }) => p.ok(201, 'POST', `/v1/members/${id}/tier`, { code: 'WE', reason: 'r' })
const rename: Deed = (p, { id }) => p.ok(200, 'PATCH', `/v1/members/${id}`, { name: '王方' })
const refer: Deed = (p, { id }) => p.member({ referredBy: id })

const CASES: readonly (readonly [
  code: string,
  kind: string,
  csv: string,
  row: number,
  externalId: string,
  deed: Deed,
])[] = [
  ['bought_since', 'purchases', RECEIPTS, 1, 'a', buy],
  ['returned_since', 'purchases', RECEIPTS, 1, 'a', giveBack],
  ['spent_since', 'purchases', RECEIPTS, 1, 'a', redeem],
  ['tier_set_since', 'purchases', RECEIPTS, 1, 'a', setTier],
  ['benefit_used', 'purchases', RECEIPTS, 1, 'a', park],
  ['member_merged', 'purchases', RECEIPTS, 1, 'a', merge],
  ['expired_since', 'openingBalances', BALANCES, 1, 'a', p => p.clock('2026-03-12T09:00:00+08:00')],
  ['balance_changed_since', 'openingBalances', BALANCES, 2, 'b', adjust],
  ['bought_since', 'tiers', 'memberExternalId,tier\na,WE\nb,ME\n', 2, 'b', buy],
  ['returned_since', 'pastPurchases', RECEIPTS, 2, 'b', giveBack],
  ['member_changed', 'members', CHANGED, 1, 'a', rename],
  ['bought_since', 'members', CHANGED, 1, 'a', buy],
  ['member_merged', 'members', CHANGED, 2, 'b', merge],
  ['member_changed', 'members', CHANGED, 3, 'c', rename],
  ['member_changed', 'members', CHANGED, 3, 'c', refer],
  ['member_merged', 'members', CHANGED, 3, 'c', merge],
  ['member_contacted', 'members', CHANGED, 3, 'c', visit],
  ['balance_changed_since', 'members', CHANGED, 3, 'c', adjust],
  ['tier_set_since', 'members', CHANGED, 3, 'c', setTier],
]

describe('a consequence stands in the way of undoing', () => {
  test.each(CASES)('%s, of an import of %s, and nothing is changed', async (code, kind, csv, row, externalId, deed) => {
    const p = await program()
    const imported = await importFile(api, p, `kind=${kind}`, csv)
    await deed(p, await member(p, externalId))
    const before = await p.trialBalance()
    const { errors } = await p.problem(409, 'import_has_consequences', 'POST', `/v1/imports/${imported.id}/undo`)
    expect(errors).toEqual([{ path: `rows[${row}]`, message: expect.stringMatching(`^${code}: `) }])
    expect(await consequences(p, imported)).toEqual([`${row} ${code}`])
    await workOff(api, p.id)
    expect(await status(p, imported)).toMatchObject({ status: 'done', undo: null })
    expect(await p.trialBalance()).toEqual(before)
  })

  test('also a gift that came with a receipt and was collected; one that was not goes back to the shelf', async () => {
    const p = await program()
    const name = { en: 'Mug', 'zh-CN': '马克杯' }
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name, points: 10, stock: 3, active: false })
    await p.ok(201, 'POST', '/v1/promotions', {
      code: 'full',
      name,
      from: '2026-03-11T00:00:00+08:00',
      until: '2026-03-13T00:00:00+08:00',
      conditions: [{ kind: 'minimumSpend', atLeastMinor: 80000 }],
      effects: [{ kind: 'gift', reward: 'mug' }],
    })
    await p.clock('2026-03-12T09:00:00+08:00')
    const stock = async () => (await p.ok(200, 'GET', '/v1/rewards/mug')).stock
    const csv = RECEIPTS.replaceAll('2026-03-10 1', '2026-03-11 1')
    const first = await importFile(api, p, 'kind=purchases', csv)
    expect(await stock()).toBe(2)
    expect((await undone(p, first)).status).toBe('undone')
    expect(await stock()).toBe(3)
    const second = await importFile(api, p, 'kind=purchases', csv)
    expect(second.created).toBe(2)
    const { promotions } = await receiptOf(p, await member(p, 'a'))
    await p.ok(200, 'POST', `/v1/redemptions/${promotions[0].gave[0].redemption.id}/collect`)
    expect(await consequences(p, second)).toEqual(['1 gift_collected'])
    await p.problem(409, 'import_has_consequences', 'POST', `/v1/imports/${second.id}/undo`)
    expect(await differencesOf(api, p)).toBe('')
  })

  test('also that a row changed somebody before it was kept what it replaced', async () => {
    const p = await program()
    const { id } = await importFile(api, p, 'kind=members', MEMBERS)
    const made = { importId: decodeId('imp', id)!, madeId: decodeId('mem', (await member(p, 'a')).id)! }
    await (await api.databases.open(p.id)).commit([addImportMade({ ...made, row: 1, change: 'updated' })])
    expect(await consequences(p, { id })).toEqual(['1 replaced_unknown'])
  })

  test('but what was undone does not, so that imports are undone the last one first', async () => {
    const p = await api.program('wangfujing', NOW)
    const files = [
      ['members', MEMBERS],
      ['members', CHANGED],
      ['openingBalances', BALANCES],
      ['tiers', 'memberExternalId,tier\na,WE\nb,ME\n'],
      ['pastPurchases', RECEIPTS.replaceAll('2026-', '2025-')],
      ['purchases', RECEIPTS.replaceAll(/^r/gm, 'new')],
    ] as const
    const imported: Wire[] = []
    for (const [kind, csv] of files) imported.push(await importFile(api, p, `kind=${kind}`, csv))
    for (const one of imported.slice(0, -1))
      await p.problem(409, 'import_has_consequences', 'POST', `/v1/imports/${one.id}/undo`)
    for (const one of imported.toReversed()) expect(await undone(p, one)).toMatchObject({ status: 'undone' })
    expect((await p.ok(200, 'GET', '/v1/members')).data).toEqual([])
    expect((await p.trialBalance()).units.points.memberLiability).toBe(0)
    expect(await differencesOf(api, p)).toBe('')
  })

  test('nor do members who were erased since', async () => {
    const p = await program()
    const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
    const a = await member(p, 'a')
    await buy(p, a)
    await p.ok(200, 'DELETE', `/v1/members/${a.id}`)
    const done = await undone(p, imported)
    expect(done).toMatchObject({ status: 'undone', undo: { rows: 2, undone: 1, erased: 1, standing: 0 } })
    expect(await differencesOf(api, p)).toBe('')
  })
})

describe('what happens while an import is undone', () => {
  test('leaves its row standing, and it is told which; asked again, what rests on nothing any more is undone', async () => {
    const p = await program()
    const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
    await undo(p, imported)
    expect((await status(p, imported)).status).toBe('undoing')
    const a = await member(p, 'a')
    const use = (await park(p, a)) as Wire
    await workOff(api, p.id)
    expect(await status(p, imported)).toMatchObject({
      status: 'partlyUndone',
      undo: { rows: 2, undone: 1, standing: 1, erased: 0 },
    })
    expect(await consequences(p, imported)).toEqual(['1 benefit_used'])
    expect((await p.summary(await member(p, 'b'))).balances.points.available).toBe(0)
    await p.problem(409, 'import_has_consequences', 'POST', `/v1/imports/${imported.id}/undo`)
    await p.ok(200, 'POST', `/v1/benefitUses/${use.id}/undo`, { reason: 'r' })
    expect(await undone(p, imported)).toMatchObject({ status: 'undone', undo: { rows: 2, undone: 2, standing: 0 } })
    expect(await consequences(p, imported)).toEqual([])
    expect(await differencesOf(api, p)).toBe('')
  })

  test('is seen by the commit itself, however late it comes', async () => {
    const p = await program()
    const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
    const a = await member(p, 'a')
    await undo(p, imported)
    // The claim of the program, then the first rows: meanwhile their member has bought.
    databases.next(
      commit => commit(),
      async commit => {
        await buy(p, a)
        return commit()
      },
    )
    await workOff(api, p.id)
    expect(await status(p, imported)).toMatchObject({ status: 'partlyUndone', undo: { undone: 1, standing: 1 } })
    expect(await consequences(p, imported)).toEqual(['1 bought_since'])
    expect(await differencesOf(api, p)).toBe('')
  })

  test('leaves earlier rows of its member standing, too', async () => {
    const p = await program()
    const csv = `${RECEIPTS}r3,a,2026-03-10 12:00,beijing-1,A1,600.00,cash\n`
    const imported = await importFile(api, p, 'kind=purchases', csv)
    await undo(p, imported)
    await buy(p, await member(p, 'a'))
    await workOff(api, p.id)
    expect(await consequences(p, imported)).toEqual(['1 bought_since', '3 bought_since'])
    expect(await status(p, imported)).toMatchObject({ undo: { rows: 3, undone: 1, standing: 2 } })
    expect(await differencesOf(api, p)).toBe('')
  })

  test('may have given what led to somebody to somebody else: they stay who they are', async () => {
    const p = await api.program('wangfujing', NOW)
    await importFile(api, p, 'kind=members', 'externalId,phone\na,13812340001\n')
    const imported = await importFile(api, p, 'kind=members', 'externalId,phone\na,13812340002\n')
    await p.member({ phone: '13812340001' })
    expect(await undone(p, imported)).toMatchObject({ status: 'partlyUndone', undo: { undone: 0, standing: 1 } })
    expect(await consequences(p, imported)).toEqual(['1 member_exists'])
    expect((await member(p, 'a')).phone).toBe('+8613812340002')
  })
})

describe('the request to undo an import', () => {
  test('is refused while the import goes on, and takes back what a cancelled one has made', async () => {
    const p = await program()
    const { id } = await p.ok(202, 'POST', '/v1/imports?kind=purchases', undefined, { csv: RECEIPTS })
    await p.problem(409, 'import_not_over', 'POST', `/v1/imports/${id}/undo`)
    await p.ok(200, 'POST', `/v1/imports/${id}/cancel`)
    expect(await undo(p, { id })).toEqual({ id, status: 'undone' })
    expect(await status(p, { id })).toMatchObject({ status: 'undone', undo: { rows: 0 } })
  })

  test('twice and at once is one undo', async () => {
    const p = await program()
    const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
    const answers = await atOnce(5, () => p.call('POST', `/v1/imports/${imported.id}/undo`))
    expect(answers.map(answer => answer.status)).toEqual([202, 202, 202, 202, 202])
    await workOff(api, p.id)
    expect(await undo(p, imported)).toEqual({ id: imported.id, status: 'undone' })
    const ledger = await p.ledger(await member(p, 'a'))
    expect(ledger.map(({ kind }: Wire) => kind)).toEqual(['return', 'earn'])
    expect(ledger[0]!.because).toEqual({ cause: 'importUndone', id: imported.id })
  })

  test('is in the audit trail, and what it does is in the name of who asked', async () => {
    const p = await program()
    const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
    const manager = await p.staff('manager')
    await manager.ok(202, 'POST', `/v1/imports/${imported.id}/undo`)
    await workOff(api, p.id)
    const latest = (await p.ok(200, 'GET', '/v1/audit')).data.find(({ act }: Wire) => act === 'importUndone')
    expect(latest.by.kind).toBe('staff')
    const [entry] = await p.ledger(await member(p, 'a'))
    expect(entry!.by.kind).toBe('staff')
  })
})
