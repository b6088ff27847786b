import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLibsqlDev } from '@laurel/libsql-dev'
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
  /** `LAUREL_OPERATOR_KEY`, and `LAUREL_DEMO` and `LAUREL_SECRET` where wanted; nothing else is passed on. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The Worker's `wrangler.jsonc`; by default the API's. */
  readonly config?: string
}

export const apiConfig: string = fileURLToPath(new URL('../../../apps/api/wrangler.jsonc', import.meta.url))

/** Starts a local libSQL server and, on workerd, the Worker over it. Rejects when either cannot start. */
export async function startEdge(options: EdgeOptions): Promise<RunningWorker> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true })
  const config = readWranglerConfig(options.config ?? apiConfig)
  const libsql = await startLibsqlDev({ dataDir: join(dataDir, 'databases') })
  try {
    const script = await bundleWorker(config, join(dataDir, 'worker'))
    const { LAUREL_OPERATOR_KEY = 'op_dev', LAUREL_SECRET = masterSecret(dataDir), LAUREL_DEMO } = options.env
    const worker = await runWorker(config, script, {
      port: options.port,
      vars: {
        LIBSQL_URL: libsql.url,
        LIBSQL_ADMIN_URL: libsql.adminUrl,
        LAUREL_OPERATOR_KEY,
        LAUREL_SECRET,
        ...(LAUREL_DEMO === undefined ? {} : { LAUREL_DEMO }),
      },
    })
    const close = async () => {
      await worker.close()
      await libsql.close()
    }
    return { url: worker.url, close }
  } catch (error) {
    await libsql.close()
    throw error
  }
}
