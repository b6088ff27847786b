import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { makeDeps } from '../src/make-deps.ts'
import { makeSecrets } from '../src/platform/secrets.ts'
import { temporaryDatabases, type TemporaryDatabases } from '@laurel/db/testing'

describe('files for browsers', () => {
  let databases: TemporaryDatabases
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    databases = await temporaryDatabases()
    app = createApp(
      await makeDeps({
        name: 'node',
        databases,
        now: () => 0,
        secrets: await makeSecrets({ secret: 'dGVzdC1zZWNyZXQtdGVzdC1zZWNyZXQtdGVzdC1zZWNyZXQ' }),
        operatorKey: 'op_test',
        log: () => undefined,
        assets: async request =>
          new URL(request.url).pathname === '/missing' ? null : new Response('export {}', { headers: { etag: '"1"' } }),
        clientAddress: () => null,
        wakeJobs: async () => {},
      }),
    )
  })
  afterAll(() => databases.close())

  const from = (path: string) =>
    app.request(`http://laurel.test${path}`, { headers: { origin: 'https://shop.example' } })

  test('the widgets’ script runs as a module in the page of any site', async () => {
    const response = await from('/widgets/laurel.js')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('etag')).toBe('"1"')
  })

  test('a file whose name tells its contents is kept; what pages include is asked for again after minutes', async () => {
    const cache = async (path: string) => (await from(path)).headers.get('cache-control')
    expect(await cache('/widgets/elements/live-C88Cgfyv.js')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/widgets/laurel.js', '/widgets/laurel.css'])
      expect(await cache(path)).toBe('public, max-age=300, stale-while-revalidate=600')
    expect(await cache('/demo/demo.js')).toBeNull()
  })

  test('the demo and the reference are not lent to other sites', async () => {
    expect((await from('/demo/demo.js')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('the reader of camera pictures may compile WebAssembly and ask us; no other file is told so', async () => {
    const policy = async (path: string) => (await from(path)).headers.get('content-security-policy')
    expect(await policy('/kiosk/code-reader.js')).toBe(
      "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'",
    )
    expect(await policy('/kiosk/kiosk.js')).not.toContain('wasm')
    expect(await policy('/demo/demo.js')).toBeNull()
  })

  test.each(['/kiosk/', '/kiosk', '/kiosk/index.html', '/kiosk/%69ndex.html', '/%6Biosk/'])(
    'the kiosk at %s stands in no other page, lends nothing to one, and says nowhere where one came from',
    async path => {
      const { headers } = await from(path)
      expect({
        policy: headers.get('content-security-policy'),
        frame: headers.get('x-frame-options'),
        resource: headers.get('cross-origin-resource-policy'),
        opener: headers.get('cross-origin-opener-policy'),
        sniff: headers.get('x-content-type-options'),
        referrer: headers.get('referrer-policy'),
        permissions: headers.get('permissions-policy'),
      }).toEqual({
        policy: "frame-ancestors 'none'",
        frame: 'DENY',
        resource: 'same-origin',
        opener: 'same-origin',
        sniff: 'nosniff',
        referrer: 'no-referrer',
        permissions: 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
      })
    },
  )

  test('what is not there is a problem, not a page', async () => {
    const response = await from('/missing')
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
})
