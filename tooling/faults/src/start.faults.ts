import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test } from 'vitest'

test('a second server on one folder is refused, and the first goes on', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-faults-'))
  const first = await startNodeServer({ dataDir })
  try {
    await expect(startNodeServer({ dataDir })).rejects.toThrow('ended before it answered')
    expect((await fetch(`${first.url}/v1/health`)).status).toBe(200)
  } finally {
    await first.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
