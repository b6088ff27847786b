// A whole Laurel of its own for a check: on a free port, with a data folder that goes when it goes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { houseEnvironment, root } from '@laurel/run/house'

/** @typedef {'node' | 'edge'} Runtime */
/**
 * @typedef {object} Server
 * @property {string} url
 * @property {string} operatorKey
 * @property {string} data its data folder
 * @property {() => Promise<void>} stop ends it as an operator would, and waits until it has gone; its data stays
 * @property {() => void} remove removes its data
 * @property {() => string} said the end of what it printed
 */

const readyWithinMs = 120_000
const goneWithinMs = 20_000

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * Waits until a server answers; false when it has gone, or does not within two minutes.
 * @param {string} url
 * @param {() => boolean} isGone
 */
async function answers(url, isGone) {
  const deadline = Date.now() + readyWithinMs
  while (!isGone() && Date.now() < deadline) {
    const health = await fetch(`${url}/v1/health`).catch(() => null)
    if (health?.ok) return true
    await wait(100)
  }
  return false
}

/**
 * Starts Laurel as `npm start` does, and waits until it answers.
 * @param {Runtime} runtime
 * @returns {Promise<Server>} rejects, with what it printed, when it ends or does not answer within two minutes
 */
export async function startServer(runtime) {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), `laurel-${runtime}-`))
  const [data, log, operatorKey] = [join(folder, 'data'), join(folder, 'log'), 'op_check']
  const output = openSync(log, 'w')
  const child = spawn(process.execPath, ['tooling/run/start.mjs', ...(runtime === 'edge' ? ['--edge'] : [])], {
    cwd: root,
    env: { ...houseEnvironment(), PORT: String(port), LAUREL_DATA: data, LAUREL_OPERATOR_KEY: operatorKey },
    stdio: ['ignore', output, output],
    // A group of its own, so that nothing of it outlives the check.
    detached: true,
  })
  closeSync(output)
  let gone = false
  const ended = once(child, 'exit').then(() => (gone = true))
  const killGroup = () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    } catch {
      // The group is empty: that is what is wanted.
    }
  }
  process.on('exit', killGroup)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

  const said = () => readFileSync(log, 'utf8').split('\n').slice(-40).join('\n')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const url = `http://127.0.0.1:${port}`
  if (!(await answers(url, () => gone))) {
    const message = `the ${runtime} server ${gone ? 'ended' : 'does not answer'}:\n${said()}`
    remove()
    throw new Error(message)
  }
  return {
    url,
    operatorKey,
    data,
    said,
    remove,
    stop: async () => {
      if (!gone) child.kill('SIGTERM')
      await Promise.race([ended, wait(goneWithinMs, null, { ref: false })])
      const late = !gone
      killGroup()
      if (late)
        throw new Error(
          `the ${runtime} server was still there ${goneWithinMs / 1000} s after it was asked to end:\n${said()}`,
        )
    },
  }
}
