import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import { serve, type HttpBindings } from '@hono/node-server'
import { programSchemas } from '@laurel/db'
import { openEmbeddedProgramDatabases } from '@laurel/db/embedded'
import { createApp } from './app.ts'
import { demoConfigSchema, type CallApi, type DemoConfig } from './demo/demo-config.ts'
import { demoShop } from './demo/demo-shop.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { makeDeps } from './make-deps.ts'
import { worldCarriers } from './platform/channels/carriers.ts'
import { clientAddressBehind } from './node/client-address.ts'
import { listenForCommands } from './node/local-commands.ts'
import { endingOf } from './node/ending.ts'
import { ERASURES, erasureList } from './node/erasure-list.ts'
import { makeMetrics } from './node/metrics/metrics.ts'
import { metricsRoutes } from './node/metrics/metrics-routes.ts'
import { makeStorageMetrics } from './node/metrics/storage-metrics.ts'
import { postFromNode } from './node/post-event.ts'
import { refuseUnreadable } from './node/refuse-unreadable.ts'
import { finishRotation, rotateSecret } from './node/rotate-secret.ts'
import { rotatingSecret } from './node/rotating-secret.ts'
import { servedFiles } from './node/served-files.ts'
import { smtpAccountOf, smtpMail } from './node/smtp-mail.ts'
import { startScheduler, takeOver, type Scheduler } from './node/scheduler.ts'

const { env } = process
const dataDir = resolve(env['LAUREL_DATA'] ?? './.data')
const port = Number(env['PORT'] ?? 8787)
const hostname = env['HOST'] ?? '127.0.0.1'
const operatorKey = env['LAUREL_OPERATOR_KEY'] ?? 'op_dev'
mkdirSync(dataDir, { recursive: true })

const publicDir = resolve(import.meta.dirname, '../dist/public')
const files = servedFiles(publicDir)
const addressOf = clientAddressBehind(env['LAUREL_TRUSTED_PROXIES'])
const logging = env['LAUREL_LOG'] !== 'off'

// Before the databases: a folder without its secret is left as it is.
const secret = await rotatingSecret(dataDir, env)
const now = () => Date.now()
const storage = makeStorageMetrics()
const databases = await openEmbeddedProgramDatabases({ dataDir, schemas: programSchemas, observer: storage.observer })
const metrics = makeMetrics(storage, { databases, dataDir, now })
/** A line of the log, where there is one. */
const write = (entry: object): void => {
  if (logging) process.stdout.write(`${JSON.stringify(entry)}\n`)
}
const mailServer = smtpAccountOf(env['LAUREL_SMTP_URL'])
let scheduler: Scheduler | undefined
const deps = await makeDeps({
  name: 'node',
  databases,
  now,
  secrets: secret.secrets,
  operatorKey,
  log: entry => {
    metrics.request(entry)
    write(entry)
  },
  jobLog: entry => {
    metrics.jobDone(entry)
    write(entry)
  },
  deliveryLog: entry => {
    metrics.delivery(entry)
    if (entry.outcome !== 'delivered') write(entry)
  },
  messageLog: entry => {
    metrics.message(entry)
    if (entry.outcome !== 'sent') write(entry)
  },
  postEvent: postFromNode,
  assets: async request => {
    const response = await files.fetch(request)
    return response.status === 404 ? null : response
  },
  wakeJobs: async programId => scheduler?.wake(programId),
  carriers: { ...worldCarriers, mail: mailServer && (from => smtpMail({ ...mailServer, from })) },
  keepErasure: erasureList(env['LAUREL_ERASURES'] ?? join(dataDir, ERASURES)).keep,
  clientAddress: (request, bindings) =>
    addressOf(
      (bindings as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress,
      request.headers.get('x-forwarded-for'),
    ),
})
const app = createApp(deps)
app.route('/', metricsRoutes(metrics, env['LAUREL_METRICS_KEY']))
await takeOver(deps)
scheduler = startScheduler(deps, error => {
  metrics.jobFailed()
  process.stderr.write(`Scheduled work: ${String(error)}\n`)
})

const commands = listenForCommands(
  dataDir,
  {
    backUp: target => databases.backUp(target, deps.now()),
    rotateSecret: step => (step === 'begin' ? rotateSecret(deps, secret) : finishRotation(deps, secret)),
  },
  error => process.stderr.write(`Commands of this machine: ${String(error)}\n`),
)

const demoFile = join(dataDir, 'demo.json')
const call: CallApi = async (path, init) => app.request(path, init)

/** The demo program's keys: seeded at the first start, then read again. */
const demoConfig = async (): Promise<DemoConfig> => {
  if (!existsSync(demoFile)) {
    const seeded = await seedDemo(call, operatorKey, deps.now())
    writeFileSync(`${demoFile}.new`, JSON.stringify(seeded), { mode: 0o600 })
    renameSync(`${demoFile}.new`, demoFile)
  }
  return demoConfigSchema.parse(JSON.parse(readFileSync(demoFile, 'utf8')))
}

if (env['LAUREL_DEMO'] !== 'off') {
  let demo: Promise<DemoConfig> | undefined
  app.route(
    '/demo/api',
    demoShop(() => (demo ??= demoConfig()), call),
  )
  demo = demoConfig()
  await demo
}

const server = serve({ fetch: app.fetch, port, hostname }, info => {
  process.stderr.write(
    `Laurel listens on http://${hostname}:${info.port}\n  demo       http://${hostname}:${info.port}/demo/\n  reference  http://${hostname}:${info.port}/docs\n`,
  )
})

refuseUnreadable(server)
const end = endingOf(server as Server)

server.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use: stop what listens there, or set PORT to another.\n`
      : `${String(error)}\n`,
  )
  process.exit(1)
})

/** Answers what was asked, then closes the files. */
const stop = async (): Promise<void> => {
  commands.close()
  await Promise.all([scheduler.stop(), end()])
  await databases.close()
  process.exit(0)
}
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
