import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programSchemas, scheduleProgram } from '@laurel/db'
import { openEmbeddedProgramDatabases, VERIFY_RECORD, writeVerifyRecord } from '@laurel/db/embedded'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import { makeDeps } from '../../make-deps.ts'
import { makeSecrets } from '../../platform/secrets.ts'
import { openApiDocument } from '../../openapi-document.ts'
import { continueProgram, dueProgramIds, turnBudget } from '../../platform/jobs/continue-program.ts'
import { makeMetrics } from './metrics.ts'
import { metricsRoutes } from './metrics-routes.ts'
import { makeStorageMetrics } from './storage-metrics.ts'

const OPERATOR = 'op_test'
const METRICS = 'scraper_test'
const DAY = 86_400_000

/** A self-hosted server's app, watched as its entry has it watched. */
const start = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-metrics-'))
  let now = Date.UTC(2026, 10, 22)
  const storage = makeStorageMetrics()
  const { observer } = storage
  const databases = await openEmbeddedProgramDatabases({ dataDir, schemas: programSchemas, observer, maxWaiting: 50 })
  const metrics = makeMetrics(storage, { databases, dataDir, now: () => now })
  const deps = await makeDeps({
    name: 'node',
    databases,
    now: () => now,
    secrets: await makeSecrets({ secret: 'dGVzdC1zZWNyZXQtdGVzdC1zZWNyZXQtdGVzdC1zZWNyZXQ' }),
    operatorKey: OPERATOR,
    log: metrics.request,
    jobLog: metrics.jobDone,
    assets: async () => null,
    clientAddress: () => '192.0.2.1',
    wakeJobs: async () => {},
  })
  const app = createApp(deps)
  app.route('/', metricsRoutes(metrics, METRICS))
  const call = async (method: string, path: string, key?: string, body?: unknown) =>
    app.request(`http://laurel.test${path}`, {
      method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const text = async () => (await call('GET', '/metrics', METRICS)).text()
  return {
    app,
    deps,
    databases,
    dataDir,
    call,
    text,
    /** All figures by name and labels, as they are written. */
    figures: async () =>
      new Map(
        (await text())
          .split('\n')
          .filter(line => line !== '' && !line.startsWith('#'))
          .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
      ),
    program: async (mode: 'live' | 'test') =>
      (await (await call('POST', '/v1/programs', OPERATOR, { name: 'Watched', mode, preset: 'wanqian' })).json()) as {
        id: string
        secretKey: string
      },
    pass: (ms: number) => (now += ms),
    jobFailed: metrics.jobFailed,
    stop: async () => {
      await databases.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

type Server = Awaited<ReturnType<typeof start>>
let server: Server
beforeAll(async () => {
  server = await start()
})
afterAll(() => server.stop())

/** By how much each figure has grown while something was done. */
const growth = async (act: () => Promise<unknown>): Promise<(figure: string) => number> => {
  const before = await server.figures()
  await act()
  const after = await server.figures()
  return figure => (after.get(figure) ?? 0) - (before.get(figure) ?? 0)
}

describe('requests', () => {
  test('are counted once each, by operation and status, and so are the reasons of those refused', async () => {
    const grown = await growth(async () => {
      for (let i = 0; i < 3; i++) await server.call('GET', '/v1/health')
      for (let i = 0; i < 2; i++) await server.call('GET', '/v1/members/mem_1', 'nonsense')
    })
    expect(grown('laurel_requests_total{operation="GET /v1/health",status="200"}')).toBe(3)
    expect(grown('laurel_requests_total{operation="GET /v1/members/{id}",status="401"}')).toBe(2)
    expect(grown('laurel_request_seconds_count{operation="GET /v1/health"}')).toBe(3)
    expect(grown('laurel_request_seconds_bucket{operation="GET /v1/health",le="+Inf"}')).toBe(3)
    expect(grown('laurel_refusals_total{code="unauthenticated"}')).toBe(2)
    expect((await server.figures()).get('laurel_refusals_total{code="clock_backwards"}')).toBe(0)
  })

  test('have a label of their own for every operation of the reference', async () => {
    const { paths } = openApiDocument(server.app) as { paths: Record<string, Record<string, unknown>> }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => ({ method: method.toUpperCase(), path })),
    )
    expect(operations.length).toBeGreaterThan(50)
    const grown = await growth(async () => {
      for (const { method, path } of operations) await server.call(method, path.replaceAll(/\{\w+\}/g, 'x'))
    })
    const unseen = operations
      .map(({ method, path }) => `${method} ${path}`)
      .filter(operation => grown(`laurel_request_seconds_count{operation="${operation}"}`) !== 1)
    expect(unseen).toEqual([])
  })

  test('for paths that are none make no labels: all are one', async () => {
    const labels = async () =>
      [...(await server.figures()).keys()].filter(key => key.startsWith('laurel_requests_total'))
    const strange = async (of: number) => {
      await server.call('GET', `/v1/none-${of}`)
      await server.call('GET', `/wp-admin/${of}`)
      await server.call('DELETE', `/v1/purchases/${of}/x`)
    }
    await strange(0)
    await labels()
    const before = await labels()
    const grown = await growth(async () => {
      for (let i = 1; i <= 20; i++) await strange(i)
    })
    expect(await labels()).toEqual(before)
    expect(grown('laurel_requests_total{operation="other",status="404"}')).toBe(60)
  })
})

describe('who may read them', () => {
  test('has the operator key, or the key for metrics, which opens nothing else', async () => {
    const { secretKey } = await server.program('test')
    const statuses = async (path: string) =>
      Promise.all(
        [undefined, 'nonsense', `${METRICS}x`, secretKey, METRICS, OPERATOR].map(
          async key => (await server.call('GET', path, key)).status,
        ),
      )
    expect(await statuses('/metrics')).toEqual([401, 401, 401, 403, 200, 200])
    expect((await statuses('/v1/programs'))[4]).toBe(401)
  })

  test('reads nothing of a program, a member or a key', async () => {
    const { id, secretKey } = await server.program('test')
    const member = { name: '欧阳娜娜', phone: '+8613812345678', email: 'nana@example.com' }
    const made = (await (await server.call('POST', '/v1/members', secretKey, member)).json()) as { id: string }
    await server.call('GET', `/v1/members/${made.id}/summary`, secretKey)
    await server.call('GET', `/v1/members?phone=${encodeURIComponent(member.phone)}`, secretKey)
    const text = await server.text()
    expect(text).toContain('GET /v1/members/{id}/summary')
    for (const trace of [
      id,
      secretKey,
      made.id,
      '欧阳',
      '13812345678',
      'nana',
      'Watched',
      OPERATOR,
      METRICS,
      '192.0.2.1',
    ])
      expect(text).not.toContain(trace)
  })
})

describe('the storage', () => {
  test('tells how many batches shared an fsync, as the engine counts them', async () => {
    await server.program('test')
    const control = await server.databases.control()
    const touch = scheduleProgram({ id: 'prog_none', nextDueAt: null })
    await Promise.all(Array.from({ length: 40 }, () => control.commit([touch])))
    const { commits, groups } = server.databases.statistics()
    const figures = await server.figures()
    expect(groups).toBeLessThan(commits)
    expect(figures.get('laurel_commit_batches_sum')).toBeCloseTo(commits, 6)
    expect(figures.get('laurel_commit_batches_count')).toBe(groups)
    expect(figures.get('laurel_storage_seconds_count{kind="commit"}')).toBe(commits)
  })

  test('counts what it refuses, by why', async () => {
    const control = await server.databases.control()
    const grown = await growth(async () => {
      const all = Array.from({ length: 60 }, () => control.read([{ sql: 'SELECT 1', args: [] }]))
      await Promise.allSettled([...all, control.commit([{ sql: 'SELECT 1', args: [] }])])
    })
    expect(grown('laurel_storage_failures_total{kind="read",error="DatabaseBusy"}')).toBe(10)
    expect(grown('laurel_storage_failures_total{kind="commit",error="DatabaseBusy"}')).toBe(1)
  })

  test('that does not answer hides nothing else', async () => {
    const ill = await start()
    expect((await ill.figures()).get('laurel_database_up')).toBe(1)
    await ill.stop()
    const figures = await ill.figures()
    expect(figures.get('laurel_database_up')).toBe(0)
    expect(figures.has('laurel_job_lag_seconds')).toBe(false)
    expect(figures.get('laurel_requests_total{operation="GET /metrics",status="200"}')).toBe(1)
  })
})

describe('scheduled work', () => {
  let own: Server
  beforeAll(async () => {
    own = await start()
  })
  afterAll(() => own.stop())

  test('is late by what the longest due program has waited, until it is done', async () => {
    const work = async () => {
      for (const id of await dueProgramIds(own.deps)) await continueProgram(own.deps, id, turnBudget(own.deps))
    }
    const { secretKey } = await own.program('live')
    await own.program('live')
    await own.program('test')
    await work()
    const onTime = await own.figures()
    expect(onTime.get('laurel_job_lag_seconds')).toBe(0)
    expect(onTime.get('laurel_programs{mode="live"}')).toBe(2)
    expect(onTime.get('laurel_programs{mode="test"}')).toBe(1)

    const member = (await (await own.call('POST', '/v1/members', secretKey, {})).json()) as { id: string }
    const sale = { lines: [{ sku: 'A1', quantity: 1, unitPrice: 100 }], tenders: [{ kind: 'cash', amount: 100 }] }
    const receipt = { memberId: member.id, store: 'beijing-1', externalId: 'till-1', ...sale }
    expect((await own.call('POST', '/v1/purchases', secretKey, receipt)).status).toBe(201)
    own.pass(2 * DAY)
    const overdue = await own.figures()
    // It was eight in the morning in Shanghai: the day ended 32 hours ago.
    expect(overdue.get('laurel_job_lag_seconds')).toBe(32 * 3600)
    expect(overdue.get('laurel_programs_due')).toBe(2)
    expect(overdue.get('laurel_jobs_done_total{kind="seal"}')).toBe(0)

    await work()
    const done = await own.figures()
    expect(done.get('laurel_job_lag_seconds')).toBe(0)
    expect(done.get('laurel_jobs_done_total{kind="seal"}')).toBe(1)
    expect(done.get('laurel_job_last_done_timestamp_seconds{kind="seal"}')).toBe(own.deps.now() / 1000)
  })

  test('that fails is counted', async () => {
    own.jobFailed()
    expect((await own.figures()).get('laurel_job_failures_total')).toBe(1)
  })
})

test('the books’ last verification is told where one was recorded, and nothing where none can be read', async () => {
  const figure = async (name: string) => (await server.figures()).get(`laurel_verify_${name}`)
  expect(await figure('differences')).toBeUndefined()
  const path = join(server.dataDir, VERIFY_RECORD)
  await writeVerifyRecord(path, { endedAt: 1_795_340_225_776, programs: 3, differences: 2 })
  expect(await figure('timestamp_seconds')).toBe(1_795_340_225.776)
  expect(await figure('programs')).toBe(3)
  expect(await figure('differences')).toBe(2)
  for (const broken of ['{"endedAt":17953', '{}', 'null', '{"endedAt":"x","programs":1,"differences":0}']) {
    await writeFile(path, broken)
    expect(await figure('differences')).toBeUndefined()
  }
})

test('every metric that an alert looks at is there', async () => {
  const alerts = await readFile(new URL('../../../../../docs/alerts.yml', import.meta.url), 'utf8')
  const named = new Set(alerts.match(/\b(?:laurel|process|nodejs)_[a-z0-9_]+/g))
  expect(named.size).toBeGreaterThan(5)
  const text = await server.text()
  const known = new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['', '_bucket', '_sum', '_count'].map(suffix => name + suffix) : [name],
    ),
  )
  expect([...named].filter(name => !known.has(name))).toEqual([])
})
