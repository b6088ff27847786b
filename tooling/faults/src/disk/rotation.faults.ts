import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test } from 'vitest'
import { times } from '../run-form.ts'
import { sellAtOnce, Till } from './till.ts'

const SCRIPT = join(import.meta.dirname, '../../../../apps/api/scripts/rotate-secret.ts')
/** The command behind `pnpm secret:rotate`. */
const rotate = (...args: string[]) => promisify(execFile)(process.execPath, [SCRIPT, ...args])

test('the secret of a server changes while tills sell: every write is taken, and everybody who ever joined is found, once the old one is forgotten, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-rotation-'))
  const dataDir = join(folder, 'data')
  let server = await startNodeServer({ dataDir })
  try {
    const till = new Till(server)
    await till.open()
    await sellAtOnce(till, times(24, 2_000))
    const before = readFileSync(join(dataDir, 'secret'), 'utf8')

    /** Sells, and asks for everybody, for as long as something goes on; every receipt is taken. */
    const sellWhile = async <Result>(work: Promise<Result>): Promise<Result> => {
      const done = new AbortController()
      const selling = (async () => {
        const said = []
        while (!done.signal.aborted) {
          said.push(...(await sellAtOnce(till, 8)))
          expect(await till.notFound()).toEqual([])
        }
        return said
      })()
      const result = await work.finally(() => done.abort())
      expect((await selling).filter(({ status }) => status !== 201)).toEqual([])
      return result
    }
    const { stdout } = await sellWhile(rotate(dataDir))
    expect(stdout).toContain('1 programs')
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).not.toContain(before)
    // Tokens that the old one has signed are still about.
    await expect(rotate(dataDir, '--finish')).rejects.toThrow('10 minutes')
    expect(existsSync(join(dataDir, 'secret.previous'))).toBe(true)

    const startAgain = async () => {
      await server.kill()
      server = await startNodeServer({ dataDir })
      till.goOnWith(server)
      expect(await till.notFound()).toEqual([])
      expect(await till.missing()).toEqual([])
      expect((await sellAtOnce(till, 6)).filter(({ status }) => status !== 201)).toEqual([])
    }
    await startAgain()

    // As if the new one had been drawn so long ago that no token of the old one lives.
    const longAgo = new Date(Date.now() - 11 * 60_000)
    utimesSync(join(dataDir, 'secret'), longAgo, longAgo)
    const fresh = readFileSync(join(dataDir, 'secret'), 'utf8')
    const finished = await sellWhile(rotate(dataDir, '--finish'))
    expect(finished.stdout).toContain('The old secret is forgotten')
    expect(existsSync(join(dataDir, 'secret.previous'))).toBe(false)
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(fresh)
    await startAgain()
    // A copy of the old one opens nothing any more.
    await server.kill()
    writeFileSync(join(dataDir, 'secret'), before)
    server = await startNodeServer({ dataDir })
    till.goOnWith(server)
    expect((await till.notFound()).length).toBeGreaterThan(0)
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
