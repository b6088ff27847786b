// Measures a program of one size in a process of its own, so that its memory is its own, and prints what came out as
// one line of JSON. Run by scale-bench.ts: node measure-size.ts <folder> <members> <members of the small program>
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runDueJobs } from '@laurel/api/run-due-jobs'
import { putClock, verifyProgram } from '@laurel/db'
import { bareInsert, type BareInsert } from './bare-insert.ts'
import { dress } from './dress.ts'
import { copyOf, midnight, scaleProgram, type ScaleProgram } from './generate.ts'
import { openInside } from './inside.ts'
import { latencies, type Latencies } from './latency.ts'
import { previews, type Preview } from './previews.ts'
import { scaleRules } from './rules.ts'
import { watchJobs, type WatchedJob } from './watched-jobs.ts'

/** What the process held at the end of a phase, and what of it was JavaScript's; the rest is the engine's. */
export interface Memory {
  readonly rssMiB: number
  readonly jsMiB: number
}

/** A review, and whom it found something to change of: nobody, if it is to say what it takes where nothing changes. */
export interface QuietReview {
  readonly seconds: number
  readonly changed: number
}

/** What a program of one size came to. */
export interface SizeFigures {
  readonly members: number
  readonly receipts: number
  readonly here: Latencies
  readonly small: Latencies
  /** The August review and rebate, the clearing of 1 January, and every later review until nothing changes any more. */
  readonly jobs: readonly WatchedJob[]
  /** Filters of five conditions, after the first night. */
  readonly previews: readonly Preview[]
  /** The rows of the clearing of 1 January once more, bare. */
  readonly bareInsert: BareInsert
  /** The last of those reviews: what its night took beside the other work that was due. */
  readonly quietReview: QuietReview | null
  /** Every tier looked at again, as after rules were published: nothing changes. */
  readonly lookedAtAgain: WatchedJob | null
  readonly verify: { readonly seconds: number; readonly differences: number; readonly transactions: number }
  readonly memory: Readonly<Record<string, Memory>>
}

const AUGUST = midnight(2026, 8, 1)
const NEW_YEAR = midnight(2027, 1, 1)
/** Every member's points and member cash are cleared. */
const EXPIRY = 'expiry:2027-01-01'
/** By then every card of the first year has ended, and a review finds nothing to change. */
const LATER_YEARS = [2027, 2028, 2029, 2030]

const seconds = async (work: () => unknown): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** How far a long measurement is. */
const tell = (line: string): void => void process.stderr.write(`${line}\n`)

const peaks: Record<string, Memory> = {}
const notePeak = (phase: string): void => {
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage()
  const [all, js] = [rss, heapUsed + external + arrayBuffers].map(bytes => Math.round(bytes / 2 ** 20))
  peaks[phase] = { rssMiB: all!, jsMiB: js! }
  tell(`${phase}: ${all} MiB, ${js} of them JavaScript's`)
}

const runJobs = async (program: ScaleProgram, aside: string) => {
  const watch = watchJobs()
  const inside = await openInside(program.dataDir, AUGUST, watch.wrap)
  const { deps } = inside
  let lastYear = LATER_YEARS[0]!
  const passTo = async (now: number): Promise<void> => {
    inside.passTo(now)
    const budget = { chunks: Infinity, members: deps.jobTurn.members, deadline: Infinity }
    if (!(await runDueJobs(deps, program.id, now, budget))) throw new Error('there was more to do')
    await (await deps.databases.open(program.id)).commit([putClock({ clockAt: now })])
    tell(
      `${new Date(now).toISOString()}: ${watch
        .jobs()
        .map(job => `${job.name} ${job.seconds.toFixed(1)} s (${job.cpuSeconds.toFixed(1)} of CPU)`)
        .join(', ')}`,
    )
  }
  const jobs: WatchedJob[] = []
  /** What is done between such passes is no job's time. */
  const passThrough = async (...instants: readonly number[]): Promise<void> => {
    watch.begin()
    for (const now of instants) await passTo(now)
    jobs.push(...watch.jobs())
  }
  try {
    await passThrough(AUGUST)
    notePeak('first night')
    const previewed = await previews(inside, program)
    for (const { name, seconds, cpuSeconds } of previewed)
      tell(`${name}: ${seconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} of CPU)`)
    notePeak('previews')
    await passThrough(NEW_YEAR)
    notePeak('clearing')
    // At once, so that what else the machine does hits both sides.
    const bare = bareInsert(program, EXPIRY, aside)
    tell(`${bare.rows} rows bare: ${bare.seconds.toFixed(1)} s (${bare.cpuSeconds.toFixed(1)} of CPU)`)
    let quietReview: QuietReview | null = null
    for (const year of LATER_YEARS) {
      await passThrough(midnight(year, 8, 1) - 60_000)
      const before = jobs.length
      const took = await seconds(() => passThrough(midnight(year, 8, 1)))
      const night = jobs.slice(before)
      const review = night.find(job => job.name.startsWith('tiers:'))
      const others = night.reduce((sum, job) => (job === review ? sum : sum + job.seconds), 0)
      lastYear = year
      quietReview = { seconds: took - others, changed: review?.members ?? 0 }
      if (quietReview.changed === 0) break
    }
    notePeak('later years')
    await inside.call('PUT', '/v1/program/rules', program.secretKey, { rules: scaleRules })
    watch.begin()
    await passTo(midnight(lastYear, 8, 3))
    const lookedAtAgain = watch.jobs().find(job => job.name.startsWith('tiers:')) ?? null
    notePeak('new rules')
    const database = await deps.databases.reader(program.id)
    let verified: Awaited<ReturnType<typeof verifyProgram>> | undefined
    const took = await seconds(async () => (verified = await verifyProgram(database)))
    tell(`verify took ${took} s`)
    notePeak('verify')
    return {
      jobs,
      previews: previewed,
      bareInsert: bare,
      quietReview,
      lookedAtAgain,
      verify: {
        seconds: took,
        differences: verified!.differences.length,
        transactions: verified!.transactions,
      },
    }
  } finally {
    await inside.close()
  }
}

const measure = async (folder: string, work: string, members: number, smallMembers: number): Promise<SizeFigures> => {
  const small = await scaleProgram(folder, smallMembers, () => {})
  const program = await scaleProgram(folder, members, () => {})
  const own = copyOf(program, work, 'own')
  dress(own)
  const smallCopy = copyOf(small, work, 'small')
  const [here, ofSmall] = await latencies([own, smallCopy], AUGUST - 3_600_000)
  notePeak('latencies')
  const ran = await runJobs(own, join(work, 'bare.db'))
  return {
    members,
    receipts: program.receipts,
    here: here!,
    small: ofSmall!,
    ...ran,
    memory: peaks,
  }
}

const [folder, members, small] = process.argv.slice(2)
// Of its own, so that two may measure at once.
const work = mkdtempSync(join(folder!, 'work-'))
try {
  const figures = await measure(folder!, work, Number(members), Number(small))
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
