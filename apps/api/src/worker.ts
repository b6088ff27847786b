import { programSchemas, type ProgramDatabases } from '@laurel/db'
import { openLibsqlServerProgramDatabases, openTursoProgramDatabases } from '@laurel/db/remote'
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { demoConfigSchema } from './demo/demo-config.ts'
import { demoShop } from './demo/demo-shop.ts'
import type { Deps } from './deps.ts'
import { makeDeps } from './make-deps.ts'
import { makeSecrets } from './platform/secrets.ts'
import { continueProgram, dueProgramIds, turnBudget } from './platform/jobs/continue-program.ts'
import { deliverEvents, programsToTell } from './platform/webhooks/deliver-events.ts'
import { postByFetch } from './platform/webhooks/post-event.ts'

interface ProgramMessage {
  readonly programId: string
}

/** What of a queue's batch is needed here. */
interface Batch {
  readonly messages: readonly { readonly body: ProgramMessage; readonly ack: () => void; readonly retry: () => void }[]
}

/** What a deployment sets; see the README. Either a libSQL server or a Turso organization holds the data. */
interface Bindings {
  /** Programs whose scheduled work is to go on; without it the cron trigger does the work itself. */
  readonly JOBS?: { readonly send: (program: ProgramMessage) => Promise<unknown> }
  readonly ASSETS?: { readonly fetch: (request: Request) => Promise<Response> }
  readonly LAUREL_OPERATOR_KEY: string
  readonly LAUREL_SECRET: string
  readonly LAUREL_SECRET_PREVIOUS?: string
  readonly LAUREL_SECRET_NEXT?: string
  readonly LAUREL_DEMO?: string
  /** `off` where nobody reads the request log. */
  readonly LAUREL_LOG?: string
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

interface Worker {
  readonly deps: Deps
  readonly app: Hono
}

const makeWorker = async (env: Bindings): Promise<Worker> => {
  const deps = await makeDeps({
    name: 'workers',
    databases: databasesOf(env),
    now: () => Date.now(),
    secrets: await makeSecrets({
      secret: env.LAUREL_SECRET,
      previous: env.LAUREL_SECRET_PREVIOUS,
      next: env.LAUREL_SECRET_NEXT,
    }),
    operatorKey: env.LAUREL_OPERATOR_KEY,
    log: entry => {
      if (env.LAUREL_LOG !== 'off') console.log(JSON.stringify(entry))
    },
    jobLog: entry => console.log(JSON.stringify(entry)),
    deliveryLog: entry => {
      if (entry.outcome !== 'delivered') console.log(JSON.stringify(entry))
    },
    messageLog: entry => {
      if (entry.outcome !== 'sent') console.log(JSON.stringify(entry))
    },
    // It leads out of Cloudflare's network and nowhere else.
    postEvent: postByFetch,
    assets: async request => {
      const response = await env.ASSETS?.fetch(request)
      return !response || response.status === 404 ? null : response
    },
    clientAddress: request => request.headers.get('cf-connecting-ip'),
    wakeJobs: async programId => {
      await env.JOBS?.send({ programId })
    },
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
  return { deps, app: app as unknown as Hono }
}

// Keys are derived and routes built once per isolate; nothing of one request's I/O is kept for another.
let worker: Promise<Worker> | undefined
/** The app of this isolate; one that could not be made is made again by the next request. */
const workerOf = (env: Bindings): Promise<Worker> => {
  worker ??= makeWorker(env).catch((error: unknown) => {
    worker = undefined
    throw error
  })
  return worker
}

/** A turn of a program's work, then of its endpoints; what is left of either is sent to the queue again. */
const turn = async ({ deps }: Worker, env: Bindings, programId: string): Promise<void> => {
  const isWorkLeft = await continueProgram(deps, programId, turnBudget(deps))
  const isToldLater = await deliverEvents(deps, programId)
  if (isWorkLeft || isToldLater) await env.JOBS?.send({ programId })
}

export default {
  fetch: async (request: Request, env: Bindings): Promise<Response> => (await workerOf(env)).app.fetch(request),

  /** The cron trigger: asks the control database what is due; the queue does it, one program an invocation. */
  scheduled: async (_: unknown, env: Bindings): Promise<void> => {
    const running = await workerOf(env)
    const { deps } = running
    for (const programId of new Set([...(await dueProgramIds(deps)), ...(await programsToTell(deps))]))
      await (env.JOBS ? env.JOBS.send({ programId }) : turn(running, env, programId))
  },

  queue: async ({ messages }: Batch, env: Bindings): Promise<void> => {
    const running = await workerOf(env)
    for (const message of messages)
      try {
        await turn(running, env, message.body.programId)
        message.ack()
      } catch (error) {
        console.error(String(error))
        message.retry()
      }
  },
}
