import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer, type NodeServer } from '@laurel/load/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { times } from '../run-form.ts'
import { injectFault, needStrace } from './strace.ts'
import { sellAtOnce, Till, type Said } from './till.ts'
import { verified } from './verified.ts'

const folder = mkdtempSync(join(tmpdir(), 'laurel-disk-'))
const disk = join(folder, 'disk')
const dataDir = join(disk, 'data')
/** Whether a disk of our own could be mounted, to be filled; without that right its end is injected. */
let isOwnDisk = false
let server: NodeServer
let till: Till

beforeAll(async () => {
  needStrace()
  mkdirSync(disk)
  isOwnDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk]).status === 0
  if (!isOwnDisk)
    console.warn(
      'No disk may be mounted here, so its last page is injected. To fill one: unshare --map-root-user --mount pnpm test:faults disk',
    )
  server = await startNodeServer({ dataDir })
  till = new Till(server)
  await till.open()
  await sellAtOnce(till, times(12, 200))
})

afterAll(async () => {
  await server?.kill()
  if (isOwnDisk) spawnSync('umount', [disk])
  rmSync(folder, { recursive: true, force: true })
})

/** Refused so that a client knows what to do: a code of the two that say so, and when to come again. */
const isRefusal = ({ status, code, retryAfter }: Said): boolean =>
  status === 503 && (code === 'busy' || code === 'outcome_unknown') && Number(retryAfter) > 0

/** What was said to those who wrote and to those who read while a fault lasted. */
interface Lived {
  readonly writes: readonly Said[]
  readonly reads: readonly number[]
}

/**
 * Others write and read through a fault: `begin` brings it about, and gives how to end it. Then the same process takes
 * everything again, at once: what it had refused too, under the same keys.
 */
const liveThrough = async (begin: () => Promise<() => Promise<void>>): Promise<Lived> => {
  const end = await begin()
  const writes: Said[] = []
  const reads: number[] = []
  try {
    for (let round = 0; round < times(2, 20); round++) {
      writes.push(...(await sellAtOnce(till, 8)))
      reads.push(await till.ask())
    }
  } finally {
    await end()
  }
  expect(writes.filter(said => said.status !== 201 && !isRefusal(said))).toEqual([])
  const after = [...(await till.sendAgain()), ...(await sellAtOnce(till, 4))]
  expect(after.filter(({ status }) => status !== 201)).toEqual([])
  return { writes, reads }
}

/** System calls on the databases and their logs that fail, as strace is told. */
const failing = (rule: string) => async () => {
  const programs = join(dataDir, 'programs')
  const files = readdirSync(programs).filter(name => name.endsWith('.db'))
  const paths = [join(dataDir, 'control.db'), ...files.map(name => join(programs, name))]
  const logged = paths.flatMap(path => [path, `${path}-wal`])
  const fault = await injectFault(server.pid, rule, logged, join(folder, 'injected'))
  return async () => {
    expect(await fault.end()).toBeGreaterThan(0)
  }
}

describe('while nothing can be written, writes are refused with 503 and reads go on; then the process goes on by itself', () => {
  test.for([
    ['no space is left', 'pwrite64:error=ENOSPC'],
    ['the files have become read-only', 'pwrite64,ftruncate,fallocate:error=EROFS'],
    ['the disk refuses to write', 'pwrite64:error=EIO'],
  ] as const)('%s', async ([, rule]) => {
    const { writes, reads } = await liveThrough(failing(rule))
    expect(writes.every(isRefusal)).toBe(true)
    expect(reads.filter(status => status !== 200)).toEqual([])
  })

  test('a disk is full to the last page', async () => {
    const lastPages = failing('pwrite64,ftruncate,fallocate:error=ENOSPC:when=5+')
    const { writes, reads } = await liveThrough(isOwnDisk ? filled : lastPages)
    expect(writes.some(isRefusal)).toBe(true)
    expect(reads.filter(status => status !== 200)).toEqual([])
  })

  test('no file can be opened either, and reads are refused too', async () => {
    const { writes, reads } = await liveThrough(failing('openat,pwrite64:error=EROFS'))
    expect(writes.every(isRefusal)).toBe(true)
    expect(reads.filter(status => status !== 200 && status !== 503)).toEqual([])
  })
})

/** A disk of which another file has taken every page, and the log the room that it had of its own. */
const filled = async () => {
  const filler = join(disk, 'filler')
  await fill(filler)
  for (let left = 500; left > 0 && (await till.sell()).status === 201; left--);
  return async () => rmSync(filler)
}

/** Writes a file until its disk has no page left. */
const fill = async (path: string): Promise<void> => {
  const filler = await open(path, 'w')
  try {
    for (;;) await filler.write(Buffer.alloc(4096, 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    await filler.close()
  }
}

describe('a disk that does not sync', () => {
  test('while no sync succeeds no write is acknowledged; then the process goes on by itself', async () => {
    const { writes } = await liveThrough(failing('fsync,fdatasync:error=EIO'))
    expect(writes.every(isRefusal)).toBe(true)
  })

  test.for(times([2, 3], [2, 3, 4, 5, 7, 11, 13]))(
    'where sync number %i of every so many fails, a write stands or is refused',
    async every => {
      const { reads } = await liveThrough(failing(`fsync,fdatasync:error=EIO:when=${every}+${every}`))
      expect(reads.filter(status => status !== 200 && status !== 503)).toEqual([])
    },
  )
})

test('after all of that, killed and started again, it has everything that it ever acknowledged, once, and its books are clean', async () => {
  await server.kill()
  expect(verified(dataDir)).toBe('clean: 1 programs')
  server = await startNodeServer({ dataDir })
  till.goOnWith(server)
  expect(await till.missing()).toEqual([])
  expect(await till.transactions()).toBe(till.receipts)
})
