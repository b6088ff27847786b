import { programSchemas, type ProgramDatabases } from '@laurel/db'
import { openLibsqlServerProgramDatabases, openTursoProgramDatabases } from '@laurel/db/remote'
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { demoConfigSchema } from './demo/demo-config.ts'
import { demoShop } from './demo/demo-shop.ts'
import { makeDeps } from './make-deps.ts'

/** What a deployment sets; see the README. Either a libSQL server or a Turso organization holds the data. */
interface Bindings {
  readonly ASSETS?: { readonly fetch: (request: Request) => Promise<Response> }
  readonly LAUREL_OPERATOR_KEY: string
  readonly LAUREL_SECRET: string
  readonly LAUREL_DEMO?: string
  readonly LIBSQL_URL?: string
  readonly LIBSQL_ADMIN_URL?: string
  readonly LIBSQL_AUTH_TOKEN?: string
  readonly LIBSQL_ADMIN_TOKEN?: string
  readonly TURSO_ORGANIZATION?: string
  readonly TURSO_GROUP?: string
  readonly TURSO_API_TOKEN?: string
  readonly TURSO_AUTH_TOKEN?: string
}

const databasesOf = (env: Bindings): ProgramDatabases => {
  if (env.TURSO_ORGANIZATION !== undefined)
    return openTursoProgramDatabases({
      organization: env.TURSO_ORGANIZATION,
      group: env.TURSO_GROUP ?? 'default',
      apiToken: env.TURSO_API_TOKEN ?? '',
      authToken: env.TURSO_AUTH_TOKEN ?? '',
      schemas: programSchemas,
    })
  if (env.LIBSQL_URL === undefined) throw new Error('Set LIBSQL_URL, or TURSO_ORGANIZATION')
  return openLibsqlServerProgramDatabases({
    url: env.LIBSQL_URL,
    ...(env.LIBSQL_ADMIN_URL !== undefined && { adminUrl: env.LIBSQL_ADMIN_URL }),
    ...(env.LIBSQL_AUTH_TOKEN !== undefined && { authToken: env.LIBSQL_AUTH_TOKEN }),
    ...(env.LIBSQL_ADMIN_TOKEN !== undefined && { adminToken: env.LIBSQL_ADMIN_TOKEN }),
    schemas: programSchemas,
  })
}

const makeWorker = async (env: Bindings): Promise<Hono> => {
  const deps = await makeDeps({
    name: 'workers',
    databases: databasesOf(env),
    now: () => Date.now(),
    secret: env.LAUREL_SECRET,
    operatorKey: env.LAUREL_OPERATOR_KEY,
    log: entry => console.log(JSON.stringify(entry)),
    assets: async request => {
      const response = await env.ASSETS?.fetch(request)
      return !response || response.status === 404 ? null : response
    },
    clientAddress: request => request.headers.get('cf-connecting-ip'),
  })
  const app = createApp(deps)
  if (env.LAUREL_DEMO && env.LAUREL_DEMO !== 'off') {
    const demo = demoConfigSchema.parse(JSON.parse(env.LAUREL_DEMO))
    app.route(
      '/demo/api',
      demoShop(
        () => Promise.resolve(demo),
        async (path, init) => app.request(path, init),
      ),
    )
  }
  return app as unknown as Hono
}

// Keys are derived and routes built once per isolate; nothing of one request's I/O is kept for another.
let worker: Promise<Hono> | undefined

/** The app of this isolate; one that could not be made is made again by the next request. */
const started = (env: Bindings): Promise<Hono> => {
  worker ??= makeWorker(env).catch((error: unknown) => {
    worker = undefined
    throw error
  })
  return worker
}

export default {
  fetch: async (request: Request, env: Bindings): Promise<Response> => (await started(env)).fetch(request),
}
