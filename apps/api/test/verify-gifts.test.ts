import { afterAll, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { testApi, type TestProgram } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

const at = '2026-03-10T10:00:00+08:00'

/** A member with a gift collected, one cancelled and one reserved, who has parked. */
const program = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const member = await p.member()
  const { id: purchaseId } = await p.buy(member, 5000, at)
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 100, stock: 9 })
  const redeem = () => p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
  await p.ok(200, 'POST', `/v1/redemptions/${(await redeem()).id}/collect`)
  await p.ok(200, 'POST', `/v1/redemptions/${(await redeem()).id}/cancel`)
  await redeem()
  const park = () => p.ok(201, 'POST', '/v1/benefitUses', { memberId: member.id, benefit: 'parking', purchaseId })
  await p.ok(200, 'POST', `/v1/benefitUses/${(await park()).id}/undo`, { reason: 'r' })
  await park()
  return p
}

test.each<Crime>([
  ['a gift made cheaper', 'UPDATE redemptions SET points_each = 50, points = 50', /points in the journal: rebuilt 100/],
  [
    'a cancelled one called collected',
    `UPDATE redemption_ends SET "end" = 'collected', transaction_id = NULL, points_after = NULL`,
    /transactions that gave it back: rebuilt 0, kept 1/,
  ],
  [
    'a collected one called cancelled',
    `UPDATE redemption_ends SET "end" = 'cancelled', transaction_id = redemption_id, points_after = 1`,
    /transactions that gave it back: rebuilt 1, kept 0/,
  ],
  [
    'a cancelled one called lapsed',
    `UPDATE redemption_ends SET "end" = 'lapsed' WHERE "end" = 'cancelled'`,
    /lapsed out of its time/,
  ],
  ['an end taken away', 'DELETE FROM redemption_ends', /open: rebuilt true, kept false/],
  ['a reservation taken away', 'DELETE FROM reservations', /open: rebuilt true, kept false/],
  ['a redemption taken away', 'DELETE FROM redemptions', /transaction 2 has no cause/],
  ['a limit counted down', 'UPDATE reward_counts SET taken = 0', /pieces of mug: rebuilt 2, kept 0/],
  ['a gift counted down', 'UPDATE rewards SET taken = 1', /pieces of mug: redeemed 2, counted 1/],
  [
    'more hours of parking',
    `UPDATE benefit_uses SET "grant" = '{"hours":24}'`,
    /grant: rebuilt \{"hours":\d\}, kept \{"hours":24\}/,
  ],
  ['an undo taken away', 'DELETE FROM benefit_undos', /claims: rebuilt receipt \d+ 0, kept $/m],
  ['a receipt freed for another use', 'DELETE FROM benefit_claims', /claims: rebuilt receipt \d+ 0, kept $/m],
])('names %s', async (_, sql, named) => {
  await expectNamed(api, await program(), sql, named)
})
