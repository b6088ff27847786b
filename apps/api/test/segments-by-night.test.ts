import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { continueProgram, turnBudget } from '../src/platform/jobs/continue-program.ts'
import { differencesOf } from './crimes.ts'
import { atOnce, testApi, type TestProgram, type Wire } from './test-api.ts'
import { cutAfter, cutBefore, refuse, succeed, watchedDatabases } from './watched-databases.ts'

const watched = watchedDatabases()
const api = await testApi(watched.wrap)
afterAll(api.close)
afterEach(() => {
  api.jobTurn.members = 200
  watched.heal()
})

/** Who entered and left which segment so far, in the order in which it is told. */
const moves = async (p: TestProgram): Promise<string[]> => {
  api.passSeconds(5)
  const { data } = await p.ok(200, 'GET', '/v1/events?limit=100')
  return data
    .filter(({ type }: Wire) => type.startsWith('segment.'))
    .map(({ type, data: { memberId, segmentId } }: Wire) => `${type.slice(8)} ${segmentId} ${memberId}`)
}

const rich = { kind: 'balance', unit: 'points', atLeast: 500 }

/** Five members, of whom the first has 600 points, and a segment of those with 500 that is followed since last night. */
const scene = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const members: Wire[] = await atOnce(5, () => p.member())
  members.sort((a, b) => (a.id < b.id ? -1 : 1))
  await p.buy(members[0], 600, '2026-03-10T10:00:00+08:00')
  const { id } = await p.ok(201, 'POST', '/v1/segments', { name: 'Rich', filter: rich })
  await p.clock('2026-03-11T10:00:00+08:00')
  return { p, members, segment: id as string }
}

/** Two members get points, and the one who had some loses them. */
const change = async ({ p, members }: { p: TestProgram; members: Wire[] }) => {
  for (const i of [1, 3]) await p.buy(members[i], 700, '2026-03-11T09:00:00+08:00')
  await p.ok(201, 'POST', `/v1/members/${members[0].id}/adjustments`, { unit: 'points', amount: -300, reason: 'r' })
}

const expected = ({ members, segment }: { members: Wire[]; segment: string }) => [
  `entered ${segment} ${members[1].id}`,
  `entered ${segment} ${members[3].id}`,
  `left ${segment} ${members[0].id}`,
]

describe('a night tells who has entered a segment, and who has left it', () => {
  test('once each; whom it held for when it was first looked at has entered nothing', async () => {
    const s = await scene()
    expect(await moves(s.p)).toEqual([])
    await change(s)
    expect(await moves(s.p)).toEqual([])
    const { jobs } = await s.p.clock('2026-03-12T10:00:00+08:00')
    expect(jobs.at(-1)).toMatchObject({ name: 'segments:2026-03-12', members: 3 })
    expect(await moves(s.p)).toEqual(expected(s))
    await s.p.clock('2026-03-13T10:00:00+08:00')
    expect(await moves(s.p)).toEqual(expected(s))
    expect(await differencesOf(api, s.p)).toBe('')
  })

  test('at the instant of the night, and by facts of that very night', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const member = await p.member()
    await p.ok(201, 'POST', '/v1/segments', { name: 'Buyers', filter: { kind: 'receipts', atLeast: 1 } })
    await p.clock('2026-03-11T10:00:00+08:00')
    await p.buy(member, 100, '2026-03-11T09:00:00+08:00')
    await p.clock('2026-03-12T10:00:00+08:00')
    expect(await moves(p)).toHaveLength(1)
    const [event] = (await p.ok(200, 'GET', '/v1/events?type=segment.entered')).data
    expect(event.timestamp).toBe('2026-03-12T00:00:00+08:00')
  })

  test('nothing where the segment was changed to ask something else, and from then on by that', async () => {
    const s = await scene()
    const { p, members, segment } = s
    await p.ok(200, 'PATCH', `/v1/segments/${segment}`, { filter: { ...rich, atLeast: 1 } })
    await change(s)
    await p.clock('2026-03-12T10:00:00+08:00')
    expect(await moves(p)).toEqual([])
    await p.buy(members[4], 10, '2026-03-12T09:00:00+08:00')
    await p.ok(200, 'PATCH', `/v1/segments/${segment}`, { name: 'Not poor' })
    await p.clock('2026-03-13T10:00:00+08:00')
    expect(await moves(p)).toEqual([`entered ${segment} ${members[4].id}`])
  })

  test('nothing of a segment that was deleted, nor of who was erased', async () => {
    const s = await scene()
    await s.p.ok(200, 'DELETE', `/v1/members/${s.members[0].id}`)
    await s.p.clock('2026-03-12T10:00:00+08:00')
    await s.p.ok(200, 'DELETE', `/v1/segments/${s.segment}`)
    await s.p.clock('2026-03-13T10:00:00+08:00')
    expect(await moves(s.p)).toEqual([])
    expect(await differencesOf(api, s.p)).toBe('')
  })
})

describe('wherever a night is cut off', () => {
  test('it goes on there, and tells each move once', async () => {
    const s = await scene()
    await change(s)
    Object.assign(api.jobTurn, { members: 1 })
    await s.p.slowClock('2026-03-12T10:00:00+08:00', 2)
    const budget = { ...turnBudget(api.deps), chunks: 1 }
    for (let turns = 1; await continueProgram(api.deps, s.p.id, budget); turns++) expect(turns).toBeLessThan(100)
    expect(await moves(s.p)).toEqual(expected(s))
  })

  test('killed at any commit, it tells each move once when it is started again', async () => {
    for (const way of [refuse(new Error('killed')), cutBefore, cutAfter])
      for (let commit = 0; commit < 8; commit++) {
        const s = await scene()
        await change(s)
        watched.next(...Array.from({ length: commit }, () => succeed), way)
        await s.p.call('POST', '/v1/program/clock', { now: '2026-03-12T10:00:00+08:00' })
        watched.heal()
        await s.p.clock('2026-03-12T10:00:00+08:00')
        expect(await moves(s.p), `commit ${commit}`).toEqual(expected(s))
      }
  }, 60_000)
})
