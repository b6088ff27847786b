import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { figure, ratio, type Bench } from '../bench.ts'
import type { ImportRan, ImportRun } from './import-run.ts'

const ROWS = { full: 100_000, tiny: 200 } as const
/** A Worker of Cloudflare has 128 MB for everything; past this heap the thread dies. */
const HEAP_MB = 96
const WORKER_MB = 128

const run = (asked: ImportRun): Promise<ImportRan> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('import-run.ts', import.meta.url), {
      workerData: asked,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    thread.once('message', resolve)
    thread.once('error', reject)
  })

export const importBench: Bench = {
  name: 'imports',
  title: 'Imports',
  how: `A file of 100,000 new members, sent piece by piece and worked off to its end on real files, in a thread that dies beyond ${HEAP_MB} MB of heap. Beside it the parsing of the same file alone.`,
  run: async size => {
    const rows = ROWS[size]
    const dataDir = mkdtempSync(join(tmpdir(), 'laurel-imports-'))
    try {
      const { parsing, takingIn, workingOff, memory } = await run({ rows, dataDir })
      return {
        figures: [
          figure('rows taken in, sealed and kept', rows / takingIn, 'rows/s'),
          figure('rows parsed alone', rows / parsing, 'rows/s'),
          ratio('taking in ÷ parsing alone, in time', takingIn, parsing),
          figure('rows worked off into members', rows / workingOff, 'rows/s'),
          figure('memory at most, heap and buffers', memory / 1e6, 'MB', { atMost: WORKER_MB }),
        ],
        notes: [`${rows} rows.`],
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}
