import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const sources = join(import.meta.dirname, '../src')

/** Who may ask the system: the two entries, and the one place of chance. */
const MAY = new Set(['node.ts', 'worker.ts', 'platform/random-bytes.ts'])

const ASKS = /Date\.now|new Date\(\)|performance\.now|Math\.random|getRandomValues|randomUUID|nanoid\(/

test('time and chance come from the runtime alone, so that one seed plays a run again', () => {
  const files = globSync('**/*.ts', { cwd: sources }).filter(file => !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(100)
  const asking = files.filter(file => ASKS.test(readFileSync(join(sources, file), 'utf8')))
  expect(asking.filter(file => !MAY.has(file) && !file.startsWith('node/'))).toEqual([])
})
