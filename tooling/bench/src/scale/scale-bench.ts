import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, ratio, type Bench, type Figure, type Goal } from '../bench.ts'
import type { FileFigures } from './make-size.ts'
import type { SizeFigures } from './measure-size.ts'

const FULL = [10_000, 100_000, 1_000_000]
const TINY = 20
/** What latencies are held against. */
const SMALL = 1_000

const MAKE = join(import.meta.dirname, 'make-size.ts')
const MEASURE = join(import.meta.dirname, 'measure-size.ts')

const outputOf = (script: string, args: readonly (string | number)[]): string => {
  const { status, stdout } = spawnSync(process.execPath, [script, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed`)
  return stdout
}

type Figures = FileFigures & SizeFigures

const measured = (folder: string, members: number, small: number): Figures => ({
  ...(JSON.parse(outputOf(MAKE, [folder, small, members])) as FileFigures),
  ...(JSON.parse(outputOf(MEASURE, [folder, members, small])) as SizeFigures),
})

const sizeName = (members: number): string => `${members.toLocaleString('en')} members`

const atMost = (most: number): Goal => ({ atMost: most })

/** Every member's points and member cash are cleared on 1 January. */
const EXPIRY = 'expiry:2027-01-01'

/** The first night of insight looks at every receipt that there is; what it comes to a member must not grow with them. */
const INSIGHT = ['insight:facts:2026-08-01', 'insight:figures:2026-08-01', 'forecast:2026-08-01']

/** What one size came to. Goals are those of the largest program that the issue names. */
const figuresOf = (of: Figures): Figure[] => {
  const { members, receipts } = of
  const name = sizeName(members)
  const took = (job: string): number => of.jobs.find(one => one.name === job)?.seconds ?? 0
  const cpuOf = (job: string): number => of.jobs.find(one => one.name === job)?.cpuSeconds ?? 0
  const perMember = (job: string): Figure[] => {
    const seconds = took(job)
    return seconds === 0 ? [] : [figure(`${name}: ${job}`, (seconds / members) * 1e6, 'µs a member')]
  }
  const review = of.quietReview
  if (!review || review.changed > 0) throw new Error(`${name}: no review came in which nothing changed`)
  return [
    figure(`${name}: on disk, everything included`, of.bytesPerReceipt, 'bytes a receipt', atMost(750)),
    figure(
      `${name}: one pass of plain SQL over receipts, lines and transfers`,
      receipts / of.plainPassSeconds,
      'receipts/s',
    ),
    ...['seal:2026-08-01', 'tiers:2026-08-01', 'rebate:august:2026-08-01', EXPIRY, ...INSIGHT].flatMap(perMember),
    figure(`${name}: ${INSIGHT[0]}, CPU`, (cpuOf(INSIGHT[0]!) / members) * 1e6, 'µs a member'),
    ratio(
      `${name}: clearing all on 1 January ÷ a bare insert of the same rows`,
      took(EXPIRY),
      of.bareInsert.seconds,
      atMost(3),
    ),
    ratio(`${name}: the same, CPU`, cpuOf(EXPIRY), of.bareInsert.cpuSeconds),
    ...of.previews.map(({ name: filter, seconds }) => figure(`${name}: preview: ${filter}`, seconds, 's', atMost(10))),
    figure(`${name}: review in which nothing changes`, review.seconds, 's', atMost(10)),
    ...(of.lookedAtAgain
      ? [
          figure(
            `${name}: every tier looked at again, nothing changes`,
            (of.lookedAtAgain.seconds / members) * 1e6,
            'µs a member',
          ),
        ]
      : []),
    figure(`${name}: verify, by members`, members / of.verify.seconds, 'members/s'),
    figure(`${name}: verify, by transactions`, of.verify.transactions / of.verify.seconds, 'transactions/s'),
    figure(`${name}: summary`, of.here.summaryMs, 'ms, median'),
    figure(`${name}: purchase, durable`, of.here.purchaseMs, 'ms, median'),
    ratio(`${name}: summary ÷ that of ${sizeName(SMALL)}`, of.here.summaryMs, of.small.summaryMs, atMost(1.3)),
    ratio(`${name}: purchase ÷ that of ${sizeName(SMALL)}`, of.here.purchaseMs, of.small.purchaseMs, atMost(1.3)),
    ...Object.entries(of.memory).flatMap(([phase, { rssMiB, jsMiB }]) => [
      figure(`${name}: memory after ${phase}`, rssMiB, 'MiB'),
      figure(`${name}: memory after ${phase}, JavaScript's`, jsMiB, 'MiB'),
    ]),
  ]
}

const notesOf = (of: Figures): string[] => [
  `${sizeName(of.members)}: ${of.bytesByTable.map(([table, bytes]) => `${table} ${bytes}`).join(', ')} bytes a receipt, each with its indexes. Made in ${Math.round(of.generatedInSeconds)} s.`,
  ...(of.verify.differences > 0
    ? [`${sizeName(of.members)}: ledger:verify found ${of.verify.differences} differences.`]
    : []),
]

const full = (members: number, folder: string): Figures[] => {
  mkdirSync(folder, { recursive: true })
  const within = FULL.filter(count => count <= members)
  return (within.length > 0 ? within : [members]).map(count => measured(folder, count, SMALL))
}

const tiny = (): Figures[] => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-scale-'))
  try {
    return [measured(folder, TINY, TINY)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const scaleBench: Bench = {
  name: 'scale',
  title: 'Scale',
  how: [
    `One program of ten receipts a member, each of three lines that open two lots, in the product’s own rows, made straight into the file, and as much known of its members as in Segments. Scheduled work runs on a copy, from the August review and rebate over 1 January, on which everything is cleared, to an August in which nothing changes any more. Latencies are in this process, one call after another, in turns with a program of ${SMALL} members.`,
    '`--members` bounds the largest program (a million, which takes hours and 20 GB); `--folder` is where they are kept for the next time.',
  ].join(' '),
  run: async (size, { members = Infinity, folder = join(tmpdir(), 'laurel-scale') } = {}) => {
    const all = size === 'tiny' ? tiny() : full(members, folder)
    return { figures: all.flatMap(figuresOf), notes: all.flatMap(notesOf) }
  },
}
