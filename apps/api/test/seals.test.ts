import { dayOf, startOfDay } from '@laurel/core'
import { verifyProgram } from '@laurel/db'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { continueProgram, dueProgramIds, turnBudget } from '../src/platform/jobs/continue-program.ts'
import { decodeId } from '../src/platform/ids.ts'
import { atOnce, OPERATOR_KEY, receipt, testApi, type TestProgram, type Wire } from './test-api.ts'

const api = await testApi()
afterAll(api.close)
afterEach(() => {
  api.jobTurn.members = 200
  vi.restoreAllMocks()
})

const evening = '2026-03-10T23:00:00+08:00'
const at = '2026-03-10T10:00:00+08:00'
const nextDay = '2026-03-11T00:00:00+08:00'

const verified = async (p: { id: string }) => verifyProgram(await api.databases.open(p.id))
const sealsOf = async (p: TestProgram): Promise<Wire[]> => (await p.ok(200, 'GET', '/v1/ledger/seals')).data
const sealJobs = ({ jobs }: Wire): string[] =>
  jobs.map(({ name }: Wire) => name).filter((name: string) => name.startsWith('seal:'))

/** A program whose five receipts are sealed, two to a seal. */
const sealed = async (): Promise<{ p: TestProgram; member: Wire }> => {
  const p = await api.program('wanqian', evening)
  const member = await p.member()
  for (let i = 0; i < 5; i++) await p.buy(member, 100 + i, at)
  api.jobTurn.members = 2
  await p.clock(nextDay)
  api.jobTurn.members = 200
  return { p, member }
}

describe('the nightly seal', () => {
  test('covers each transaction once, in the order of the ids, each seal chained to the one before', async () => {
    const { p } = await sealed()
    const [last, middle, first] = await sealsOf(p)
    expect([first, middle, last].map(({ transactions }) => transactions)).toEqual([2, 2, 1])
    expect([first.after, first.previousHash]).toEqual([null, '0'.repeat(64)])
    expect([middle.after, middle.previousHash]).toEqual([first.through, first.hash])
    expect([last.after, last.previousHash]).toEqual([middle.through, middle.hash])
    expect(last.sealedAt).toBe(nextDay)
    const { differences, sealed: head } = await verified(p)
    expect(differences).toEqual([])
    expect(head).toEqual({ through: last.through, seals: 3, hash: last.hash })
  })

  test('comes first at the start of the day after, once, and not where nothing is new', async () => {
    const p = await api.program('wanqian', evening)
    const member = await p.member()
    expect(sealJobs(await p.clock('2026-12-30T23:00:00+08:00'))).toEqual([])
    await p.buy(member, 100, '2026-12-30T12:00:00+08:00')
    const { jobs } = await p.clock('2027-01-05T00:00:00+08:00')
    // What expires on 1 January is recorded then, and sealed the day after.
    expect(jobs.map(({ name }: Wire) => name)).toEqual([
      'seal:2026-12-31',
      'expiry:2027-01-01',
      'seal:2027-01-02',
      'insight:facts:2027-01-05',
      'insight:figures:2027-01-05',
      'forecast:2027-01-05',
    ])
    expect(sealJobs(await p.clock('2027-02-05T00:00:00+08:00'))).toEqual([])
    expect(await sealsOf(p)).toHaveLength(2)
  })

  test('in live mode takes what was made before midnight, and leaves what came since to the next', async () => {
    const made = await api.ok(201, 'POST', '/v1/programs', {
      key: OPERATOR_KEY,
      body: { name: 'live', mode: 'live', preset: 'wanqian' },
    })
    const key = made.secretKey as string
    const member = await api.ok(201, 'POST', '/v1/members', { key, body: {} })
    const buy = (now: string) => api.ok(201, 'POST', '/v1/purchases', { key, body: receipt(member, 100, now) })
    const realNow = () => new Date(api.deps.now()).toISOString()
    const before = await buy(realNow())
    const midnight = startOfDay(dayOf(api.deps.now(), 'Asia/Shanghai') + 1, 'Asia/Shanghai')
    api.passSeconds((midnight - api.deps.now()) / 1000 + 30)
    await buy(realNow())
    for (const id of await dueProgramIds(api.deps)) await continueProgram(api.deps, id, turnBudget(api.deps))
    const { data } = await api.ok(200, 'GET', '/v1/ledger/seals', { key })
    expect(data).toHaveLength(1)
    expect([decodeId('txn', data[0].through), data[0].transactions]).toEqual([decodeId('pur', before.id), 1])
    expect((await verified(made)).differences).toEqual([])
  })
})

describe('a transaction whose id a seal has passed', () => {
  /** An id below all that are sealed; the first seal covers two. */
  const stale = async (p: TestProgram): Promise<number> => decodeId('txn', (await sealsOf(p)).at(-1).through)! - 3
  const expectBeyond = async (p: TestProgram, member: Wire, kind: string) => {
    const [newest] = await p.ledger(member)
    expect(newest).toMatchObject({ kind })
    expect(newest.id > (await sealsOf(p))[0].through).toBe(true)
    expect((await verified(p)).differences).toEqual([])
  }

  test('is decided again with a fresh one: a receipt', async () => {
    const { p, member } = await sealed()
    vi.spyOn(api.deps.ids, 'next').mockReturnValueOnce(await stale(p))
    await p.buy(member, 7, at)
    await expectBeyond(p, member, 'earn')
  })

  test('is decided again with a fresh one: an adjustment', async () => {
    const { p, member } = await sealed()
    vi.spyOn(api.deps.ids, 'next').mockReturnValueOnce(await stale(p))
    await p.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { unit: 'points', amount: 7, reason: 'a gift' })
    await expectBeyond(p, member, 'adjust')
  })

  test('is decided again with a fresh one: what expires', async () => {
    const { p, member } = await sealed()
    const id = await stale(p)
    vi.spyOn(api.deps.ids, 'next')
      .mockReturnValueOnce(id)
      .mockReturnValueOnce(id - 1)
    await p.clock('2027-01-01T00:00:00+08:00')
    await expectBeyond(p, member, 'expire')
  })

  test('of another process is decided again, however far that process is behind', async () => {
    const { p, member } = await sealed()
    const others = await Promise.all([1, 2, 3].map(() => api.otherProcess()))
    const answers = await Promise.all(
      others.map(call => call('POST', '/v1/purchases', { key: p.key, body: receipt(member, 8, at) })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect((await verified(p)).differences).toEqual([])
  })

  test('receipts that come in while the journal is sealed are all kept, and all are sealed in the end', async () => {
    const p = await api.program('wanqian', evening)
    const members = await Promise.all([1, 2, 3].map(() => p.member()))
    for (const member of members) await p.buy(member, 50, at)
    const other = await api.otherProcess()
    api.jobTurn.members = 2
    const [clock, ...answers] = await Promise.all([
      p.call('POST', '/v1/program/clock', { now: nextDay }),
      ...(await Promise.all(
        members.map(async member => [
          ...(await atOnce(6, () => p.call('POST', '/v1/purchases', receipt(member, 5, at)))),
          ...(await atOnce(6, () => other('POST', '/v1/purchases', { key: p.key, body: receipt(member, 5, at) }))),
        ]),
      )),
    ])
    expect(clock.status).toBe(200)
    expect(answers.flat().map(({ status }) => status)).toEqual(Array.from({ length: 36 }, () => 201))
    await p.clock('2026-03-13T00:00:00+08:00')
    const seals = await sealsOf(p)
    expect(seals.reduce((sum, { transactions }) => sum + transactions, 0)).toBe(39)
    expect((await verified(p)).differences).toEqual([])
  })
})
