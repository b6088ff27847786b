import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const makesRows = /\b(INSERT (OR \w+ )?INTO|UPDATE \w+ SET)\b/i
/** Suites whose subject is that a row was tampered with. */
const tampers = /\/verify-[a-z-]+\.test\.ts$/

// Five test files of another system missed that lots never expired, since their fixtures went round the writer.
test('tests write through the public writer only (ecommerce-laravel#1056)', () => {
  const suites = globSync(['apps/api/src/**/*.test.ts', 'apps/api/test/**/*.ts'], { cwd: root })
  expect(suites.length).toBeGreaterThan(30)
  const around = suites.filter(
    file => !tampers.test(`/${file}`) && makesRows.test(readFileSync(resolve(root, file), 'utf8')),
  )
  expect(around).toEqual([])
})
