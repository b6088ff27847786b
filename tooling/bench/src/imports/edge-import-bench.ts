import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, type Bench, type Figure } from '../bench.ts'
import { runOnWorkerd, type EdgeFile, type EdgeRan } from './on-workerd.ts'

const ROWS = { full: 100_000, tiny: 60 } as const
/** A large file is worked on for so long, and then stopped. */
const LONGEST_SECONDS = 60
/** A Worker of Cloudflare has so much for everything. */
const WORKER_MB = 128
const MB = 1e6

const FILES: Readonly<Record<EdgeFile, string>> = {
  purchases: 'receipts',
  workbook: 'members in a workbook',
}

const figuresOf = (name: string, ran: EdgeRan): readonly Figure[] => {
  const { sent, import: imported, undo, before, importing, undoing } = ran
  const file = `${sent.toLocaleString('en')} ${name}`
  return [
    figure(`${file}: read, sealed and kept`, sent / imported.takingIn, 'rows/s'),
    figure(`${file}: worked off`, imported.rows / imported.workingOff, 'rows/s'),
    figure(`${file}: undone`, imported.rows / undo.workingOff, 'rows/s'),
    figure(`${file}: the isolate at most, importing`, importing.heap / MB, 'MB', { atMost: WORKER_MB }),
    figure(`${file}: the isolate at most, undoing`, undoing.heap / MB, 'MB', { atMost: WORKER_MB }),
    ...(before === null || importing.resident === null || undoing.resident === null
      ? []
      : [
          figure(
            `${file}: workerd at most over the level before`,
            (Math.max(importing.resident, undoing.resident) - before) / MB,
            'MB',
          ),
        ]),
  ]
}

export const edgeImportBench: Bench = {
  name: 'imports-edge',
  title: 'Imports on the edge',
  how:
    `The same files, and one of members as a workbook, sent to the Worker on workerd with a libSQL server on loopback, each ` +
    `to a Worker of its own. The whole file is taken in; it is worked on for ${LONGEST_SECONDS} seconds at most, turn by turn ` +
    `through the queue, then stopped, and what it had made is undone. The isolate is its objects and buffers as its inspector ` +
    `tells them twice a second, garbage and what it holds at rest included.`,
  run: async (size, { rows = ROWS[size] } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
    try {
      const figures: Figure[] = []
      const notes: string[] = []
      for (const how of ['purchases', 'workbook'] as const)
        for (const some of [Math.ceil(rows / 10), rows]) {
          const ran = await runOnWorkerd(how, some, join(folder, `${how}-${some}`), LONGEST_SECONDS)
          figures.push(...figuresOf(FILES[how], ran))
          const { rows: done } = ran.import
          if (done < some)
            notes.push(
              `Of the ${some.toLocaleString('en')} ${FILES[how]}, ${done.toLocaleString('en')} were worked off and undone.`,
            )
        }
      return { figures, notes }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
