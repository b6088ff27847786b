// Hands the terminal over to one child: its output, its signals, its exit code.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { houseEnvironment, root } from './house.mjs'

/**
 * Runs a command in the foreground until it ends. Signals to this process reach the child.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; 128 + n where signal n ended it, as shells have it
 */
export function foreground(command, args, env = houseEnvironment()) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    })
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => {
        // Ctrl-C goes to every process of the terminal: the child has had it already, and a second one may mean "at once".
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
      })
    // npm runs scripts in a shell, and what ends npm often ends that shell only: then this process has a new parent.
    const parent = process.ppid
    const orphaned = () => process.ppid !== parent && child.kill('SIGTERM')
    if (process.env['npm_lifecycle_event']) setInterval(orphaned, 250).unref()
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}

/**
 * Runs a command's work and turns what goes wrong into a plain sentence and an exit code.
 * @param {() => Promise<number>} work
 */
export async function main(work) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(`Laurel needs Node 20 or newer to install itself; this is ${process.version}.`)
    process.exit(1)
  }
  try {
    process.exitCode = await work()
  } catch (error) {
    if (error instanceof Error && 'output' in error) console.error(`\n${error.output}`)
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
