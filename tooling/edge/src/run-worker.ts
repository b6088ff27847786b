import { dirname } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import type { WranglerConfig } from './wrangler-config.ts'

/** A Worker that runs. */
export interface RunningWorker {
  readonly url: string
  /** Fires the cron trigger, as the platform does every minute and nothing does here; comes back when it has ended. */
  cron(): Promise<void>
  /** Where the Worker's isolate is inspected, as Chrome's DevTools do; null unless that was asked for. */
  readonly inspectorUrl: string | null
  close(): Promise<void>
}

/** Port and variables to run a Worker with. */
export interface RunOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number
  readonly vars: Readonly<Record<string, string>>
  /** Whether the Worker's isolate can be inspected. */
  readonly inspect: boolean
}

const assetsOnly = 'export default { fetch: () => new Response(null, { status: 404 }) }'

/**
 * Runs a bundled Worker on workerd. Requests go to it by a socket of its own, and its assets are a second Worker behind
 * a binding: through Miniflare's entry and its assets router, each a Worker before ours, the rate was an eighth.
 */
export async function runWorker(config: WranglerConfig, script: string, options: RunOptions): Promise<RunningWorker> {
  const { name, compatibilityDate, assets } = config
  const assetsName = `${name}-assets`
  const user = {
    name,
    modules: [{ type: 'ESModule' as const, path: script }],
    modulesRoot: dirname(script),
    compatibilityDate,
    compatibilityFlags: [...config.compatibilityFlags],
    bindings: { ...options.vars },
    stripCfConnectingIp: false,
    unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port }],
    queueProducers: Object.fromEntries((config.queues.producers ?? []).map(({ binding, queue }) => [binding, queue])),
    queueConsumers: Object.fromEntries(
      (config.queues.consumers ?? []).map(
        ({ queue, max_batch_size: size, max_batch_timeout: seconds, max_retries: retries }) => [
          queue,
          {
            ...(size !== undefined && { maxBatchSize: size }),
            ...(seconds !== undefined && { maxBatchTimeout: seconds }),
            ...(retries !== undefined && { maxRetries: retries }),
          },
        ],
      ),
    ),
    ...(assets && { serviceBindings: { [assets.binding]: assetsName } }),
  }
  const assetsWorker = assets && {
    name: assetsName,
    modules: true as const,
    script: assetsOnly,
    compatibilityDate,
    assets: { directory: assets.directory, routerConfig: { has_user_worker: false } },
  }
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      // Neither fetch a description of this place, nor report anything.
      cf: false,
      telemetry: { enabled: false },
      unsafeTriggerHandlers: true,
      ...(options.inspect && { inspectorPort: 0 }),
      log: new Log(LogLevel.WARN),
      workers: assetsWorker === undefined ? [user] : [user, assetsWorker],
    }),
  )
  try {
    await miniflare.ready
    const { origin } = await miniflare.unsafeGetDirectURL(name)
    const cron = async () => {
      const fired = await miniflare.dispatchFetch('http://worker/cdn-cgi/local/scheduled')
      if (!fired.ok) throw new Error(`The cron trigger failed: ${await fired.text()}`)
    }
    const inspectorUrl = options.inspect ? new URL(`/core:user:${name}`, await miniflare.getInspectorURL()).href : null
    return { url: origin, cron, inspectorUrl, close: () => miniflare.dispose() }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}
