import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningWorker, startEdge } from './index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-pages-'))
const SHOP = 'https://shop.example'
let edge: RunningWorker
let publishableKey: string

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: 'op_test' } })
  const made = await fetch(`${edge.url}/v1/programs`, {
    method: 'POST',
    headers: { authorization: 'Bearer op_test', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Edge', mode: 'test', preset: 'wangfujing', allowedOrigins: [SHOP] }),
  })
  publishableKey = ((await made.json()) as { publishableKey: string }).publishableKey
})

afterAll(async () => {
  await edge.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** What a page, a style or a module of ours asks for further. */
const asked = (text: string): string[] =>
  [...text.matchAll(/(?:src|href)="([^"#]+)"|(?:from|import) ?\(?["'`](\.[^"'`]+)["'`]/g)].map(
    ([, attribute, imported]) => attribute ?? imported!,
  )

/** All that a browser loads for a page, with its status; documents of others are not followed. */
async function load(path: string): Promise<Map<string, number>> {
  const loaded = new Map<string, number>()
  const waiting = [new URL(path, edge.url).href]
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (loaded.has(url)) continue
    const response = await fetch(url)
    loaded.set(url, response.status)
    const isPage = loaded.size === 1
    const isScript = response.headers.get('content-type')?.includes('javascript') === true
    if (isPage || isScript)
      waiting.push(
        ...asked(await response.text())
          .map(reference => new URL(reference, response.url).href)
          .filter(found => found.startsWith(edge.url) && /\.(js|css|svg|webmanifest)$/.test(found)),
      )
  }
  return loaded
}

test.each([
  ['/docs/widgets', 12],
  ['/docs/widgets/zh-CN/', 12],
  ['/docs/widgets/zh-TW', 12],
  ['/docs/widgets/security', 2],
  ['/docs/widgets/zh-TW/security/', 2],
  ['/demo/', 12],
  ['/demo/theme/', 12],
  ['/kiosk/', 4],
])('the built Worker serves %s with all that it loads', async (path, least) => {
  const loaded = await load(path)
  expect([...loaded].filter(([, status]) => status !== 200)).toEqual([])
  expect(loaded.size).toBeGreaterThan(least)
})

test('the built Worker serves a frame to the pages of its key’s origins, with all that it loads', async () => {
  const path = `/frame/rewards?program=${publishableKey}`
  const { status, headers } = await fetch(edge.url + path)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
  expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${SHOP}`)
  const loaded = await load(path)
  expect([...loaded].filter(([, code]) => code !== 200)).toEqual([])
  expect([...loaded.keys()].some(url => url.includes('rewards.define'))).toBe(true)
  const refused = await fetch(`${edge.url}/frame/rewards?program=nonsense`)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`)
})

test('a store’s page may run the script and its elements from the built Worker', async () => {
  for (const url of (await load('/docs/widgets')).keys()) {
    if (!url.includes('/widgets/elements/') && !url.endsWith('/widgets/laurel.js')) continue
    const response = await fetch(url, { headers: { origin: SHOP } })
    expect(response.headers.get('access-control-allow-origin'), url).toBe('*')
    await response.arrayBuffer()
  }
})
