import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '@laurel/load/node-server'
import { openShop, purchaseOf } from '../http/shop.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const WITHIN_MS = 600_000

/** Seconds from the command on. */
export interface Started {
  readonly answersAfter: number
  readonly purchaseAfter: number
}

/** Runs a command of the house on an empty data folder, until it has answered a purchase; then ends it. */
export const timeStart = async (
  command: readonly [string, ...string[]],
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [name, ...args] = command
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const child = spawn(name, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      LAUREL_DATA: dataDir,
      LAUREL_OPERATOR_KEY: 'op_bench',
      LAUREL_LOG: 'off',
      ...env,
    },
    stdio: 'ignore',
    // A group of its own: npm starts others.
    detached: true,
  })
  const gone = once(child, 'exit')
  let isGone = false
  void gone.then(() => (isGone = true))
  const end = (signal: NodeJS.Signals) => {
    if (!isGone) process.kill(-child.pid!, signal)
  }
  const killed = () => end('SIGKILL')
  process.once('exit', killed)
  try {
    for (;;) {
      const isUp = await fetch(`${url}/v1/health`).then(
        answer => answer.ok,
        () => false,
      )
      if (isUp) break
      if (isGone || seconds() * 1000 > WITHIN_MS) throw new Error(`${command.join(' ')} did not come up`)
      await wait(10)
    }
    const answersAfter = seconds()
    const shop = await openShop(url, 'op_bench', 1)
    const { path, headers, body } = purchaseOf(shop, shop.members[0]!)
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (answer.status !== 201) throw new Error(`the first purchase answered ${answer.status}`)
    return { answersAfter, purchaseAfter: seconds() }
  } finally {
    end('SIGTERM')
    await gone
    process.off('exit', killed)
  }
}
