import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { servedFiles } from './served-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'laurel-files-'))
const script = 'export const words = 1\n'.repeat(200)
writeFileSync(join(folder, 'laurel.js'), script)
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

test('who has a file already is told so, and gets it anew when it has changed', async () => {
  const tag = (await get('/laurel.js')).headers.get('ETag') ?? ''
  const same = await get('/laurel.js', { 'If-None-Match': tag, 'Accept-Encoding': 'gzip' })
  expect([same.status, await same.text()]).toEqual([304, ''])
  writeFileSync(join(folder, 'laurel.js'), `${script}\n`)
  expect((await get('/laurel.js', { 'If-None-Match': tag })).status).toBe(200)
})
