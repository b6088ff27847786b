import { afterAll, describe, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { importFile, workOff } from './import-file.ts'
import { testApi } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A program whose one member moved in with points, a tier and a receipt, all of which was undone. */
const program = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  await p.member({ externalId: 'a' })
  const files = [
    ['openingBalances', 'memberExternalId,unit,amount\na,points,90\n'],
    ['tiers', 'memberExternalId,tier\na,WE\n'],
    [
      'purchases',
      'externalId,memberExternalId,occurredAt,store,sku,unitPrice,tender\nr,a,2026-03-09 10:00,s,A1,100.00,cash\n',
    ],
  ] as const
  const made: string[] = []
  for (const [kind, csv] of files) made.unshift((await importFile(api, p, `kind=${kind}`, csv)).id)
  for (const id of made) {
    await p.ok(202, 'POST', `/v1/imports/${id}/undo`)
    await workOff(api, p.id)
  }
  return p
}

const OF = (table: string) => `made_id IN (SELECT id FROM ${table})`

const crimes: readonly Crime[] = [
  [
    'that a balance was never undone',
    `DELETE FROM import_undone WHERE ${OF('openings')}`,
    /transaction \d+ has no cause/,
  ],
  ['that a tier was never undone', `DELETE FROM import_undone WHERE ${OF('tier_acts')}`, /tier: rebuilt WE, kept/],
  [
    'a receipt undone by nothing',
    `UPDATE import_undone SET undone_id = 1 WHERE ${OF('purchases')}`,
    /receipts undone that were not returned/,
  ],
  [
    'another thing undone than the row had made',
    `UPDATE import_undone SET row = 9 WHERE ${OF('purchases')}`,
    /rows undone that made something else/,
  ],
  [
    'less taken back than was brought',
    `UPDATE openings SET amount = 91`,
    /undo of an opening \d+ moved 90 points from member:points to program:opening, not 91/,
  ],
]

describe('ledger:verify', () => {
  test.each(crimes)('names %s', async (_, sql, named) => {
    await expectNamed(api, await program(), sql, named)
  })
})
