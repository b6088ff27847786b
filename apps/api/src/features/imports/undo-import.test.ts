import { afterAll, describe, expect, test } from 'vitest'
import { differencesOf } from '../../../test/crimes.ts'
import { importFile, workOff } from '../../../test/import-file.ts'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const MEMBERS =
  'externalId,name,phone,birthday\na,王芳,13812340001,1990-03-10\nb,李雷,13812340002,\nc,韩梅,13812340003,\n'
const RECEIPTS = `externalId,memberExternalId,occurredAt,store,sku,size,quantity,unitPrice,tender
r1,a,2026-03-09 10:00,s,A1,L,1,21000.00,cash
r2,a,2026-03-10 10:00,s,A2,L,2,300.00,wechat
r3,b,2026-03-10 11:00,s,A1,S,1,80.00,cash
r4,a,2024-01-02 10:00,s,A3,L,1,500.00,cash
`
const FILES: Readonly<Record<string, string>> = {
  members:
    'externalId,name,phone,birthday,gender\na,王小芳,13912340001,1991-04-11,f\nd,林涛,13812340004,,m\nb,李雷,,,\n',
  purchases: RECEIPTS,
  openingBalances:
    'memberExternalId,unit,amount,expiresOn\na,points,1200,2026-07-01\na,points,-1500,\na,memberCash,129.90,never\nb,prepaid,3000.00,\nb,points,-40,\n',
  tiers: 'memberExternalId,tier,since,validThrough\na,WE,2024-07-01,2026-06-30\nb,ME,2025-09-01,2026-07-31\nc,none,,\n',
  pastPurchases: RECEIPTS.replaceAll(/^r/gm, 'old').replaceAll('2026-', '2025-'),
}
const KINDS = Object.keys(FILES)

/** A program whose members have something already: points, a debt of member cash, prepaid, a receipt. */
const program = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  await importFile(api, p, 'kind=members', MEMBERS)
  const [a, b] = [await member(p, 'a'), await member(p, 'b')]
  await p.buy(a, 250, '2026-02-01T10:00:00+08:00')
  await p.ok(201, 'POST', `/v1/members/${a.id}/adjustments`, { unit: 'points', amount: 30, reason: 'r' })
  await p.ok(201, 'POST', `/v1/members/${b.id}/adjustments`, { unit: 'points', amount: 5, reason: 'r' })
  return p
}

const member = async (p: TestProgram, externalId: string): Promise<Wire> =>
  (await p.ok(200, 'GET', `/v1/members?externalId=${externalId}`)).data[0]

/** Everything that a program's members are and have, as anybody is told. */
const standOf = async (p: TestProgram) => {
  const { units } = await p.trialBalance()
  const { data } = await p.ok(200, 'GET', '/v1/members?limit=100')
  const members = await Promise.all(
    data.map(async (one: Wire) => {
      const { asOf: _, ...insight } = await p.ok(200, 'GET', `/v1/members/${one.id}/insight`)
      return { ...one, summary: await p.summary(one), insight }
    }),
  )
  return { liability: Object.values(units as Wire).map((unit: Wire) => [unit.sum, unit.memberLiability]), members }
}

const undo = (p: TestProgram, { id }: Wire): Promise<Wire> => p.ok(202, 'POST', `/v1/imports/${id}/undo`)
const undone = async (p: TestProgram, imported: Wire): Promise<Wire> => {
  await undo(p, imported)
  await workOff(api, p.id)
  return p.ok(200, 'GET', `/v1/imports/${imported.id}`)
}
const consequences = async (p: TestProgram, { id }: Wire): Promise<string[]> =>
  (await p.call('GET', `/v1/imports/${id}/consequences`)).text.trim().split('\r\n').slice(1)

test('what nights have made of an import goes with it: facts, tiers and seals agree before and after', async () => {
  const p = await program()
  const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
  await p.clock('2026-03-12T09:00:00+08:00')
  expect(await differencesOf(api, p)).toBe('')
  expect((await undone(p, imported)).status).toBe('undone')
  expect(await differencesOf(api, p)).toBe('')
  await p.clock('2026-03-14T09:00:00+08:00')
  expect(await differencesOf(api, p)).toBe('')
  const b = await member(p, 'b')
  expect((await p.ok(200, 'GET', `/v1/members/${b.id}/insight`)).lifecycle.lastPurchaseOn).toBeNull()
})

test('who brought nothing back has returned nothing: an undone receipt is no return', async () => {
  const [p, without] = [await program(), await program()]
  const imported = await importFile(api, p, 'kind=purchases', RECEIPTS)
  expect((await undone(p, imported)).status).toBe('undone')
  const classes = async (of: TestProgram) => {
    await of.clock('2026-03-14T09:00:00+08:00')
    const { rfm, pyramid } = await of.ok(200, 'GET', `/v1/members/${(await member(of, 'a')).id}/insight`)
    const returned = { kind: 'returnedShare', atLeast: 0.01 }
    return { rfm, pyramid, returned: (await of.ok(200, 'POST', '/v1/segments/preview', { filter: returned })).members }
  }
  const found = await classes(p)
  expect(found).toMatchObject({ pyramid: { class: 'B' }, returned: 0 })
  expect(found).toEqual(await classes(without))
  expect(await differencesOf(api, p)).toBe('')
})

describe.each(KINDS)('an import of %s that is undone', kind => {
  test('leaves the program as it was, and its books agree', async () => {
    const p = await program()
    const before = await standOf(p)
    const imported = await importFile(api, p, `kind=${kind}`, FILES[kind]!)
    expect(imported.rejectedRows).toBe(0)
    expect(await standOf(p)).not.toEqual(before)
    expect(await consequences(p, imported)).toEqual([])
    const done = await undone(p, imported)
    expect(done).toMatchObject({ status: 'undone', undo: { standing: 0, erased: 0 } })
    expect(done.undo.undone).toBe(done.undo.rows)
    expect(await standOf(p)).toEqual(before)
    expect(await differencesOf(api, p)).toBe('')
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    const replay = await p.ok(200, 'POST', '/v1/program/rules/replay', { rules })
    expect(replay.liability.after).toEqual(replay.liability.before)
    expect(replay.moves).toEqual([])
  })

  test('comes in again as it did before, and is undone again', async () => {
    const p = await program()
    const first = await importFile(api, p, `kind=${kind}`, FILES[kind]!)
    const there = await standOf(p)
    await undone(p, first)
    const second = await importFile(api, p, `kind=${kind}`, FILES[kind]!)
    expect(second).toMatchObject({ created: first.created, updated: first.updated, rejectedRows: 0 })
    const withoutIds = (stand: Wire) =>
      JSON.stringify(stand).replaceAll(/"(id|cardNumber|registeredAt)":"[^"]*"|(mem|pur)_\w+/g, '')
    expect(withoutIds(await standOf(p))).toBe(withoutIds(there))
    expect((await undone(p, second)).status).toBe('undone')
    expect(await differencesOf(api, p)).toBe('')
  })
})
