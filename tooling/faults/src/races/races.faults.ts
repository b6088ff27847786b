import { contractProgram } from '@laurel/api/testing/valid-requests'
import { receipt, type Wire } from '@laurel/api/testing'
import { operationsOf } from '@laurel/api/testing/operations'
import { presets } from '@laurel/core'
import { afterAll, describe, expect, test } from 'vitest'
import { decidedElsewhere } from '../model/operations.ts'
import { times } from '../run-form.ts'
import { notRaced } from './operations.ts'
import { severalServers, statuses, type RaceProgram } from './several-servers.ts'

const servers = await severalServers()
afterAll(servers.close)

const AT = '2026-03-10T22:00:00+08:00'
const rounds = times(2, 40)
const repeats = Array.from({ length: rounds }, (_, round) => round)

const buying = (member: { id: string }, yuan: number) => ['POST', '/v1/purchases', receipt(member, yuan, AT)] as const
const points = async (p: RaceProgram, member: { id: string }): Promise<number> =>
  (await p.summary(member)).balances.points.available

/** Whether an operation was asked at once; its places are ids. */
const isRaced = (name: string): boolean => {
  const shape = new RegExp(`^${name.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
  return servers.asked().some(asked => shape.test(asked))
}

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

  test.each(repeats)('the last place of a quota is taken by one (round %i)', async () => {
    const cup = { code: 'cup', name: { en: 'Tea' }, grants: { VIP: { cups: 1 } }, use: 'recorded' }
    const benefits = [{ ...cup, quota: { count: 2, per: 'day' } }]
    const p = await servers.program('quota', AT, { preset: undefined, rules: { ...presets.wanqian, benefits } })
    const member = await p.member()
    const body = { memberId: member.id, benefit: 'cup' }
    const answers = await servers.atOnce(p, 9, () => ['POST', '/v1/benefitUses', body])
    expect(statuses(answers)).toEqual({ 201: 2, 409: 7 })
    expect(new Set(answers.flatMap(({ status, body: { code } }) => (status === 409 ? [code] : [])))).toEqual(
      new Set(['already_used']),
    )
    const [{ quota }] = (await p.ok(200, 'GET', `/v1/members/${member.id}/benefits`)).data
    expect(quota).toMatchObject({ used: 2, left: 0 })
    await servers.expectRight(p)
  })

  test.each(repeats)('prepaid money is spent once, and topped up between (round %i)', async () => {
    const p = await servers.program('boutique', AT)
    const member = await p.member()
    const topUp = { memberId: member.id, plan: 'topup-3000', tender: 'wechat' }
    await p.ok(201, 'POST', '/v1/topups', topUp)
    const paying = receipt(member, 2_000, AT, { tenders: [{ kind: 'prepaid', amount: 2_000_00 }] })
    const answers = await servers.atOnce(p, 9, i =>
      i === 4 ? ['POST', '/v1/topups', topUp] : ['POST', '/v1/purchases', { ...paying, externalId: `till-${i}` }],
    )
    // One of ¥2,000 out of ¥3,000, three out of ¥6,000: whichever came before the top-up was refused or not, none was paid twice.
    const paid = answers.filter(({ status }, i) => i !== 4 && status === 201).length
    expect(answers[4]!.status).toBe(201)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(paid).toBeGreaterThanOrEqual(1)
    expect((await p.summary(member)).balances.prepaid.available).toBe(6_000_00 - paid * 2_000_00)
    await servers.expectRight(p)
  })

  test.each(repeats)('what was bought comes back once, and a reservation ends once (round %i)', async () => {
    const p = await servers.program('wanqian', AT)
    const member = await p.member()
    const sale = await p.buy(member, 30, AT)
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 10, stock: 1 })
    const { id } = await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    const body = { lines: [{ index: 0, quantity: 1 }] }
    const answers = await servers.atOnce(p, 12, i =>
      i % 2 === 0 ? ['POST', `/v1/purchases/${sale.id}/returns`, body] : ['POST', `/v1/redemptions/${id}/cancel`],
    )
    expect(statuses(answers.filter((_, i) => i % 2 === 0))).toEqual({ 201: 1, 422: 5 })
    // Cancelled once more it is what it was.
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await points(p, member)).toBe(0)
    expect((await p.ledger(member)).map(({ kind }) => kind).toSorted()).toEqual(['earn', 'redeem', 'return', 'reverse'])
    await servers.expectRight(p)
  })

  test.each(repeats)('what ends once ends once, one way or the other (round %i)', async () => {
    const p = await servers.program('boutique', AT)
    const member = await p.member()
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: 1 })
    const coupon = { code: 'ten', name: { en: 'Ten' }, off: { amount: 10 }, use: 'discount', distribution: 'given' }
    await p.ok(201, 'POST', '/v1/coupons', coupon)
    const gift = await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    const given = await p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten' })
    const topUp = await p.ok(201, 'POST', '/v1/topups', { memberId: member.id, plan: 'topup-3000', tender: 'wechat' })
    const reason = { reason: 'by mistake' }
    const answers = await servers.atOnce(p, 12, i => {
      if (i % 4 === 0) return ['POST', `/v1/redemptions/${gift.id}/collect`]
      if (i % 4 === 1) return ['POST', `/v1/redemptions/${gift.id}/cancel`]
      return i % 4 === 2
        ? ['POST', `/v1/topups/${topUp.id}/reverse`, reason]
        : ['POST', `/v1/memberCoupons/${given.id}/withdraw`, reason]
    })
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const stood = [0, 1, 2, 3].map(way => answers.filter(({ status }, i) => i % 4 === way && status === 200).length)
    expect(
      stood.slice(0, 2).filter(times => times > 0),
      'collected or cancelled, not both',
    ).toHaveLength(1)
    expect(
      stood.slice(2).filter(times => times === 0),
      'taken back',
    ).toEqual([])
    const kinds = (await p.ledger(member)).map(({ kind }) => kind)
    const isCancelled = stood[1]! > 0
    expect(kinds.filter(kind => kind === 'reverse')).toHaveLength(isCancelled ? 2 : 1)
    expect((await p.summary(member)).balances.prepaid.available).toBe(0)
    expect((await p.ok(200, 'GET', '/v1/rewards/mug')).stock).toBe(isCancelled ? 1 : 0)
    await servers.expectRight(p)
  })

  test.each(repeats)('a person who is registered everywhere at once is one member (round %i)', async () => {
    const p = await servers.program('wanqian', AT)
    const body = { name: '李雷', phone: '+8613800138000' }
    const answers = await servers.atOnce(p, 9, () => ['POST', '/v1/members', body])
    expect(statuses(answers)).toEqual({ 201: 1, 409: 8 })
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

test('every operation that moves books is raced, or it is said why not', async () => {
  const { body } = await servers.call('GET', '/openapi.json')
  const writing = operationsOf(body)
    .filter(({ method, name }) => method !== 'GET' && (!decidedElsewhere[name] || isRaced(name)))
    .map(({ name }) => name)
  expect(
    writing.filter(name => !isRaced(name) && !notRaced[name]),
    'operations that are in no race, nor named, with the reason, in operations.ts',
  ).toEqual([])
  expect(
    Object.keys(notRaced).filter(name => !writing.includes(name) || isRaced(name)),
    'operations that are raced, or that move no books',
  ).toEqual([])
})
