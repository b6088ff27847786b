import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readState, writeState, type LoadState } from './load-state.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-load-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const state: LoadState = {
  url: 'http://127.0.0.1:1',
  file: 'f',
  creation: 'c',
  programId: 'prog_1',
  secretKey: 'sk_test_1',
  done: [1, 2],
}

it('what was written is what is read, in a folder made for it, for the owner alone', () => {
  const path = join(folder, 'deep', 'state.json')
  expect(readState(path)).toBeNull()
  writeState(path, state)
  expect(readState(path)).toEqual(state)
  expect(statSync(path).mode & 0o077).toBe(0)
})

it('a file that is no state is told of, not written over', () => {
  const path = join(folder, 'state.json')
  writeFileSync(path, 'not json')
  expect(() => readState(path)).toThrow('is no state of a load')
})
