import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDueJobs } from '@laurel/api/run-due-jobs'
import { putClock } from '@laurel/db'
import { figure, type Figure, type Measured } from '../bench.ts'
import type { Bench } from '../bench.ts'
import { dress } from './dress.ts'
import { fiveConditions } from './five-conditions.ts'
import { copyOf, midnight, scaleProgram, type ScaleProgram } from './generate.ts'
import { openInside } from './inside.ts'

const FULL = 100_000
const TINY = 20
const ROUNDS = 3
const NIGHT = midnight(2026, 8, 1)

interface Took {
  readonly seconds: number
  readonly cpuSeconds: number
}

const timed = async (work: () => Promise<unknown>): Promise<Took> => {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }
}

/** The shortest of some: what else the machine does only lengthens them. */
const shortest = (all: readonly Took[]): Took => ({
  seconds: Math.min(...all.map(({ seconds }) => seconds)),
  cpuSeconds: Math.min(...all.map(({ cpuSeconds }) => cpuSeconds)),
})

const measure = async (program: ScaleProgram): Promise<Measured> => {
  dress(program)
  const inside = await openInside(program.dataDir, NIGHT)
  const { deps } = inside
  try {
    const budget = { chunks: Infinity, members: deps.jobTurn.members, deadline: Infinity }
    if (!(await runDueJobs(deps, program.id, NIGHT, budget))) throw new Error('there was more to do')
    await (await deps.databases.open(program.id)).commit([putClock({ clockAt: NIGHT })])
    const figures: Figure[] = []
    const notes: string[] = []
    const worst = { name: '', cpuSeconds: -1 }
    for (const { name, filter } of fiveConditions) {
      let members = 0
      const rounds: Took[] = []
      for (let i = 0; i < ROUNDS; i++)
        rounds.push(
          await timed(async () => {
            const path = '/v1/segments/preview'
            ;({ members } = await inside.call<{ members: number }>('POST', path, program.secretKey, { filter }))
          }),
        )
      const { seconds, cpuSeconds } = shortest(rounds)
      figures.push(figure(name, seconds, 's'), figure(`${name}: CPU`, cpuSeconds, 's'))
      notes.push(`${name}: ${members.toLocaleString('en')} members found.`)
      if (cpuSeconds > worst.cpuSeconds) Object.assign(worst, { name, cpuSeconds })
    }
    return {
      figures,
      notes: [
        `${program.members.toLocaleString('en')} members, ${program.receipts.toLocaleString('en')} receipts.`,
        `The dearest: ${worst.name}.`,
        ...notes,
      ],
    }
  } finally {
    await inside.close()
  }
}

export const segmentBench: Bench = {
  name: 'segments',
  title: 'Segments',
  how: `Filters of five conditions, previewed: all members counted and ten of them shown, in this process, the shortest of ${ROUNDS}. The program is that of Scale, with consents, tags, interests, sizes and families, after its first night. \`--members\` says how many (${FULL.toLocaleString('en')}), \`--folder\` where the program is kept for the next time.`,
  run: async (size, { members = FULL, folder = join(tmpdir(), 'laurel-scale') } = {}) => {
    const tiny = size === 'tiny'
    if (!tiny) mkdirSync(folder, { recursive: true })
    const work = mkdtempSync(join(tiny ? tmpdir() : folder, 'segments-'))
    try {
      const program = await scaleProgram(tiny ? work : folder, tiny ? TINY : members, () => {})
      return await measure(copyOf(program, work, 'own'))
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  },
}
