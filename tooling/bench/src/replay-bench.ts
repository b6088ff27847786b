import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProgram } from '@laurel/api/enter-program'
import { workDoneThrough } from '@laurel/api/run-due-jobs'
import { replayBegins, runReplay } from '@laurel/api/run-replay'
import { dayOf, draftTimeline, replayMember } from '@laurel/core'
import { findEndOfChunk, KnownRevisions, loadHistories, readAll, type LoadedHistory } from '@laurel/db'
import { figure, ratio, type Bench, type Measured } from './bench.ts'
import { scaleProgram, type ScaleProgram } from './scale/generate.ts'
import { openInside } from './scale/inside.ts'
import { plainPass } from './scale/plain-pass.ts'
import { scaleRules } from './scale/rules.ts'

const FULL = 10_000
const TINY = 20
const WINDOW = { from: -Infinity, to: Infinity }

const seconds = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

type Inside = Awaited<ReturnType<typeof openInside>>

/** The whole replay, as a request for it goes. Throws where the rules in force do not give the books again. */
const replayAll = async ({ deps }: Inside, { id, receipts }: ScaleProgram): Promise<void> => {
  const { program } = await readProgram(deps, id, [])
  const plan = {
    rules: scaleRules,
    from: null,
    to: null,
    now: program.now,
    workDoneThrough: await workDoneThrough(deps, id, program.now),
  }
  const budget = { ...deps.jobTurn, deadline: Infinity }
  const { totals } = await runReplay(deps, id, program.timeline, plan, replayBegins, budget)
  if (totals.purchases !== receipts || totals.membersAffected > 0)
    throw new Error(`${totals.purchases} receipts replayed, ${totals.membersAffected} members differ from their books`)
}

/** All histories as a replay reads them, by as many members at once. */
const readHistories = async (
  { deps }: Inside,
  { id }: ScaleProgram,
  take: (members: readonly LoadedHistory[]) => void,
): Promise<void> => {
  const { program } = await readProgram(deps, id, [])
  const database = await deps.databases.reader(id)
  const known = { settingAt: null, revisions: new KnownRevisions(program.timeline.timeZone) }
  for (let after = -1; ;) {
    const [[end]] = await readAll(database, [findEndOfChunk({ after, limit: deps.jobTurn.members })])
    if (!end || end.last === null) return
    take(await loadHistories(database, { after, last: end.last }, program.today, known))
    after = end.last
  }
}

const measure = async (program: ScaleProgram, clock: number): Promise<Measured> => {
  const inside = await openInside(program.dataDir, clock)
  try {
    const { program: open } = await readProgram(inside.deps, program.id, [])
    const draft = draftTimeline(open.timeline, scaleRules, WINDOW)
    const end = { workDoneThrough: open.now, today: dayOf(open.now, open.timeline.timeZone) }
    // A first round, of which nothing is measured, has the code compiled and the pages in memory.
    await replayAll(inside, program)
    const plain = plainPass(program)
    const whole = await seconds(() => replayAll(inside, program))
    let deciding = 0
    const both = await seconds(() =>
      readHistories(inside, program, members => {
        const started = performance.now()
        for (const { history } of members) replayMember(draft, history, end)
        deciding += (performance.now() - started) / 1000
      }),
    )
    const { receipts } = program
    return {
      figures: [
        figure('receipts replayed, from the file to the totals', receipts / whole, 'receipts/s', { atLeast: 200_000 }),
        figure('of it, reading histories', receipts / (both - deciding), 'receipts/s'),
        figure('of it, deciding again', receipts / deciding, 'receipts/s', { atLeast: 200_000 }),
        figure('one pass of plain SQL over receipts, lines and transfers', receipts / plain, 'receipts/s'),
        ratio('replay ÷ plain pass, in time', whole, plain),
      ],
      notes: [
        `${program.members} members, ${receipts} receipts; under the rules in force, no member differs from the books.`,
      ],
    }
  } finally {
    await inside.close()
  }
}

export const replayBench: Bench = {
  name: 'replay',
  title: 'Replay',
  how: 'Every member’s life again under the rules in force, over the program that `scale` makes (ten receipts a member, three lines each): read from its file through the reader’s thread, decided again, summed up. `--members` says how many; goals are for one thread that decides.',
  run: async (size, { members = FULL, folder = join(tmpdir(), 'laurel-scale') } = {}) => {
    const isTiny = size === 'tiny'
    const place = isTiny ? mkdtempSync(join(tmpdir(), 'laurel-replay-')) : folder
    mkdirSync(place, { recursive: true })
    try {
      const program = await scaleProgram(place, isTiny ? TINY : members, () => {})
      return await measure(program, Date.UTC(2026, 6, 31, 5))
    } finally {
      if (isTiny) rmSync(place, { recursive: true, force: true })
    }
  },
}
