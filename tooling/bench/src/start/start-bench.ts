import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { figure, type Bench, type Figure } from '../bench.ts'
import { timeStart } from './npm-start.ts'
import { workerStart } from './worker-start.ts'

const API = join(import.meta.dirname, '../../../../apps/api')
const WIDGETS = join(API, 'dist/public/widgets/laurel.js')

/** What the script that a store includes weighs, where it has been built; `npm start` builds it. */
const widgetBytes = (): readonly Figure[] =>
  existsSync(WIDGETS)
    ? [figure('the widgets’ script, gzip', gzipSync(readFileSync(WIDGETS)).length, 'bytes', { atMost: 15 * 1024 })]
    : []

const startFigures = async (folder: string, isTiny: boolean): Promise<readonly Figure[]> => {
  const alone = await timeStart([process.execPath, join(API, 'src/node.ts')], join(folder, 'alone'), {
    LAUREL_DEMO: 'off',
  })
  const server = [
    figure('the server alone, until it answers', alone.answersAfter, 's'),
    figure('from there to the first purchase', alone.purchaseAfter - alone.answersAfter, 's'),
  ]
  if (isTiny) return server
  // Once before: what `npm start` installs and builds at its first time is not what a start costs.
  await timeStart(['npm', 'start'], join(folder, 'first'))
  const whole = await timeStart(['npm', 'start'], join(folder, 'whole'))
  return [
    figure('`npm start` until it answers, demo seeded', whole.answersAfter, 's'),
    figure('`npm start` to the first answered purchase', whole.purchaseAfter, 's'),
    ...server,
  ]
}

export const startBench: Bench = {
  name: 'start',
  title: 'Start',
  how:
    'Cold processes on an empty data folder, everything installed and built. The first purchase includes making its program ' +
    'and its member. The Worker’s bundle is evaluated by Node’s V8; on workerd, the first request (routes built, keys ' +
    'derived) is compared with the second.',
  run: async size => {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'))
    try {
      const started = await startFigures(folder, size === 'tiny')
      const { evaluatedCpuMs, firstRequestMs } = await workerStart(join(folder, 'edge'), size === 'tiny' ? 1 : 7)
      return {
        figures: [
          ...started,
          ...widgetBytes(),
          figure('the Worker’s bundle evaluated, CPU', evaluatedCpuMs, 'ms'),
          figure('the first request on workerd beyond the second', firstRequestMs, 'ms'),
        ],
        notes: [],
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
