import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { differencesOf, expectNamed, type Crime } from './crimes.ts'
import { testApi, type TestApi, type TestProgram } from './test-api.ts'

const script = join(import.meta.dirname, '../../../packages/db/scripts/verify-ledger.ts')

/** The command as an operator runs it: its exit code, and all it said. */
const verify = (dataDir: string): Promise<{ code: number; said: string }> =>
  new Promise(resolve => {
    execFile(process.execPath, [script, dataDir], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    )
  })

/** What somebody with the file in hand could do, triggers bypassed: the crime, its SQL, and how it is named. */
const crimes: readonly Crime[] = [
  [
    'points added to a standing',
    'UPDATE standings SET points = points + 1',
    /balance of points: rebuilt \d+, kept \d+/,
  ],
  ['a tier written into a standing', `UPDATE standings SET tier = 'SUPREME'`, /tier: rebuilt VIP, kept SUPREME/],
  ['an expiry put off', 'UPDATE standings SET expires_on = expires_on + 1', /first expiry: rebuilt \d+, kept \d+/],
  ['an expiry forgotten', 'UPDATE standings SET expires_on = NULL', /first expiry: rebuilt \d+, kept null/],
  [
    'a transfer made larger',
    'UPDATE transfers SET amount = amount + 1',
    /points in the journal: rebuilt \d+, kept \d+/,
  ],
  ['a lot emptied', 'UPDATE lots SET remaining = 0', /lot of .*: rebuilt \d+, kept 0/],
  ['a lot kept for a year longer', 'UPDATE lots SET expires_on = expires_on + 365', /expiry of the lot of points/],
  ['a day that earned more', 'UPDATE member_days SET qualifying_points = qualifying_points + 1', /days: rebuilt/],
  [
    'a receipt judged at another tier',
    `UPDATE purchases SET tier = 'SUPREME'`,
    /purchase \d+, points: rebuilt \d+, kept \d+/,
  ],
  ['a line at another price', 'UPDATE purchase_lines SET total_minor = total_minor + 1', /total of the lines: rebuilt/],
  [
    'a tender of another kind',
    `UPDATE purchase_tenders SET kind = 'voucher' WHERE kind = 'wechat'`,
    /cash part: rebuilt 0/,
  ],
  [
    'a return that says it took less back',
    'UPDATE returns SET points_reversed = 0',
    /return \d+, points taken back: rebuilt \d+, kept 0/,
  ],
  ['a return of more than came back', 'UPDATE return_lines SET quantity = 3', /takes back more than was bought/],
  ['a refund made larger', 'UPDATE return_refunds SET amount_minor = amount_minor + 1', /refund of tender 0: rebuilt/],
  ['a return taken away', 'DELETE FROM returns', /transaction 3 has no cause/],
  ['a move of a lot taken away', 'DELETE FROM lot_moves', /took memberCash \(\) where the order of spending is/],
  ['a transaction taken away', 'DELETE FROM transactions WHERE seq = 1', /transaction 1 is missing before 2/],
]

describe('ledger:verify', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
  })
  afterAll(() => api.close())

  /** A program whose one member has earned, and spent some of what was earned. */
  const program = async (): Promise<TestProgram> => {
    const p = await api.program('wanqian', '2026-06-18T22:00:00+08:00')
    const member = await p.member({ birthday: '1990-06-18' })
    await p.buy(member, 1000, '2026-06-17T10:00:00+08:00')
    const bought = await p.buy(member, 20, '2026-06-18T10:00:00+08:00', {
      line: { quantity: 2, unitPrice: 1000 },
      tenders: [
        { kind: 'wechat', amount: 1500 },
        { kind: 'memberCash', amount: 500 },
      ],
    })
    await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    return p
  }

  const commit = async (p: TestProgram, statements: readonly string[]) =>
    (await api.databases.open(p.id)).commit(statements.map(sql => ({ sql, args: [] })))

  test('finds the books clean while the server goes on, and fails naming what was changed behind it', async () => {
    const p = await program()
    const clean = await verify(api.databases.dataDir)
    expect(clean.said).toContain(`${p.id} (wanqian): 1 members, 3 transactions, 2 purchases: clean`)
    expect(clean.code).toBe(0)
    await commit(p, ['UPDATE standings SET points = points + 1'])
    const caught = await verify(api.databases.dataDir)
    expect(caught.said).toContain('balance of points: rebuilt 1015, kept 1016')
    expect(caught.code).toBe(1)
    await commit(p, ['UPDATE standings SET points = points - 1'])
  })

  test.each(crimes)('names %s', async (_, sql, named) => {
    await expectNamed(api, await program(), sql, named)
  })

  test('names a trigger that is gone, since without it the journal could be changed', async () => {
    const p = await program()
    await commit(p, ['DROP TRIGGER transfers_no_update'])
    expect(await differencesOf(api, p)).toBe('the trigger transfers_no_update is missing')
  })

  test('says how it is used where there is nothing to verify', async () => {
    const { code, said } = await verify('/nowhere')
    expect(code).toBe(2)
    expect(said).toContain('There are no program databases')
  })
})
