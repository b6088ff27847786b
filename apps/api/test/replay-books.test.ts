import { dayOf, draftTimeline, replayMember } from '@laurel/core'
import { KnownRevisions, loadHistories, verifyProgram } from '@laurel/db'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openForJobs } from '../src/platform/jobs/job-program.ts'
import { documents, happenings, liveThrough } from './random-lives.ts'
import { importFile } from './import-file.ts'
import { testApi, type TestApi, type TestProgram } from './test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const EVERYBODY = { after: -1, last: Number.MAX_SAFE_INTEGER }

const rowsOf = async (p: TestProgram, sql: string) =>
  (await (await api.databases.open(p.id)).read([{ sql, args: [] }]))[0]!

/** A member's points, debt, tier and receipt of an old system. */
const MOVED_IN = [
  [
    'openingBalances',
    'memberExternalId,unit,amount,expiresOn\na,points,90,2026-07-01\na,points,50,\na,memberCash,-1.00,\n',
  ],
  ['tiers', 'memberExternalId,tier,since,validThrough\na,WE,2024-07-01,2026-06-30\n'],
  [
    'pastPurchases',
    'externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender\nold,a,2025-07-05 10:00,s,A1,2,8000.00,cash\n',
  ],
] as const

/** The open lots and the tiers of all members, as the tables have them. */
const keptBooks = async (p: TestProgram) => ({
  lots: await rowsOf(
    p,
    `SELECT member_id, unit, transaction_id, earned_at, expires_on, remaining FROM lots WHERE remaining > 0
      ORDER BY member_id, unit, transaction_id`,
  ),
  tiers: await rowsOf(p, 'SELECT member_id, tier, tier_since, tier_through FROM standings ORDER BY member_id'),
})

/** The same as the replay of the rules in force has them. */
const replayedBooks = async (p: TestProgram) => {
  const { program } = await openForJobs(api.deps, p.id, [])
  const { timeline, clockAt } = program
  const now = clockAt ?? 0
  const draft = draftTimeline(timeline, timeline.at(now).document, { from: -Infinity, to: -Infinity })
  const today = dayOf(now, timeline.timeZone)
  const loaded = await loadHistories(await api.databases.reader(p.id), EVERYBODY, today, {
    settingAt: null,
    revisions: new KnownRevisions(timeline.timeZone),
  })
  const replayed = loaded.map(({ id, history, standing }) => ({
    id,
    ...replayMember(draft, history, { workDoneThrough: now, today: standing?.tierAsOf ?? today }),
  }))
  return {
    lots: replayed.flatMap(({ id, books }) =>
      (['points', 'memberCash'] as const).flatMap((unit, code) =>
        books.wallet.lots[unit]
          .toSorted((a, b) => a.id - b.id)
          .map(lot => [id, code, lot.id, lot.earnedAt, lot.expiresOn, lot.remaining]),
      ),
    ),
    tiers: replayed.map(({ id, held }) => [id, held.tier, held.since, held.through]),
  }
}

describe('replaying the rules in force gives the books, to the last point, lot and tier', () => {
  test.each(Object.keys(documents))('%s', { timeout: 300_000 }, async name => {
    await fc.assert(
      fc.asyncProperty(happenings(40), async life => {
        api.passSeconds(60)
        const { p } = await liveThrough(api, documents[name]!, life)
        const rules = await p.ok(200, 'GET', '/v1/program/rules')
        const replay = await p.ok(200, 'POST', '/v1/program/rules/replay', { rules })
        expect(replay).toMatchObject({
          points: { after: replay.points.before },
          memberCash: { after: replay.memberCash.before },
          liability: { after: replay.liability.before },
          moves: [],
          membersAffected: 0,
          mostAffected: [],
          memberCashShort: { receipts: 0, amount: 0 },
          refused: { redemptions: 0, topUps: 0, topUpReversals: 0, prepaidRefunds: 0, adjustments: 0, acts: [] },
        })
        const { units } = await p.trialBalance()
        for (const unit of ['points', 'memberCash', 'prepaid'] as const)
          expect(replay.liability.before[unit]).toBe(units[unit].memberLiability)
        for (const unit of ['points', 'memberCash'] as const)
          expect(replay[unit].before).toBe(0 - (units[unit].accounts['program:issuance'] ?? 0))
        expect(await replayedBooks(p)).toEqual(await keptBooks(p))
        expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])
      }),
      { numRuns: Number(process.env['LAUREL_LIVES'] ?? 8) },
    )
  })

  test('also of members who moved in from an old system, whatever came back of it', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const { id } = await p.member({ externalId: 'a' })
    for (const [kind, csv] of MOVED_IN) await importFile(api, p, `kind=${kind}`, csv)
    const [{ id: purchase }] = (await p.ok(200, 'GET', `/v1/members/${id}/purchases`)).data
    await p.ok(201, 'POST', `/v1/purchases/${purchase}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    await p.clock('2026-07-02T12:00:00+08:00')
    await p.buy({ id }, 300, '2026-07-02T10:00:00+08:00')
    expect(await replayedBooks(p)).toEqual(await keptBooks(p))
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    const replay = await p.ok(200, 'POST', '/v1/program/rules/replay', { rules })
    expect(replay).toMatchObject({ liability: { after: replay.liability.before }, membersAffected: 0 })
  })
})
