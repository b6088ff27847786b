import { afterAll, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { testApi } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A program with two cards of one person that were merged, and a third member. */
const program = async () => {
  const p = await api.program('wanqian', '2026-06-18T22:00:00+08:00')
  const [a, b, c] = [await p.member(), await p.member(), await p.member()]
  for (const member of [a, b, c]) await p.buy(member, 100, '2026-06-18T10:00:00+08:00')
  await p.ok(200, 'POST', `/v1/members/${a.id}/merge`, { from: b.id })
  await p.buy(a, 50, '2026-06-18T11:00:00+08:00')
  return p
}

const MERGED = "(SELECT id FROM members WHERE status = 'merged')"

/**
 * A program in which the higher card of two stayed with its dates, and everything about it has changed since: a receipt
 * of before the merge came late, others went back, and the survivor was merged in turn.
 */
const withBetterCard = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const at = (hour: number) => `2026-03-10T${hour}:00:00+08:00`
  const [a, b, c] = [await p.member(), await p.member(), await p.member()]
  await p.buy(b, 6000, at(10))
  await p.ok(201, 'POST', `/v1/members/${a.id}/tier`, { code: 'ME', reason: 'a promise' })
  const back = await p.buy(a, 300, at(11))
  await p.clock('2026-03-11T12:00:00+08:00')
  await p.ok(200, 'POST', `/v1/members/${a.id}/merge`, { from: b.id })
  await p.buy(a, 9000, at(12))
  await p.ok(201, 'POST', `/v1/purchases/${back.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  await p.ok(200, 'POST', `/v1/members/${c.id}/merge`, { from: a.id })
  return p
}

const MERGE_ACT = `kind = 'merge' AND id = (SELECT min(id) FROM merges)`

test.each<Crime>([
  [
    'the worse card kept',
    `UPDATE tier_acts SET tier = 'ME' WHERE ${MERGE_ACT}`,
    /card that merge \d+ kept: rebuilt WE/,
  ],
  [
    'a card that lasts longer',
    `UPDATE tier_acts SET through = through + 1 WHERE ${MERGE_ACT}`,
    /card that merge \d+ kept/,
  ],
  ['a card held for longer', `UPDATE tier_acts SET since = since - 1 WHERE ${MERGE_ACT}`, /card that merge \d+ kept/],
  ['another card before', `UPDATE tier_acts SET tier_before = NULL WHERE ${MERGE_ACT}`, /after ME, kept .* after null/],
  ['a card that was lost', `DELETE FROM tier_acts WHERE ${MERGE_ACT}`, /card that merge \d+ kept: .* kept null/],
])('of what a merge kept, names %s', async (_, sql, named) => {
  await expectNamed(api, await withBetterCard(), sql, named)
})

test.each<Crime>([
  ['a merge taken away', 'DELETE FROM merges', /1 merged members without a merge/],
  ['a merge of somebody else', 'UPDATE merges SET from_id = 7', /merges without a merged member/],
  ['a merge by another transaction', 'UPDATE merges SET from_transaction_id = 7', /lacks a transaction/],
  ['a receipt left behind', `UPDATE purchases SET member_id = ${MERGED}`, /things that a merged card has kept/],
  ['a lot left behind', `UPDATE lots SET member_id = ${MERGED}`, /things that a merged card has kept/],
  [
    'points that got lost on the way',
    `UPDATE transfers SET amount = amount - 1 WHERE transaction_id IN (SELECT id FROM merges)`,
    /of a merge is .* where the books give/,
  ],
  ['a merged card in another place', 'UPDATE members SET place_offset = place_offset - 1', /is missing before/],
])('names %s', async (_, sql, named) => {
  await expectNamed(api, await program(), sql, named)
})
