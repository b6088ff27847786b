import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installationSecret } from './installation-secret.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a secret is drawn once, for its owner alone to read', () => {
  const drawn = installationSecret(folder, undefined)
  expect(drawn).toMatch(/^[\w-]{43}$/)
  expect(installationSecret(folder, undefined)).toBe(drawn)
  expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0)
})

test('what the environment gives is taken and kept nowhere', () => {
  expect(installationSecret(folder, 'given')).toBe('given')
  expect(() => statSync(join(folder, 'secret'))).toThrow('ENOENT')
})

test('data without its secret is refused, not given another one: nobody in it could be found', () => {
  writeFileSync(join(folder, 'control.db'), '')
  expect(() => installationSecret(folder, undefined)).toThrow('holds data, but not its secret')
  expect(installationSecret(folder, 'given')).toBe('given')
})
