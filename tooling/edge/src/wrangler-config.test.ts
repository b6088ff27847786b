import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { apiConfig } from './start-edge.ts'
import { readWranglerConfig } from './wrangler-config.ts'

test('comments and trailing commas are left out, within strings they stand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wrangler-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'wrangler.jsonc')
  writeFileSync(
    path,
    '{ // a\n "name": "a//b,}", /* "name": 1, */ "main": "src/w.ts", "compatibility_date": "2026-11-17",\n "assets": { "directory": "../dist", "binding": "ASSETS", }, // end\n }',
  )
  expect(readWranglerConfig(path)).toEqual({
    path,
    name: 'a//b,}',
    main: join(folder, 'src/w.ts'),
    compatibilityDate: '2026-11-17',
    compatibilityFlags: [],
    assets: { directory: join(folder, '../dist'), binding: 'ASSETS' },
    queues: {},
  })
})

test('the API is deployed with its assets behind it', () => {
  const { name, assets, queues } = readWranglerConfig(apiConfig)
  expect([name, assets?.binding]).toEqual(['laurel-api', 'ASSETS'])
  expect(queues.producers?.map(({ queue }) => queue)).toEqual(queues.consumers?.map(({ queue }) => queue))
})
