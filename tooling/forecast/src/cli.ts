// `pnpm forecast [file] [--write]`: the forecast of the CDNOW sample beside what its authors published and what came.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { forecastCdnow } from './cdnow-forecast.ts'
import { forecastPage } from './forecast-page.ts'
import { timeOfFit } from './simulated-fit.ts'
import { trackingChart } from './tracking-chart.ts'

const DOCS = join(import.meta.dirname, '../../../docs')
const MEMBERS = 25_000

const usage = `pnpm forecast [file] [--write]
  Fits the first 39 weeks of a file of CDNOW purchases, and holds the forecast against the next 39.
  The file: an argument, or LAUREL_CDNOW. --write writes docs/forecast.md and its chart.`

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  })
  const file = positionals[0] ?? process.env['LAUREL_CDNOW']
  if (values.help || file === undefined) {
    console.log(usage)
    return values.help ? 0 : 2
  }
  // pnpm and npm run scripts in the root folder; a path is meant from where the command was typed.
  const text = readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8')
  const forecast = forecastCdnow(text)
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`
  const path = join(DOCS, 'forecast.md')
  const page = await format(forecastPage(forecast, { members: MEMBERS, milliseconds: timeOfFit(MEMBERS), machine }), {
    ...(await resolveConfig(path)),
    filepath: path,
  })
  console.log(page)
  if (values.write) {
    writeFileSync(path, page)
    writeFileSync(join(DOCS, 'images/forecast.svg'), trackingChart(forecast.weeks))
  }
  return 0
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
