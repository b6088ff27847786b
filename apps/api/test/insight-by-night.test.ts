import { educationLevels } from '@laurel/core'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { continueProgram, turnBudget } from '../src/platform/jobs/continue-program.ts'
import { differencesOf } from './crimes.ts'
import { testApi, type TestProgram, type Wire } from './test-api.ts'

const api = await testApi()
afterAll(api.close)
afterEach(() => {
  api.jobTurn.members = 200
})

const insightOf = (p: TestProgram, member: Wire): Promise<Wire> => p.ok(200, 'GET', `/v1/members/${member.id}/insight`)

const lookedAt = ({ jobs }: Wire) =>
  jobs.filter(({ name }: Wire) => name.startsWith('insight')).map(({ name, members }: Wire) => [name, members])

/** Ten buyers, the later ones of more, and one who only registered. */
const shop = async (): Promise<{ p: TestProgram; buyers: Wire[] }> => {
  const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
  const buyers: Wire[] = []
  await p.member()
  for (let i = 1; i <= 10; i++) {
    const member = await p.member({
      gender: i % 2 === 0 ? 'female' : 'male',
      birthday: '1990-06-18',
      region: 'Beijing',
    })
    buyers.push(member)
    for (let day = 0; day < i; day++)
      await p.buy(member, 100 * i, `2026-03-${10 + day}T10:00:00+08:00`, { line: { promotional: i === 10 } })
  }
  return { p, buyers }
}

describe('a night', () => {
  test('compares every buyer with the others, and says as of when', async () => {
    const { p, buyers } = await shop()
    const before = await insightOf(p, buyers[9])
    expect(before).toMatchObject({
      figuresAsOf: null,
      rfm: { scores: { r: null } },
      pyramid: { class: null, because: null },
    })
    expect(lookedAt(await p.clock('2026-04-01T00:00:00+08:00'))).toEqual([
      ['insight:facts:2026-04-01', 10],
      ['insight:figures:2026-04-01', 10],
    ])
    const found = await Promise.all(buyers.map(buyer => insightOf(p, buyer)))
    expect(found.map(({ rfm }) => rfm.scores.m)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect(found.map(({ rfm }) => rfm.scores.r)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    // The tenth buys only on promotion: the margin is a quarter of that of the others.
    expect(found.map(({ pyramid }) => pyramid.class).join('')).toBe('CCCCCCCAAC')
    expect(found.map(({ importance }) => importance)).toEqual([
      'occasional',
      ...Array.from({ length: 4 }, () => 'regular'),
      ...Array.from({ length: 5 }, () => 'extremelyImportant'),
    ])
    expect(found[8]).toMatchObject({
      figuresAsOf: '2026-04-01',
      effort: 'win',
      loyalty: 'absolute',
      rewarded: true,
      pyramid: { because: { contribution: { amount: 324_000, heavyFrom: 256_000, heavy: true } } },
    })
    expect(await differencesOf(api, p)).toBe('')
  })

  test('a receipt counts at once by the member’s own facts, against the program of the night before', async () => {
    const { p, buyers } = await shop()
    await p.clock('2026-04-01T12:00:00+08:00')
    await p.buy(buyers[0], 9000, '2026-04-01T11:00:00+08:00')
    expect(await insightOf(p, buyers[0])).toMatchObject({
      asOf: '2026-04-01T12:00:00+08:00',
      figuresAsOf: '2026-04-01',
      rfm: { frequency: 2, monetary: 910_000, scores: { r: 5, m: 5 } },
      importance: 'extremelyImportant',
    })
  })

  test('looks at nobody whose value moved and whose receipts did not', async () => {
    const { p, buyers } = await shop()
    await p.clock('2026-04-01T00:00:00+08:00')
    for (const { id } of buyers)
      await p.ok(201, 'POST', `/v1/members/${id}/adjustments`, { unit: 'points', amount: 5, reason: 'opening day' })
    const bought = await p.buy(buyers[3], 10, '2026-04-01T00:00:00+08:00')
    expect(lookedAt(await p.clock('2027-01-01T00:00:00+08:00'))[0]).toEqual(['insight:facts:2027-01-01', 1])
    await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    expect(lookedAt(await p.clock('2027-01-02T00:00:00+08:00'))[0]).toEqual(['insight:facts:2027-01-02', 1])
    expect(await differencesOf(api, p)).toBe('')
  })

  test('looks only at receipts that have come since, and of days that are over only at the last', async () => {
    const { p, buyers } = await shop()
    await p.clock('2026-04-01T00:00:00+08:00')
    expect(lookedAt(await p.clock('2026-04-01T23:00:00+08:00'))).toEqual([])
    await p.buy(buyers[3], 10, '2026-04-01T10:00:00+08:00')
    expect(lookedAt(await p.clock('2026-06-02T00:00:00+08:00'))).toEqual([
      ['insight:facts:2026-06-02', 1],
      ['insight:figures:2026-06-02', 0],
    ])
  })

  test('who brought everything back is no buyer any more', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const member = await p.member()
    const { id } = await p.buy(member, 100, '2026-03-10T10:00:00+08:00')
    await p.clock('2026-04-01T00:00:00+08:00')
    expect((await insightOf(p, member)).rfm.scores).toEqual({ r: 1, f: 1, m: 1 })
    await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    await p.clock('2026-04-02T00:00:00+08:00')
    expect(await insightOf(p, member)).toMatchObject({ lifecycle: { class: null }, rfm: { scores: { r: null } } })
    expect(await differencesOf(api, p)).toBe('')
  })

  test('new thresholds hold from the next night for all, a new half-life for what is kept', async () => {
    const { p } = await shop()
    await p.clock('2026-04-01T00:00:00+08:00')
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    await p.ok(200, 'PUT', '/v1/program/rules', {
      rules: { ...rules, insight: { heavyShare: 0.5, recencyHalfLifeDays: 30 } },
    })
    expect(lookedAt(await p.clock('2026-04-02T00:00:00+08:00'))).toEqual([
      ['insight:facts:2026-04-02', 10],
      // The fifth to the seventh have come among the heavy ones, and the tenth, who brings what the fifth does.
      ['insight:figures:2026-04-02', 4],
    ])
    expect(await differencesOf(api, p)).toBe('')
  })
})

describe('a night that is long', () => {
  const told = async (p: TestProgram, buyers: readonly Wire[]) => {
    const found = await Promise.all(buyers.map(buyer => insightOf(p, buyer)))
    return found.map(({ memberId: _, ...insight }) => insight)
  }

  test('is made in chunks, goes on where it was cut off, and ends as in one go', async () => {
    const [whole, parts] = [await shop(), await shop()]
    await whole.p.clock('2026-04-01T00:00:00+08:00')
    api.jobTurn.members = 1
    await parts.p.slowClock('2026-04-01T00:00:00+08:00', 7)
    const budget = { ...turnBudget(api.deps), chunks: 3 }
    for (let turns = 1; await continueProgram(api.deps, parts.p.id, budget); turns++) expect(turns).toBeLessThan(100)
    expect(await told(parts.p, parts.buyers)).toEqual(await told(whole.p, whole.buyers))
    expect(await differencesOf(api, parts.p)).toBe('')
  })
})

describe('the figures of a night', () => {
  const sum = (groups: readonly Wire[], name: string) => groups.reduce((all: number, group) => all + group[name], 0)
  const figures = (p: TestProgram, name: string): Promise<Wire> => p.ok(200, 'GET', `/v1/insights/${name}`)

  test.each(['lifecycle', 'pyramid', 'structure', 'keyFigures', 'pairings'])(
    '%s are empty before the first one, and say so',
    async name => {
      const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
      expect((await figures(p, name)).asOf).toBeNull()
    },
  )

  test('tell how many are of each class, and what they bring', async () => {
    const { p } = await shop()
    await p.clock('2026-04-01T12:00:00+08:00')
    const lifecycle = await figures(p, 'lifecycle')
    expect(lifecycle).toMatchObject({ asOf: '2026-04-01T00:00:00+08:00', members: 11, buyers: 10 })
    expect(lifecycle.classes).toEqual([
      { value: 'active', members: 10, share: 1, sales: 3_850_000, salesShare: 1, averageReceipt: 70_000 },
      ...['edge', 'sleeping', 'lost'].map(value => ({
        value,
        members: 0,
        share: 0,
        sales: 0,
        salesShare: 0,
        averageReceipt: null,
      })),
    ])
    const { classes, importance, heavyFrom, rewarded } = await figures(p, 'pyramid')
    expect(classes.map(({ value, members, sales }: Wire) => [value, members, sales])).toEqual([
      ['A', 2, 1_450_000],
      ['B', 0, 0],
      ['C', 8, 2_400_000],
      ['D', 0, 0],
    ])
    expect(importance.map(({ members }: Wire) => members)).toEqual([5, 4, 1])
    expect([heavyFrom, rewarded.members]).toEqual([256_000, 3])
  })

  test('tell of whom the members consist, and what the program is steered by', async () => {
    const { p, buyers } = await shop()
    for (const { id } of buyers.slice(0, 3))
      await p.ok(200, 'PATCH', `/v1/members/${id}/dossier`, { education: 'bachelor' })
    await p.clock('2026-04-01T00:00:00+08:00')
    const { gender, age, education, region, tier, amountFrequency } = await figures(p, 'structure')
    expect(gender.map(({ value, members }: Wire) => [value, members])).toEqual([
      ['female', 5],
      ['male', 5],
      ['unknown', 1],
    ])
    expect(age.filter(({ members }: Wire) => members > 0).map(({ value }: Wire) => value)).toEqual(['35-44', 'unknown'])
    expect(education.map(({ value }: Wire) => value)).toEqual([...educationLevels, 'unknown'])
    const bachelors = education.find(({ value }: Wire) => value === 'bachelor')
    expect(bachelors).toMatchObject({ members: 3, share: 3 / 11 })
    expect(sum(education, 'sales')).toBe(sum(gender, 'sales'))
    expect(sum(education, 'members')).toBe(11)
    expect(region[0]).toMatchObject({ value: 'Beijing', members: 10, salesShare: 1 })
    expect(amountFrequency).toHaveLength(25)
    expect(amountFrequency[24]).toMatchObject({ amount: 5, frequency: 5, members: 2, share: 0.2 })
    const summaries = await Promise.all(buyers.map(buyer => p.summary(buyer)))
    const vips = summaries.filter(summary => summary.tier !== null).length
    expect(tier.reduce((sum: number, { value, members }: Wire) => (value === null ? sum : sum + members), 0)).toBe(vips)
    const key = await figures(p, 'keyFigures')
    expect(key).toMatchObject({ members: 11, receipts: 55, averageReceipt: 70_000, repurchaseRate: 0.9, churnRate: 0 })
    expect(key.vip.members + key.ordinary.members).toBe(11)
    const { units } = await p.trialBalance()
    expect(key.liability.points).toBe(units.points.memberLiability)
  })

  test('tell what is bought together', async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const buy = async (...categories: string[]) =>
      p.ok(201, 'POST', '/v1/purchases', {
        memberId: (await p.member()).id,
        store: 'beijing-1',
        occurredAt: '2026-03-10T10:00:00+08:00',
        lines: categories.map(category => ({ sku: category, category, quantity: 1, unitPrice: 100 })),
        tenders: [{ kind: 'wechat', amount: 100 * categories.length }],
      })
    await buy('shirts', 'coats')
    await buy('coats', 'shirts')
    await buy('coats')
    await buy('hats')
    await p.clock('2026-04-01T00:00:00+08:00')
    expect(await figures(p, 'pairings')).toEqual({
      asOf: '2026-04-01T00:00:00+08:00',
      receipts: 4,
      data: [{ categories: ['coats', 'shirts'], receipts: 2, support: 0.5, confidence: [2 / 3, 1], lift: 4 / 3 }],
    })
  })

  test('leave out who was erased, and what was kept of them never comes back', async () => {
    const { p, buyers } = await shop()
    await p.clock('2026-04-01T00:00:00+08:00')
    await p.ok(200, 'DELETE', `/v1/members/${buyers[9].id}`)
    await p.clock('2026-04-02T00:00:00+08:00')
    expect(await figures(p, 'lifecycle')).toMatchObject({ members: 10, buyers: 9 })
    expect(await differencesOf(api, p)).toBe('')
  })
})
