import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { join } from 'node:path'

const source = join(import.meta.dirname, '..', 'src')

test.each(['index.ts', 'remote/index.ts'])('%s can be bundled for Workers: it needs no module of Node', async entry => {
  const { metafile } = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    // As wrangler does it: with this platform a node: import is an error.
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
  })
  const inputs = Object.keys(metafile.inputs)
  expect(inputs.length).toBeGreaterThan(1)
  expect(inputs.filter(input => input.includes('/embedded/') || input.includes('libsql/linux'))).toEqual([])
})
