import { afterAll, describe, expect, test } from 'vitest'
import { differencesOf } from '../../../test/crimes.ts'
import { importFile } from '../../../test/import-file.ts'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const MEMBERS =
  'externalId,name,phone\na,王芳,13812340001\nb,李雷,13812340002\nc,韩梅,13812340003\nd,林涛,13812340004\n'
const BALANCES = `memberExternalId,unit,amount,validThrough
a,points,1200,2026-06-30
a,points,800,2027-12-31
a,memberCash,129.90,never
b,积分,500,
b,prepaid,"3,000.00",
c,points,-40,
`
const TIERS =
  'memberExternalId,tier,since,validThrough\na,WE,2024-07-01,2026-06-30\nb,ME,2025-09-01,2026-07-31\nc,none,,\n'
const RECEIPTS = `externalId,memberExternalId,occurredAt,store,sku,size,quantity,unitPrice,tender
old-1,a,2025-07-05 10:00,beijing-1,A1,L,1,9000.00,现金
old-2,a,2025-12-24 18:30,beijing-1,B2,L,2,600.00,wechat
old-2,a,2025-12-24 18:30,beijing-1,C3,M,1,300.00,储值
old-3,b,2025-11-11 11:11,beijing-1,A1,S,1,80.00,cash
`

const query = (kind: string, totals?: object) =>
  `kind=${kind}${totals ? `&controlTotals=${encodeURIComponent(JSON.stringify(totals))}` : ''}`

const FILES = [
  [query('members'), MEMBERS],
  [query('openingBalances', { points: 2460, memberCash: 12990, prepaid: 300000 }), BALANCES],
  [query('tiers', { WE: 1, ME: 1, none: 1 }), TIERS],
  [query('pastPurchases', { total: 1058000 }), RECEIPTS],
] as const

const program = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')
const reconcile = (p: TestProgram, { id }: Wire): Promise<Wire> => p.ok(200, 'GET', `/v1/imports/${id}/reconciliation`)
const moveIn = async (p: TestProgram): Promise<Wire[]> => {
  const done: Wire[] = []
  for (const [asked, csv] of FILES) done.push(await importFile(api, p, asked, csv))
  return done
}
const member = async (p: TestProgram, externalId: string): Promise<Wire> =>
  (await p.ok(200, 'GET', `/v1/members?externalId=${externalId}`)).data[0]
const balances = async (p: TestProgram, externalId: string): Promise<Wire> =>
  (await p.summary(await member(p, externalId))).balances
const measure = (name: string, amount: number, more: object = {}) => ({
  measure: name,
  told: amount,
  inFile: amount,
  movedIn: amount,
  alreadyThere: 0,
  refused: 0,
  difference: 0,
  ...more,
})

describe('a shop that moves in', () => {
  test('finds every point, every fen and every tier again, reconciled to the totals that it gave', async () => {
    const p = await program()
    const [, openings, tiers, receipts] = await moveIn(p)
    expect(await reconcile(p, openings)).toMatchObject({
      reconciled: true,
      measures: [measure('memberCash', 12990), measure('points', 2460), measure('prepaid', 300000)],
      rows: [],
    })
    expect((await reconcile(p, tiers)).reconciled).toBe(true)
    expect(await reconcile(p, receipts)).toMatchObject({ reconciled: true, measures: [measure('total', 1058000)] })
    expect(await balances(p, 'a')).toMatchObject({
      points: {
        available: 2000,
        expiring: [
          { amount: 1200, on: '2026-07-01' },
          { amount: 800, on: '2028-01-01' },
        ],
      },
      memberCash: { available: 12990 },
    })
    expect((await balances(p, 'b')).prepaid.available).toBe(300000)
    const { units, balanced } = await p.trialBalance()
    expect(balanced).toBe(true)
    expect(units.points.accounts).toEqual({ 'member:points': 2460, 'program:opening': -2460 })
    expect(units.prepaid.memberLiability).toBe(300000)
    expect(await differencesOf(api, p)).toBe('')
  })

  test('has its tiers with their dates, and past receipts renew them as the rules say', async () => {
    const p = await program()
    await moveIn(p)
    const [a, b, c] = [await member(p, 'a'), await member(p, 'b'), await member(p, 'c')]
    expect((await p.summary(a)).tier).toMatchObject({ code: 'WE', since: '2024-07-01', validThrough: '2026-06-30' })
    expect((await p.summary(b)).tier).toMatchObject({ code: 'ME', since: '2025-09-01', validThrough: '2026-07-31' })
    expect((await p.summary(c)).tier).toBeNull()
    const renewal = (await p.summary(a)).progress.find(({ goal }: Wire) => goal === 'renew')
    expect(renewal).toMatchObject({ tier: 'WE', window: 'validity', current: 10200, required: 10000 })
    await p.clock('2026-07-01T00:00:00+08:00')
    expect((await p.summary(a)).tier).toMatchObject({ code: 'WE', since: '2024-07-01', validThrough: '2027-06-30' })
    expect((await balances(p, 'a')).points.available).toBe(800)
    expect(await differencesOf(api, p)).toBe('')
  })

  test('has receipts that inform insight and earn nothing again', async () => {
    const p = await program()
    await moveIn(p)
    const a = await member(p, 'a')
    const { data } = await p.ok(200, 'GET', `/v1/members/${a.id}/purchases`)
    expect(
      data.map(({ externalId, points, memberCashEarned }: Wire) => [externalId, points, memberCashEarned]),
    ).toEqual([
      ['old-2', { earned: 0, qualifying: 1200 }, 0],
      ['old-1', { earned: 0, qualifying: 9000 }, 0],
    ])
    expect(data[0].tenders).toEqual([
      { kind: 'wechat', amount: 120000 },
      { kind: 'voucher', amount: 30000 },
    ])
    const insight = await p.ok(200, 'GET', `/v1/members/${a.id}/insight`)
    expect(insight.lifecycle.lastPurchaseOn).toBe('2025-12-24')
    expect(insight.preferences.sizes[0].value).toBe('L')
    expect((await p.ledger(a)).map(({ kind }) => kind)).toEqual([
      'past',
      'past',
      'tier',
      'opening',
      'opening',
      'opening',
    ])
  })

  test('takes back nothing with a return that it did not give, and the goods no longer count', async () => {
    const p = await program()
    await moveIn(p)
    const a = await member(p, 'a')
    const [late] = (await p.ok(200, 'GET', `/v1/members/${a.id}/purchases`)).data
    const lines = [{ index: 0, quantity: 1 }]
    const path = `/v1/purchases/${late.id}/returns`
    const back = await p.ok(201, 'POST', path, { lines, externalId: 'back' })
    expect(back).toMatchObject({ refund: [{ kind: 'wechat' }, { kind: 'voucher' }], pointsReversed: 0 })
    expect(await p.ok(201, 'POST', path, { lines, externalId: 'back' })).toEqual(back)
    expect(back.balances).toEqual({ points: 2000, memberCash: 12990, prepaid: 0 })
    const renewal = (await p.summary(a)).progress.find(({ goal }: Wire) => goal === 'renew')
    expect(renewal.current).toBe(9720)
    expect(await differencesOf(api, p)).toBe('')
  })

  test('sends the same files again and nothing comes twice', async () => {
    const p = await program()
    await moveIn(p)
    const [, openings, tiers, receipts] = await moveIn(p)
    for (const again of [openings, tiers, receipts]) expect(again).toMatchObject({ created: 0, rejectedRows: 0 })
    expect(await reconcile(p, openings)).toMatchObject({
      reconciled: true,
      measures: [
        measure('memberCash', 12990, { movedIn: 0, alreadyThere: 12990 }),
        measure('points', 2460, { movedIn: 0, alreadyThere: 2460 }),
        measure('prepaid', 300000, { movedIn: 0, alreadyThere: 300000 }),
      ],
    })
    expect((await p.trialBalance()).units.points.memberLiability).toBe(2460)
  })

  test('is told every difference by its row, and what is good comes in', async () => {
    const p = await program()
    await importFile(api, p, 'kind=members', MEMBERS)
    const csv = `memberExternalId,unit,amount,expiresOn
a,points,100,
nobody,points,70,
b,points,1.5,
c,points,30,2026-03-10
d,stamps,5,
d,prepaid,-5,
d,points,9,2026-13-01
,points,9,
`
    const done = await importFile(api, p, query('openingBalances', { points: 214 }), csv)
    expect(done).toMatchObject({ created: 1, rejectedRows: 7 })
    const { reconciled, measures, rows } = await reconcile(p, done)
    expect(reconciled).toBe(false)
    expect(measures).toEqual([
      { measure: 'points', told: 214, inFile: 218, movedIn: 100, alreadyThere: 0, refused: 118, difference: 114 },
      { measure: 'prepaid', told: null, inFile: -500, movedIn: 0, alreadyThere: 0, refused: -500, difference: -500 },
    ])
    expect(rows.map(({ row, code, measure: name, amount }: Wire) => [row, code, name, amount])).toEqual([
      [2, 'member_not_found', 'points', 70],
      [3, 'invalid_request', 'points', null],
      [4, 'already_expired', 'points', 30],
      [5, 'invalid_request', null, null],
      [6, 'prepaid_below_zero', 'prepaid', -500],
      [7, 'invalid_request', 'points', 9],
      [8, 'row_without_key', 'points', 9],
    ])
    const { text } = await p.call('GET', `/v1/imports/${done.id}/rejected`)
    expect(text.split('\r\n')[1]).toBe('2,member_not_found,memberExternalId: leads to no member,points,70')
    const other = await importFile(api, p, 'kind=openingBalances', 'memberExternalId,unit,amount\na,points,101\n')
    expect(other.rejected[0].code).toBe('moved_in_otherwise')
    expect((await balances(p, 'a')).points.available).toBe(100)
  })

  test('is refused tiers that are none, have ended or lie ahead, and another one after the first', async () => {
    const p = await program()
    await importFile(api, p, 'kind=members', MEMBERS)
    const csv = `memberExternalId,tier,since,validThrough
a,WE,2025-04-01,2026-03-31
a,ME,2025-04-01,2026-07-31
b,GOLD,,
b,WE,,2026-03-09
b,WE,2026-03-11,
nobody,WE,,
b,,,
`
    const done = await importFile(api, p, 'kind=tiers', csv)
    expect(done.created).toBe(1)
    expect(done.rejected.map(({ row, code }: Wire) => [row, code])).toEqual([
      [2, 'moved_in_otherwise'],
      [3, 'unknown_tier'],
      [4, 'invalid_request'],
      [5, 'invalid_request'],
      [6, 'member_not_found'],
      [7, 'invalid_request'],
    ])
  })

  test('tries its files out first: all is judged and reconciled, and nothing is moved', async () => {
    const p = await program()
    await importFile(api, p, 'kind=members', MEMBERS)
    for (const [asked, csv] of FILES.slice(1)) {
      const tried = await importFile(api, p, `${asked}&dryRun=true`, csv)
      expect(tried.rejectedRows).toBe(0)
      expect((await reconcile(p, tried)).reconciled).toBe(true)
    }
    expect((await p.trialBalance()).transactions).toBe(0)
  })

  test('earns, spends and owes from then on as anybody, and a replay of the rules in force changes nothing', async () => {
    const p = await program()
    await moveIn(p)
    const [a, c] = [await member(p, 'a'), await member(p, 'c')]
    await p.buy(c, 100, '2026-03-10T22:00:00+08:00')
    expect((await balances(p, 'c')).points.available).toBe(60)
    await p.ok(201, 'POST', `/v1/members/${a.id}/adjustments`, { unit: 'points', amount: -1300, reason: 'r' })
    expect((await balances(p, 'a')).points.expiring).toEqual([{ amount: 700, on: '2028-01-01' }])
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    const replay = await p.ok(200, 'POST', '/v1/program/rules/replay', { rules: rules.rules ?? rules })
    expect(replay.liability.after).toEqual(replay.liability.before)
    expect(replay.moves).toEqual([])
    expect(await differencesOf(api, p)).toBe('')
  })
})

test.each(['__proto__', 'constructor', 'toString'])('%s is the name of nothing, in any file', async word => {
  const p = await program()
  const files = [
    ['members', `externalId,name,gender\na,王芳,${word}\nb,李雷,male\n`],
    ['openingBalances', `memberExternalId,unit,amount\nb,${word},120\nb,points,100\n`],
    ['tiers', `memberExternalId,tier,since,validThrough\nb,${word},2024-07-01,\n`],
    [
      'pastPurchases',
      `externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender\nold-1,b,2025-07-05 10:00,beijing-1,A1,1,90.00,${word}\n`,
    ],
    [
      'purchases',
      `externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender\nnew-1,b,2026-03-05 10:00,beijing-1,A1,1,90.00,${word}\n`,
    ],
  ] as const
  const rejected: Wire[] = []
  for (const [kind, csv] of files) rejected.push((await importFile(api, p, query(kind), csv)).rejected)
  expect(rejected.map(rows => rows.map(({ row }: Wire) => row))).toEqual([[1], [1], [1], [1], [1]])
  expect((await balances(p, 'b')).points.available).toBe(100)
})
