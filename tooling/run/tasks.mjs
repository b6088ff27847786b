// Runs turbo's tasks in the foreground and reads back how each one went.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { foreground } from './foreground.mjs'
import { houseEnvironment, root } from './house.mjs'
import { npx, pnpmArgs } from './pnpm.mjs'

/** @typedef {{ id: string, package: string, task: string, passed: boolean, cached: boolean, log: string }} Ran */

/** The checks of `pnpm verify`. */
export const checks = ['format', 'lint', 'types', 'boundaries', 'dead-code', 'drift']

const runsFolder = join(root, '.turbo', 'runs')
const runs = () => new Set(existsSync(runsFolder) ? readdirSync(runsFolder) : [])

/**
 * @param {string[]} args what follows `turbo run`
 * @param {NodeJS.ProcessEnv} [more] added to the environment
 * @returns {Promise<{ code: number, ran: Ran[] }>} turbo's exit code, and each task that was run or taken from the cache
 */
export async function runTasks(args, more = {}) {
  const before = runs()
  const env = { ...houseEnvironment(), ...more }
  // turbo calls pnpm by its name, and `npx` puts the house's own on the path.
  const code = await foreground(
    npx,
    pnpmArgs(['exec', 'turbo', 'run', '--summarize', '--continue=always', ...args]),
    env,
  )
  const summary = [...runs()].find(file => !before.has(file))
  return { code, ran: summary ? read(join(runsFolder, summary)) : [] }
}

/**
 * @param {string} summary a file that turbo wrote
 * @returns {Ran[]}
 */
function read(summary) {
  /** @type {{ tasks: { taskId: string, package: string, task: string, command: string, logFile?: string, cache: { status: string }, execution?: { exitCode: number } }[] }} */
  const { tasks } = JSON.parse(readFileSync(summary, 'utf8'))
  rmSync(summary)
  return tasks
    .filter(task => task.command !== '<NONEXISTENT>' && task.execution)
    .map(task => {
      // A task that is never cached keeps no log.
      const log = task.logFile && join(root, task.logFile)
      return {
        id: task.taskId,
        package: task.package,
        task: task.task,
        passed: task.execution?.exitCode === 0,
        cached: task.cache.status === 'HIT',
        log: log && existsSync(log) ? stripVTControlCharacters(readFileSync(log, 'utf8')) : '',
      }
    })
}
