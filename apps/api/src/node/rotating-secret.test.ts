import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rotatingSecret } from './rotating-secret.ts'

let folder: string
const kept = (name: string) => readFileSync(join(folder, name), 'utf8')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-rotating-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a rotation begun twice draws one secret, and a server started in the midst of it understands both', async () => {
  const secret = await rotatingSecret(folder, {})
  const { wrappedKey, sealed } = await secret.secrets.seal('李雷', null)
  const before = kept('secret')
  await secret.rotate()
  const drawn = kept('secret')
  await secret.rotate()
  expect([kept('secret'), kept('secret.previous')]).toEqual([drawn, before])
  const started = await rotatingSecret(folder, {})
  for (const { secrets } of [secret, started]) {
    expect(await secrets.open(wrappedKey, sealed)).toBe('李雷')
    expect(await secrets.isPresent(wrappedKey)).toBe(false)
    expect(secrets.tokenKeys).toHaveLength(2)
  }
  await started.forgetPrevious()
  await expect(started.secrets.open(wrappedKey, sealed)).rejects.toThrow()
  expect(existsSync(join(folder, 'secret.previous'))).toBe(false)
})

test('a crash before the new secret was kept leaves the old one, and the rotation is begun again', async () => {
  const { secrets } = await rotatingSecret(folder, {})
  const before = kept('secret')
  writeFileSync(join(folder, 'secret.previous'), before)
  const started = await rotatingSecret(folder, {})
  expect(started.secrets.tokenKeys).toEqual(secrets.tokenKeys)
  await started.rotate()
  expect(kept('secret')).not.toBe(before)
})

test('a secret that the environment gives is rotated there', async () => {
  const [one, other] = ['a', 'b'].map(letter => Buffer.from(letter.repeat(32)).toString('base64url'))
  const given = await rotatingSecret(folder, { LAUREL_SECRET: one })
  await expect(given.rotate()).rejects.toThrow('LAUREL_SECRET is set')
  const both = await rotatingSecret(folder, { LAUREL_SECRET: one, LAUREL_SECRET_PREVIOUS: other })
  await both.rotate()
  expect(() => both.rotatedAt()).toThrow('LAUREL_SECRET_PREVIOUS')
  expect(existsSync(join(folder, 'secret'))).toBe(false)
})
