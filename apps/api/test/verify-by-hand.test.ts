import { afterAll, describe, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { testApi } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A program whose one member was topped up twice, once reversed, adjusted, paid back, and given a tier by hand. */
const program = async () => {
  const p = await api.program('boutique', '2026-05-06T22:00:00+08:00')
  const { id } = await p.member()
  const topUp = (plan: string) => p.ok(201, 'POST', '/v1/topups', { memberId: id, plan, tender: 'wechat' })
  const large = await topUp('topup-5000')
  await topUp('topup-3000')
  await p.ok(200, 'POST', `/v1/topups/${large.id}/reverse`)
  await p.ok(201, 'POST', `/v1/members/${id}/adjustments`, { unit: 'points', amount: -7, reason: 'r' })
  await p.ok(201, 'POST', `/v1/members/${id}/prepaidRefunds`, { amount: 9, tender: 'cash', reason: 'r' })
  await p.ok(201, 'POST', `/v1/members/${id}/tier`, { code: 'CLASS-88', reason: 'r' })
  return p
}

/** What somebody with the file in hand could do, triggers bypassed: the crime, its SQL, and how it is named. */
const crimes: readonly Crime[] = [
  [
    'a top-up that gave more',
    'UPDATE top_ups SET points = points + 1',
    /top-up \d+ moved .*\n.*not what its plan gives/,
  ],
  ['a top-up taken away', 'DELETE FROM top_ups', /transaction 1 has no cause/],
  ['a top-up by another plan', `UPDATE top_ups SET plan = 'topup-5000'`, /top-up \d+ is not what its plan gives/],
  ['a reversal taken away', 'DELETE FROM top_up_reversals', /transaction 3 has no cause/],
  [
    'a reversal of another top-up',
    'UPDATE top_up_reversals SET top_up_id = (SELECT max(id) FROM top_ups)',
    /reversal \d+ has the cause \d+, not \d+/,
  ],
  ['a class taken away', `DELETE FROM tier_acts WHERE kind = 'topUp'`, /top-up \d+ has not the class of its plan/],
  ['another class set by hand', `UPDATE tier_acts SET tier = 'CLASS-90' WHERE kind = 'set'`, /tier: rebuilt CLASS-90/],
  [
    'a tier that is none',
    `UPDATE tier_acts SET tier = 'GOLD' WHERE kind = 'set'`,
    /sets a tier that the rules have not/,
  ],
  ['an act on another day', 'UPDATE tier_acts SET day = day - 1', /is not of its transaction's day/],
  ['an adjustment made larger', 'UPDATE adjustments SET amount = amount - 1', /adjustment \d+ moved 7 points/],
  ['an adjustment taken away', 'DELETE FROM adjustments', /transaction 4 has no cause/],
  ['a refund made larger', 'UPDATE prepaid_refunds SET amount_minor = 10', /refund \d+ moved 9 prepaid/],
  ['a balance told otherwise', 'UPDATE adjustments SET points_after = 1', /points afterwards: rebuilt 2993, kept 1/],
  ['an act of nobody', 'UPDATE tier_acts SET member_id = 1', /tier acts without a transaction of their member/],
]

describe('ledger:verify', () => {
  test.each(crimes)('names %s', async (_, sql, named) => {
    await expectNamed(api, await program(), sql, named)
  })
})
