import { Hono } from 'hono'
import { requireKind } from '../../platform/caller.ts'
import { readCredential } from '../../platform/credential.ts'
import type { Env } from '../../platform/http.ts'
import { sameText } from '../../platform/secrets.ts'
import { EXPOSITION_TYPE } from './exposition.ts'
import type { Metrics } from './metrics.ts'

/**
 * `GET /metrics` for whoever has the operator key, or the key that opens nothing else: what collects figures need not be
 * able to make programs. It is none of the reference's operations, since Workers have no one process to tell of.
 */
export const metricsRoutes = (metrics: Metrics, metricsKey: string | undefined): Hono<Env> => {
  const isMetricsKey = async (authorization: string): Promise<boolean> =>
    metricsKey !== undefined && (await sameText(authorization, `Bearer ${metricsKey}`))
  return new Hono<Env>().get('/metrics', async c => {
    const authorization = c.req.header('authorization')
    if (!(await isMetricsKey(authorization ?? '')))
      requireKind(await readCredential(c.var.deps, authorization), ['operator'])
    return c.body(await metrics.text(), 200, { 'content-type': EXPOSITION_TYPE, 'cache-control': 'no-store' })
  })
}
