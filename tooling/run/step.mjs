// A step is one line on the screen; what its command says is shown only when it fails.
import { spawn } from 'node:child_process'
import { houseEnvironment, root } from './house.mjs'

/** A command of a step that failed: `output` is all that it said. */
export class StepFailed extends Error {
  /**
   * @param {string} title
   * @param {string} output
   */
  constructor(title, output) {
    super(`${title}: failed`)
    this.output = output
  }
}

/**
 * Runs a command quietly, and tells its title and its time.
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<void>} rejects with `StepFailed`
 */
export async function step(title, command, args, env = houseEnvironment()) {
  const started = Date.now()
  process.stdout.write(`· ${title} … `)
  let output = ''
  const code = await new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('error', error => resolve(((output += error.message), 1)))
    child.on('close', resolve)
  })
  process.stdout.write(code === 0 ? `${((Date.now() - started) / 1000).toFixed(1)} s\n` : 'failed\n')
  if (code !== 0) throw new StepFailed(title, output)
}
