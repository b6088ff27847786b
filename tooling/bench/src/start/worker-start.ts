import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startEdge } from '@laurel/edge'

const SPENT = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)'

/** The CPU of a fresh process of this V8 that runs a module, in milliseconds. */
const cpuMs = (source: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '--eval', `${source}; ${SPENT}`], { encoding: 'utf8' }))

const least = (times: number, measure: () => number): number => Math.min(...Array.from({ length: times }, measure))

const timeOf = async (url: string): Promise<number> => {
  const started = performance.now()
  const answer = await fetch(url)
  await answer.arrayBuffer()
  return performance.now() - started
}

/**
 * What starting the Worker costs. The bundle is evaluated by Node, whose V8 is workerd's: the CPU of a process that
 * imports it less that of one that imports nothing, the least of several. And on workerd itself, what the first request
 * takes beyond the second.
 */
export const workerStart = async (dataDir: string, times: number) => {
  const edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: 'op_bench', LAUREL_LOG: 'off' } })
  try {
    const first = await timeOf(`${edge.url}/openapi.json`)
    const second = await timeOf(`${edge.url}/openapi.json`)
    const folder = join(dataDir, 'worker')
    const script = readdirSync(folder).find(file => file.endsWith('.js'))
    if (script === undefined) throw new Error('the bundle is not where it should be')
    const importing = `await import(${JSON.stringify(pathToFileURL(join(folder, script)).href)})`
    return {
      evaluatedCpuMs: least(times, () => cpuMs(importing)) - least(times, () => cpuMs('')),
      firstRequestMs: first - second,
    }
  } finally {
    await edge.close()
  }
}
