import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

test('the secret of a server changes while tills sell: every write is taken, and everybody who ever joined is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-rotation-'))
  const dataDir = join(folder, 'data')
  let server = await startNodeServer({ dataDir })
  try {
    const till = new Till(server)
    await till.open()
    await sellAtOnce(till, times(24, 2_000))
    const before = readFileSync(join(dataDir, 'secret'), 'utf8')

    const rotated = new AbortController()
    const selling = (async () => {
      const said = []
      while (!rotated.signal.aborted) {
        said.push(...(await sellAtOnce(till, 8)))
        expect(await till.notFound()).toEqual([])
      }
      return said
    })()
    const { stdout } = await rotate(dataDir).finally(() => rotated.abort())
    expect((await selling).filter(({ status }) => status !== 201)).toEqual([])
    expect(stdout).toContain('1 programs')
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).not.toContain(before)
    // Tokens that the old one has signed are still about.
    await expect(rotate(dataDir, '--finish')).rejects.toThrow('10 minutes')
    expect(existsSync(join(dataDir, 'secret.previous'))).toBe(true)

    await server.kill()
    server = await startNodeServer({ dataDir })
    till.goOnWith(server)
    expect(await till.notFound()).toEqual([])
    expect(await till.missing()).toEqual([])
    expect((await sellAtOnce(till, 6)).filter(({ status }) => status !== 201)).toEqual([])
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
