import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepModules, modulesBefore } from '../scripts/kept-modules.ts'

const DAY = 86_400_000
let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'laurel-releases-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

/** Builds a release over the one before, as a deployment in place does. */
async function release(files: Readonly<Record<string, string>>, now: number): Promise<readonly string[]> {
  const folder = join(root, 'public')
  const before = await modulesBefore(folder, now)
  await rm(folder, { recursive: true, force: true })
  for (const [path, code] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), code)
  }
  await keepModules(folder, before)
  const entries = await readdir(folder, { recursive: true })
  return entries.filter(path => path.endsWith('.js')).toSorted()
}

test('a module that an open page may still load stays for thirty days after the release that replaced it, and no longer', async () => {
  const first = { 'widgets/laurel.js': '1', 'widgets/elements/rewards.define-AAAAAAAA.js': 'a' }
  const second = { 'widgets/laurel.js': '2', 'widgets/elements/rewards.define-BBBBBBBB.js': 'b' }
  const both = [
    'widgets/elements/rewards.define-AAAAAAAA.js',
    'widgets/elements/rewards.define-BBBBBBBB.js',
    'widgets/laurel.js',
  ]
  await release(first, 0)
  // However old the first release is by then.
  expect(await release(second, 100 * DAY)).toEqual(both)
  expect(await readFile(join(root, 'public/widgets/laurel.js'), 'utf8')).toBe('2')
  expect(await release(second, 129 * DAY)).toEqual(both)
  expect(await release(second, 130 * DAY)).toEqual(Object.keys(second).toSorted())
})

test('what comes back is the new release’s own, and is kept anew when it goes', async () => {
  const [one, other] = ['kiosk/elements/zh-cn-AAAAAAAA.js', 'kiosk/elements/zh-cn-BBBBBBBB.js']
  await release({ [one]: 'a' }, 200 * DAY)
  await release({ [other]: 'b' }, 201 * DAY)
  await release({ [one]: 'a' }, 220 * DAY)
  expect(await release({ [other]: 'b' }, 240 * DAY)).toContain(one)
  expect(await release({ [other]: 'b' }, 269 * DAY)).toContain(one)
  expect(await release({ [other]: 'b' }, 270 * DAY)).not.toContain(one)
})
