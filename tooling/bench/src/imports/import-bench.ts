import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, ratio, type Bench, type Figure } from '../bench.ts'
import type { FileKind } from './bring-in.ts'
import { runSelfHosted, type Ran } from './self-hosted.ts'

const ROWS = { full: 100_000, tiny: 60 } as const
/** Beyond this heap the server dies: a Worker of Cloudflare has 128 MB for everything. */
const HEAP_MB = 96
const MB = 1e6

const text = (rows: number): string => rows.toLocaleString('en')

const speeds = (
  kind: FileKind,
  { import: { rows, takingIn, workingOff }, undo, bare, cpuSeconds }: Ran,
): readonly Figure[] => [
  figure(`${kind}: read, sealed and kept`, rows / takingIn, 'rows/s'),
  figure(`${kind}: worked off`, rows / workingOff, 'rows/s'),
  figure(`${kind}: a bare insert of what that writes`, rows / bare.seconds, 'rows/s'),
  ratio(`${kind}: taken in and worked off ÷ bare insert, in time`, takingIn + workingOff, bare.seconds),
  ...(Number.isNaN(cpuSeconds)
    ? []
    : [ratio(`${kind}: taken in and worked off ÷ bare insert, in CPU`, cpuSeconds, bare.cpuSeconds)]),
  figure(`${kind}: told that nothing stands in the way of undoing`, undo.asking, 's'),
  figure(`${kind}: undone`, rows / undo.workingOff, 'rows/s'),
]

const memory = (kind: FileKind, runs: readonly Ran[]): readonly Figure[] =>
  (['importing', 'undoing'] as const).flatMap(doing =>
    runs.flatMap(({ import: { rows }, before, ...held }) => [
      ...(before === null || held[doing].resident === null
        ? []
        : [
            figure(
              `${doing} ${text(rows)} ${kind}: memory over the level before`,
              (held[doing].resident - before) / MB,
              'MB',
            ),
          ]),
      figure(`${doing} ${text(rows)} ${kind}: heap at most`, held[doing].heap / MB, 'MB', { atMost: HEAP_MB }),
    ]),
  )

export const importBench: Bench = {
  name: 'imports',
  title: 'Imports',
  how:
    `A file of 100,000 new members, and one of 100,000 receipts of one line by 10,000 members, each sent piece by piece to ` +
    `\`POST /v1/imports\` and worked off to its end, then undone; self-hosted, \`synchronous=FULL\`, each in a server of its ` +
    `own that dies beyond ${HEAP_MB} MB of heap. The bare insert is of every row that the import wrote, through the engine ` +
    `alone with the same indexes, as many of them to a commit. Memory is what the process holds at most beyond what it ` +
    `held once warm; a file of a tenth stands beside it to show what grows with the file.`,
  run: async (size, { rows = ROWS[size] } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
    try {
      const figures: Figure[] = []
      const notes: string[] = []
      for (const kind of ['purchases', 'members'] as const) {
        const runs: Ran[] = []
        for (const some of [Math.ceil(rows / 10), rows])
          runs.push(await runSelfHosted(kind, some, join(folder, `${kind}-${some}`), HEAP_MB))
        const largest = runs.at(-1)!
        figures.push(...speeds(kind, largest), ...memory(kind, runs))
        notes.push(`${text(rows)} ${kind} write ${text(largest.bare.rows)} rows of tables.`)
      }
      return { figures, notes }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
