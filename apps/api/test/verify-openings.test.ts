import { afterAll, describe, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { importFile } from './import-file.ts'
import { testApi } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A program whose one member moved in with points, a debt of member cash, a tier and a receipt, of which one came back. */
const program = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const { id } = await p.member({ externalId: 'a' })
  const bring = (kind: string, csv: string) => importFile(api, p, `kind=${kind}`, csv)
  await bring(
    'openingBalances',
    'memberExternalId,unit,amount,expiresOn\na,points,90,2026-07-01\na,memberCash,-1.00,\n',
  )
  await bring('tiers', 'memberExternalId,tier,since,validThrough\na,WE,2024-07-01,2026-06-30\n')
  await bring(
    'pastPurchases',
    'externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender\nold,a,2025-07-05 10:00,s,A1,2,100.00,cash\n',
  )
  const [{ id: purchase }] = (await p.ok(200, 'GET', `/v1/members/${id}/purchases`)).data
  await p.ok(201, 'POST', `/v1/purchases/${purchase}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  return p
}

const crimes: readonly Crime[] = [
  ['more than was brought along', 'UPDATE openings SET amount = 91 WHERE amount > 0', /opening \d+ moved 90 points/],
  ['a debt made smaller', 'UPDATE openings SET amount = -99 WHERE amount < 0', /opening \d+ moved 100 memberCash/],
  ['an opening taken away', 'DELETE FROM openings WHERE amount > 0', /transaction 1 has no cause/],
  ['an opening of nobody', 'UPDATE openings SET member_id = 1', /openings without a transaction of their member/],
  ['a later expiry', 'UPDATE lots SET expires_on = expires_on + 1', /expiry of the lot of points \d+: rebuilt/],
  ['an expiry told otherwise', 'UPDATE openings SET expires_on = NULL', /expiry of the lot of points \d+: rebuilt/],
  ['a tier held for longer', 'UPDATE tier_acts SET since = since - 1', /tier since: rebuilt/],
  [
    'a past receipt that counts for more',
    'UPDATE purchases SET points = points + 1',
    /purchase \d+, points: rebuilt 200, kept 201/,
  ],
  [
    'a return that says it took something back',
    'UPDATE returns SET points_lapsed = 0',
    /points taken back that had expired: rebuilt 100, kept 0/,
  ],
]

describe('ledger:verify', () => {
  test.each(crimes)('names %s', async (_, sql, named) => {
    await expectNamed(api, await program(), sql, named)
  })
})
