import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startNodeServer } from '@laurel/load/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { times } from '../run-form.ts'
import { sellAtOnce, Till } from './till.ts'
import { verified } from './verified.ts'

const root = join(import.meta.dirname, '../../../..')
const run = promisify(execFile)
/** The commands behind `pnpm backup` and `pnpm restore`. */
const backup = (...paths: string[]) => run(process.execPath, [join(root, 'apps/api/scripts/back-up.ts'), ...paths])
const restore = (...paths: string[]) => run(process.execPath, [join(root, 'packages/db/scripts/restore.ts'), ...paths])

let folder: string
const at = (name: string) => join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a backup made while tills sell, restored elsewhere, has everything acknowledged before it began, nothing by halves, and clean books', async () => {
  let server = await startNodeServer({ dataDir: at('data') })
  try {
    const till = new Till(server)
    await till.open()
    await sellAtOnce(till, times(24, 1_000))
    for (let round = 0; round < times(1, 10); round++) {
      const before = [...till.acknowledged]
      const made = new AbortController()
      const selling = (async () => {
        while (!made.signal.aborted) await sellAtOnce(till, 8)
      })()
      await backup(at('data'), at(`backup-${round}`)).finally(() => made.abort())
      await selling
      // The tills went on while it was made.
      expect(till.acknowledged.length).toBeGreaterThan(before.length)

      // It tells nobody's name by itself, and a server on it without its secret does not begin with another one.
      expect(existsSync(at(`backup-${round}/secret`))).toBe(false)
      await restore(at(`backup-${round}`), at(`restored-${round}`))
      await expect(startNodeServer({ dataDir: at(`restored-${round}`) })).rejects.toThrow('ended before it answered')
      copyFileSync(at('data/secret'), at(`restored-${round}/secret`))
      const restored = await startNodeServer({ dataDir: at(`restored-${round}`) })
      try {
        till.goOnWith(restored)
        expect(await till.missing(before)).toEqual([])
      } finally {
        await restored.stop()
        till.goOnWith(server)
      }
      expect(verified(at(`restored-${round}`))).toBe('clean: 1 programs')
    }

    await expect(restore(at('backup-0'), at('data'))).rejects.toThrow('not empty')
    await expect(backup(at('data'), at('backup-0'))).rejects.toThrow('already')

    // A server that was killed is backed up as it lies, with what only its log has.
    await server.kill()
    await backup(at('data'), at('backup-of-killed'))
    await restore(at('backup-of-killed'), at('restored'))
    copyFileSync(at('data/secret'), at('restored/secret'))
    server = await startNodeServer({ dataDir: at('restored') })
    till.goOnWith(server)
    expect(await till.missing()).toEqual([])
    expect(await till.transactions()).toBe(till.receipts)
    expect(readdirSync(folder).filter(name => name.endsWith('.unfinished'))).toEqual([])
  } finally {
    await server.kill()
  }
})
