import { contractProgram } from '@laurel/api/testing/valid-requests'
import { receipt, type TestProgram, type Wire } from '@laurel/api/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { times } from '../run-form.ts'
import { severalServers, statuses } from './several-servers.ts'

const servers = await severalServers()
afterAll(servers.close)

const AT = '2026-03-10T22:00:00+08:00'
const rounds = times(2, 40)
const repeats = Array.from({ length: rounds }, (_, round) => round)

const buying = (member: { id: string }, yuan: number) => ['POST', '/v1/purchases', receipt(member, yuan, AT)] as const
const points = async (p: TestProgram, member: { id: string }): Promise<number> =>
  (await p.summary(member)).balances.points.available

describe('several servers on one database, at once', () => {
  test.each(repeats)('the same member’s receipts are each there once, one after another (round %i)', async () => {
    const p = await servers.program('wanqian', AT)
    const member = await p.member()
    const answers = await servers.atOnce(p, 12, () => buying(member, 10))
    expect(statuses(answers)).toEqual({ 201: 12 })
    expect(await points(p, member)).toBe(120)
    expect(await p.ledger(member)).toHaveLength(12)
    await servers.expectRight(p)
  })

  test.each(repeats)('one receipt sent to all of them is recorded once (round %i)', async () => {
    const p = await servers.program('wanqian', AT)
    const member = await p.member()
    const body = receipt(member, 10, AT)
    const answers = await servers.atOnce(p, 9, () => ['POST', '/v1/purchases', body])
    expect(new Set(answers.map(answer => answer.body.id)).size, JSON.stringify(statuses(answers))).toBe(1)
    expect(await points(p, member)).toBe(10)
    await servers.expectRight(p)
  })

  test.each(repeats)('the last pieces go to as many members as there are pieces (round %i)', async () => {
    const p = await servers.program('wanqian', AT)
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 10, stock: 2 })
    const members: Wire[] = []
    for (let i = 0; i < 6; i++) members.push(await p.member())
    for (const member of members) await p.buy(member, 10, AT)
    const answers = await servers.atOnce(p, 6, i => [
      'POST',
      '/v1/redemptions',
      { memberId: members[i].id, reward: 'mug' },
    ])
    expect(statuses(answers)).toEqual({ 201: 2, 409: 4 })
    const left = await Promise.all(members.map(member => points(p, member)))
    expect(left.toSorted()).toEqual([0, 0, 10, 10, 10, 10])
    await servers.expectRight(p)
  })

  test.each([
    ['the points of a member are spent once', { points: 10 }, { redeemed: 2, left: 5 }],
    ['what a member may have once is given once', { points: 1, perMember: 1 }, { redeemed: 1, left: 24 }],
  ])('%s', async (_, terms, { redeemed, left }) => {
    for (let round = 0; round < rounds; round++) {
      const p = await servers.program('wanqian', AT)
      await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, stock: null, ...terms })
      const member = await p.member()
      await p.buy(member, 25, AT)
      const body = { memberId: member.id, reward: 'mug' }
      const answers = await servers.atOnce(p, 6, () => ['POST', '/v1/redemptions', body])
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(redeemed)
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
      expect(await points(p, member)).toBe(left)
      await servers.expectRight(p)
    }
  })

  test.each(repeats)('the last coupons are issued once (round %i)', async () => {
    const p = await servers.program('wanqian', AT)
    const coupon = {
      code: 'ten',
      name: { en: 'Ten' },
      off: { amount: 10 },
      use: 'discount',
      distribution: 'given',
      stock: 1,
    }
    await p.ok(201, 'POST', '/v1/coupons', coupon)
    const members = [await p.member(), await p.member(), await p.member()]
    const answers = await servers.atOnce(p, 6, i => [
      'POST',
      `/v1/members/${members[i % 3].id}/coupons`,
      { coupon: 'ten' },
    ])
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    await servers.expectRight(p)
  })

  test.each(repeats)(
    'scheduled work and receipts of the same members lose nothing to each other (round %i)',
    async () => {
      const p = await servers.program('wanqian', '2026-12-31T22:00:00+08:00')
      const members: Wire[] = []
      for (let i = 0; i < 4; i++) members.push(await p.member())
      for (const member of members) await p.buy(member, 100, '2026-12-31T21:00:00+08:00')
      const answers = await servers.atOnce(p, 13, i =>
        i === 4
          ? ['POST', '/v1/program/clock', { now: '2027-01-02T00:00:00+08:00' }]
          : ['POST', '/v1/purchases', receipt(members[i % 4], 10, '2026-12-31T21:30:00+08:00')],
      )
      expect(answers.filter(({ status }) => ![200, 201, 202].includes(status)).map(({ text }) => text)).toEqual([])
      expect((await p.clock('2027-01-03T00:00:00+08:00')).now).toContain('2027-01-03')
      for (const member of members)
        expect((await p.ledger(member)).filter(({ kind }) => kind === 'earn')).toHaveLength(4)
      await servers.expectRight(p)
    },
  )

  test.each(repeats)(
    'rules published among receipts count for each receipt wholly or not at all (round %i)',
    async () => {
      const p = await servers.program('contract', AT, contractProgram)
      const { rules } = contractProgram
      const member = await p.member()
      const doubled = {
        ...rules,
        earning: { ...rules.earning, rate: { ...rules.earning.rate, points: 2 * rules.earning.rate.points } },
      }
      const answers = await servers.atOnce(p, 13, i =>
        i === 4 ? ['PUT', '/v1/program/rules', { rules: doubled }] : buying(member, 100),
      )
      expect(statuses(answers)).toEqual({ 200: 1, 201: 12 })
      const earned = answers.filter(({ status }) => status === 201).map(({ body }) => body.points.earned as number)
      expect(earned.filter(points => points !== 100 && points !== 200)).toEqual([])
      expect((await p.buy(member, 100, AT)).points.earned).toBe(200)
      expect(await points(p, member)).toBe(earned.reduce((sum, points) => sum + points, 200))
      await servers.expectRight(p)
    },
  )

  test.each(repeats)(
    'a member who is erased among receipts has each of them or is told why not, and is erased once (round %i)',
    async () => {
      const p = await servers.program('wanqian', AT)
      const member = await p.member({ name: '赵敏' })
      const answers = await servers.atOnce(p, 12, i =>
        i % 4 === 3 ? ['DELETE', `/v1/members/${member.id}`] : buying(member, 10),
      )
      const [erasing, bought] = [0, 1].map(isBuying => answers.filter((_, i) => Number(i % 4 !== 3) === isBuying))
      expect(statuses(erasing!)).toEqual({ 200: 3 })
      expect(new Set(erasing!.map(({ body }) => body.erasedAt)).size).toBe(1)
      const { 201: stood = 0, 410: refused = 0 } = statuses(bought!)
      expect(stood + refused).toBe(9)
      await p.problem(410, 'member_erased', 'GET', `/v1/members/${member.id}`)
      await servers.expectRight(p)
    },
  )

  test.each(repeats)(
    'two cards merged among receipts of both lose none of them, and are merged once (round %i)',
    async () => {
      const p = await servers.program('wanqian', AT)
      const cards = [await p.member(), await p.member()] as const
      const [kept, other] = cards
      const answers = await servers.atOnce(p, 16, i =>
        i % 8 === 3 ? ['POST', `/v1/members/${kept.id}/merge`, { from: other.id }] : buying(cards[i % 2]!, 10),
      )
      expect(statuses(answers)).toEqual({ 200: 2, 201: 14 })
      expect(await points(p, kept)).toBe(140)
      expect(await points(p, other)).toBe(140)
      expect((await p.ledger(kept)).filter(({ kind }) => kind === 'transfer')).toHaveLength(2)
      expect(await p.ledger(kept)).toHaveLength(16)
      await servers.expectRight(p)
    },
  )
})
