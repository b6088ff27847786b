import { createReadStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'

const CALLS = 'openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename'

/**
 * The command under which a server's writes and syncs are written down, a file of `traces` for each of its threads.
 * `lyingDisk`: every sync says that it succeeded, and does nothing.
 */
export const tracedInto = (traces: string, { lyingDisk = false } = {}): string[] => {
  mkdirSync(traces, { recursive: true })
  const form = ['-ff', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', '1000000', '-o', join(traces, 'thread')]
  const lie = lyingDisk ? ['-e', 'inject=fsync,fdatasync:retval=0'] : []
  return ['strace', ...form, '-e', `trace=${CALLS}`, ...lie]
}

type Change = (content: Buffer) => Buffer

/** A file as a disk has it: what was synced, and what it may still lose, in order. */
class DiskFile {
  #synced: Buffer = Buffer.alloc(0)
  #unsynced: Change[] = []

  change(change: Change): void {
    this.#unsynced.push(change)
  }

  sync(): void {
    this.#synced = this.after(() => true)
    this.#unsynced = []
  }

  /** What is there when power comes back, where so much of the unsynced had reached the disk by itself. */
  after(hasReached: () => boolean): Buffer {
    return this.#unsynced.filter(hasReached).reduce((content, change) => change(content), this.#synced)
  }
}

const resized = (content: Buffer, size: number): Buffer =>
  size <= content.length ? content.subarray(0, size) : Buffer.concat([content, Buffer.alloc(size - content.length)])

const written =
  (bytes: Buffer, offset: number): Change =>
  content => {
    const whole = Buffer.from(resized(content, Math.max(content.length, offset + bytes.length)))
    bytes.copy(whole, offset)
    return whole
  }

const bytesOf = (escaped: string): Buffer => Buffer.from(escaped.replaceAll('\\x', ''), 'hex')
const textOf = (escaped: string): string => (escaped.startsWith('\\x') ? bytesOf(escaped).toString() : escaped)

const CALL = /^(\w+)\((.*)\)\s+= (-?\d+)(.*)$/
const OF_FILE = /^\d+<([^>]*)>(?:, (?:"([^"]*)", \d+(?:, (\d+))?|(\d+)))?$/

/**
 * What a power cut leaves of a data folder, by the trace of a server that was killed: each file as of its last sync,
 * and of what came later only what `hasReached` says. Names of files count as durable.
 */
export const afterPowerCut = async (
  traces: string,
  dataDir: string,
  into: string,
  hasReached: () => boolean,
): Promise<void> => {
  const files = new Map<string, DiskFile>()
  // A file is written by one thread alone, so that the order within each thread is all there is to know.
  for (const name of readdirSync(traces)) {
    for await (const line of createInterface({ input: createReadStream(join(traces, name)) })) {
      const [, call, args = '', result, rest = ''] = CALL.exec(line) ?? []
      if (call === undefined || Number(result) < 0) continue
      const [, file, data, offset, size] = OF_FILE.exec(args) ?? []
      if (file === undefined) {
        if (call === 'unlink') files.delete(textOf(args.slice(1, -1)))
        continue
      }
      const path = textOf(file)
      if (!path.startsWith(`${dataDir}/`)) continue
      const kept = files.get(path) ?? new DiskFile()
      // A folder is synced too, but never written.
      if (!call.endsWith('sync')) files.set(path, kept)
      if (call === 'pwrite64') kept.change(written(bytesOf(data ?? '').subarray(0, Number(result)), Number(offset)))
      if (call === 'ftruncate') kept.change(content => resized(content, Number(size)))
      if (call.endsWith('sync') && !rest.includes('INJECTED')) kept.sync()
    }
  }
  for (const [path, file] of files) {
    if (path.endsWith('-shm')) continue
    const target = join(into, relative(dataDir, path))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, file.after(hasReached))
  }
}
