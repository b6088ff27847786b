import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seedDemo } from '@laurel/api/demo'
import { startLibsqlDev, type LibsqlDev } from '@laurel/libsql-dev'
import { bundleWorker } from './bundle-worker.ts'
import { masterSecret } from './master-secret.ts'
import { runWorker, type RunningWorker } from './run-worker.ts'
import { readWranglerConfig } from './wrangler-config.ts'

/** How to run the edge. */
export interface EdgeOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number
  /** Databases, master key and bundle lie here. */
  readonly dataDir: string
  /** `LAUREL_OPERATOR_KEY`, and `LAUREL_DEMO`, `LAUREL_SECRET` and `LAUREL_LOG` where wanted; nothing else is passed on. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The Worker's `wrangler.jsonc`; by default the API's. */
  readonly config?: string
  /** Whether a demo program is seeded and served. */
  readonly demo?: boolean
  /** Whether the Worker's isolate can be inspected. */
  readonly inspect?: boolean
  /** A libSQL server that runs already, shared with other Workers, in place of one of its own. */
  readonly libsql?: Pick<LibsqlDev, 'url' | 'adminUrl'>
  /** What stands between the Worker and the libSQL server: told where the server is, it gives where to send SQL. */
  readonly between?: (libsqlUrl: string) => string | Promise<string>
}

type Run = (port: number, demo: string | undefined) => Promise<RunningWorker>

/** The demo program's keys: seeded at the first start through a Worker that knows no demo yet, then read again. */
async function seededDemo(dataDir: string, operatorKey: string, run: Run): Promise<string> {
  const path = join(dataDir, 'demo.json')
  if (!existsSync(path)) {
    const worker = await run(0, undefined)
    try {
      const call = (route: string, init: RequestInit) => fetch(worker.url + route, init)
      writeFileSync(`${path}.new`, JSON.stringify(await seedDemo(call, operatorKey, Date.now())), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    } finally {
      await worker.close()
    }
  }
  return readFileSync(path, 'utf8')
}

export const apiConfig: string = fileURLToPath(new URL('../../../apps/api/wrangler.jsonc', import.meta.url))

/** Starts a local libSQL server, unless it is given one, and the Worker over it on workerd. Rejects when either cannot start. */
export async function startEdge(options: EdgeOptions): Promise<RunningWorker> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true })
  const config = readWranglerConfig(options.config ?? apiConfig)
  const own = options.libsql ? null : await startLibsqlDev({ dataDir: join(dataDir, 'databases') })
  const libsql = (options.libsql ?? own)!
  try {
    const script = await bundleWorker(config, join(dataDir, 'worker'))
    const {
      LAUREL_OPERATOR_KEY = 'op_dev',
      LAUREL_SECRET = masterSecret(dataDir),
      LAUREL_DEMO,
      LAUREL_LOG,
    } = options.env
    const libsqlUrl = (await options.between?.(libsql.url)) ?? libsql.url
    const run = (port: number, demo: string | undefined) =>
      runWorker(config, script, {
        port,
        inspect: options.inspect === true,
        vars: {
          LIBSQL_URL: libsqlUrl,
          LIBSQL_ADMIN_URL: libsql.adminUrl,
          LAUREL_OPERATOR_KEY,
          LAUREL_SECRET,
          ...(demo === undefined ? {} : { LAUREL_DEMO: demo }),
          ...(LAUREL_LOG === undefined ? {} : { LAUREL_LOG }),
        },
      })
    const demo =
      options.demo === true ? (LAUREL_DEMO ?? (await seededDemo(dataDir, LAUREL_OPERATOR_KEY, run))) : LAUREL_DEMO
    const worker = await run(options.port, demo)
    const close = async () => {
      await worker.close()
      await own?.close()
    }
    return { ...worker, close }
  } catch (error) {
    await own?.close()
    throw error
  }
}
