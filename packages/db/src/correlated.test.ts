import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Whatever is asked of it is 1. */
const anything: object = new Proxy({}, { get: (_, name) => (typeof name === 'symbol' ? undefined : 1) })

/** The SQL of what a function prepares; nothing where it prepares none, or of something else. */
const textsOf = (prepare: unknown): readonly string[] => {
  if (typeof prepare !== 'function') return []
  try {
    const prepared: unknown = prepare(anything)
    // Who reads by itself prepares nothing, and finds no database here.
    if (prepared instanceof Promise) void prepared.catch(() => {})
    return [prepared].flat().flatMap(one => {
      const { sql } = (one ?? {}) as { sql?: unknown }
      return typeof sql === 'string' ? [sql] : []
    })
  } catch {
    return []
  }
}

// The builder writes the columns of a select from one table by their bare names: within a SELECT of its own such a name is
// a column of the inner table, and the comparison is of another row than was meant, or of every row with itself.
test('no SELECT within a statement is compared with a column that names no table', async () => {
  const folder = import.meta.dirname
  const files = globSync('**/*.{queries,repository}.ts', { cwd: folder })
  const modules = await Promise.all(files.map(file => import(join(folder, file)) as Promise<Record<string, unknown>>))
  const texts = modules.flatMap(module => Object.values(module).flatMap(textsOf))
  expect(texts.length).toBeGreaterThan(300)
  const within = texts.filter(text => /\(\s*SELECT/i.test(text))
  expect(within.length).toBeGreaterThan(50)
  expect(within.filter(text => /[\w."]+ (?:=|<|>|<=|>=) "\w+"(?![.\w])/.test(text))).toEqual([])
})
