import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundleStore } from './bundle-store.ts'

const dist = join(import.meta.dirname, '../dist')
const modules = join(dist, 'widgets/elements')
const names = readdirSync(modules).filter(name => name.endsWith('.js'))

/** What a script and all that it imports at once weigh, gzip, in bytes; the page's script is there already. */
function weightOf(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0
  seen.add(file)
  const code = readFileSync(join(modules, file), 'utf8')
  const imported = [...code.matchAll(/(?:from|import) ?"\.\/([^"]+)"/g)].map(([, name]) => name!)
  return gzipSync(code).length + imported.reduce((sum, name) => sum + weightOf(name, seen), 0)
}

test('the script with its three elements and Lit weighs at most 15 kB, gzip', () => {
  expect(gzipSync(readFileSync(join(dist, 'widgets/laurel.js'))).length).toBeLessThanOrEqual(15_000)
})

test('the style sheet, for which a page waits, weighs at most 600 B, gzip', () => {
  expect(gzipSync(readFileSync(join(dist, 'widgets/laurel.css'))).length).toBeLessThanOrEqual(600)
})

test('every further element weighs at most 5 kB, gzip, with all that it brings', () => {
  const elements = names.filter(name => name.includes('.define-'))
  expect(elements.length).toBeGreaterThan(2)
  const weights = elements.map(name => [name, weightOf(name)] as const)
  // The card brings its codes.
  const limitOf = (name: string) => (name.startsWith('member-card') ? 12_000 : 5000)
  expect(weights.filter(([name, weight]) => weight > limitOf(name))).toEqual([])
})

test('what is loaded only when it is wanted, another language or a dialog, weighs little', () => {
  const others = names.filter(name => !name.includes('.define-'))
  expect(others.filter(name => gzipSync(readFileSync(join(modules, name))).length > 2000)).toEqual([])
})

test('who bundles one element gets no other', async () => {
  const code = await bundleStore(`import '@laurel/widgets/elements/points'`)
  expect(code).toContain('laurel-points')
  for (const other of ['laurel-tier-progress', 'laurel-rewards', 'laurel-history'])
    expect(code).not.toContain(`"${other}"`)
})
