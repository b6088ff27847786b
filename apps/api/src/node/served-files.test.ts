import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { servedFiles } from './served-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'laurel-files-'))
const script = 'export const words = 1\n'.repeat(200)
for (const name of ['laurel.js', 'live-C88Cgfyv.js']) writeFileSync(join(folder, name), script)
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) => servedFiles(folder).request(path, { headers })

test('a script goes out compressed to whoever takes it so, and plain to others', async () => {
  const small = await get('/laurel.js', { 'Accept-Encoding': 'gzip' })
  expect(small.headers.get('Content-Encoding')).toBe('gzip')
  const stream = small.body!.pipeThrough(new DecompressionStream('gzip'))
  expect(await new Response(stream).text()).toBe(script)
  const plain = await get('/laurel.js')
  expect(plain.headers.get('Content-Encoding')).toBeNull()
  expect(await plain.text()).toBe(script)
})

test('only a file whose name tells its contents may be kept', async () => {
  const cacheOf = async (path: string) => (await get(path)).headers.get('Cache-Control')
  expect(await cacheOf('/live-C88Cgfyv.js')).toContain('immutable')
  expect(await cacheOf('/laurel.js')).toBeNull()
})
