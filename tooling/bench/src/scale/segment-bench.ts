import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDueJobs } from '@laurel/api/run-due-jobs'
import { putClock } from '@laurel/db'
import { figure, type Measured } from '../bench.ts'
import type { Bench } from '../bench.ts'
import { dress } from './dress.ts'
import { copyOf, midnight, scaleProgram, type ScaleProgram } from './generate.ts'
import { openInside } from './inside.ts'
import { previews } from './previews.ts'

const FULL = 100_000
const TINY = 20
const NIGHT = midnight(2026, 8, 1)

const measure = async (program: ScaleProgram): Promise<Measured> => {
  dress(program)
  const inside = await openInside(program.dataDir, NIGHT)
  const { deps } = inside
  try {
    const budget = { chunks: Infinity, members: deps.jobTurn.members, deadline: Infinity }
    if (!(await runDueJobs(deps, program.id, NIGHT, budget))) throw new Error('there was more to do')
    await (await deps.databases.open(program.id)).commit([putClock({ clockAt: NIGHT })])
    const all = await previews(inside, program)
    const dearest = all.toSorted((a, b) => b.cpuSeconds - a.cpuSeconds)[0]!
    return {
      figures: all.flatMap(({ name, seconds, cpuSeconds }) => [
        figure(name, seconds, 's'),
        figure(`${name}: CPU`, cpuSeconds, 's'),
      ]),
      notes: [
        `${program.members.toLocaleString('en')} members, ${program.receipts.toLocaleString('en')} receipts.`,
        `The dearest: ${dearest.name}.`,
        ...all.map(({ name, found }) => `${name}: ${found.toLocaleString('en')} members found.`),
      ],
    }
  } finally {
    await inside.close()
  }
}

export const segmentBench: Bench = {
  name: 'segments',
  title: 'Segments',
  how: `Filters of five conditions, previewed: all members counted and ten of them shown, in this process, the shortest of three. The program is that of Scale, with consents, tags, interests, sizes and families, after its first night. \`--members\` says how many (${FULL.toLocaleString('en')}), \`--folder\` where the program is kept for the next time.`,
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
