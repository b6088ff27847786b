import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { serverOptions } from '@laurel/run/server-options'

const ENTRY = join(import.meta.dirname, '../../../apps/api/src/node.ts')
const READY_WITHIN_MS = 60_000

/** A self-hosted server in a process of its own, as it ships. */
export interface NodeServer {
  readonly url: string
  readonly port: number
  readonly operatorKey: string
  /** Its process; under a tracer, the tracer's. */
  readonly pid: number
  /** Asks it to end, as an operator would, and waits until it has gone. */
  stop(): Promise<void>
  /** Ends it at once, whatever it is doing (SIGKILL), and waits until it has gone. */
  kill(): Promise<void>
}

export interface NodeServerOptions {
  /** Its data folder; stays when the server goes. */
  readonly dataDir: string
  /** The port to take again after a restart; a free one unless told. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  /** A command that runs the server as its child: a tracer, say. */
  readonly under?: readonly string[]
  /** Another server's script, started in the same way. */
  readonly entry?: string
  /** Hears what the server writes to stdout and stderr; without it stderr goes to this process's. */
  readonly onOutput?: (text: string) => void
}

/** A port of this machine that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts the server on a folder and waits until it answers. Rejects when it ends, or does not answer within a minute. */
export const startNodeServer = async ({
  dataDir,
  port = 0,
  env = {},
  under = [],
  entry = ENTRY,
  onOutput,
}: NodeServerOptions): Promise<NodeServer> => {
  const at = port || (await freePort())
  const operatorKey = env['LAUREL_OPERATOR_KEY'] ?? 'op_load'
  const [command, ...args] = [...under, process.execPath, ...serverOptions, entry]
  const child = spawn(command!, args, {
    env: {
      ...process.env,
      PORT: String(at),
      LAUREL_DATA: dataDir,
      LAUREL_OPERATOR_KEY: operatorKey,
      LAUREL_DEMO: 'off',
      LAUREL_LOG: 'off',
      ...env,
    },
    stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'inherit'],
    // A group of its own, so that a tracer's child goes with it.
    detached: true,
  })
  for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', text => onOutput?.(text))
  let isGone = false
  const gone = once(child, 'exit').then(() => {
    isGone = true
  })
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // The group is empty: that is what is wanted.
    }
  }
  const killed = () => signal('SIGKILL')
  process.once('exit', killed)
  const end = async (name: NodeJS.Signals) => {
    signal(name)
    await gone
    process.off('exit', killed)
  }
  const url = `http://127.0.0.1:${at}`
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    if (isGone) throw new Error('the server ended before it answered')
    const answered = await fetch(`${url}/v1/health`).then(
      answer => answer.ok,
      () => false,
    )
    if (answered) break
    if (Date.now() > deadline) {
      await end('SIGKILL')
      throw new Error('the server did not answer within a minute')
    }
    await wait(25)
  }
  return {
    url,
    port: at,
    operatorKey,
    pid: child.pid!,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}
