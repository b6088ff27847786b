import { join } from 'node:path'
import { startNodeServer, type NodeServer } from '@laurel/load/node-server'
import { cpuSecondsOf } from '../http/cpu.ts'
import { bareRows, countRows, type BareRows } from './bare-rows.ts'
import { bringIn, openProgram, undo, type BroughtIn, type FileKind, type Target, type Undone } from './bring-in.ts'
import { memberFile, receiptFile } from './files.ts'
import { residentMemoryOf } from './memory.ts'
import { watch, type Held, type Watched } from './watch.ts'

/** So many receipts a member has. */
const RECEIPTS = 10
/** So many go together: they are decided on one load and written in one commit. */
const UNITS = 50
/** So many rows warm a server up. */
const WARM = 500

/** A file of so many rows brought in and undone, with what the server held meanwhile. */
export interface Ran {
  readonly import: BroughtIn
  readonly undo: Undone
  /** The same rows through the engine alone. */
  readonly bare: BareRows
  /** What the process held before, warmed up; null where the platform does not tell. */
  readonly before: number | null
  readonly importing: Held
  readonly undoing: Held
  /** Of the whole process while it brought the file in; NaN where the platform does not tell. */
  readonly cpuSeconds: number
}

const watched = ({ url, operatorKey, pid }: NodeServer): Watched => ({
  resident: residentMemoryOf(pid),
  heap: async () => {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${operatorKey}` } })
    return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(await answer.text())?.[1])
  },
})

/** The young generation stays as large as it is by default: it would shrink with the old one, and be collected all the time. */
const heapOf = (mb: number): string => `--max-old-space-size=${mb} --max-semi-space-size=16`

/** The file of a kind, once the members are there whom it names. */
const fileOf = async (target: Target, kind: FileKind, rows: number) => {
  if (kind === 'members') return () => memberFile(rows)
  const members = Math.ceil(rows / RECEIPTS)
  await bringIn(target, 'members', memberFile(members))
  return () => receiptFile(rows, members)
}

/** Brings a file in and undoes it in a server of its own, self-hosted, whose heap ends at so many MB. */
export const runSelfHosted = async (kind: FileKind, rows: number, dataDir: string, heapMb: number): Promise<Ran> => {
  const server = await startNodeServer({ dataDir, env: { NODE_OPTIONS: heapOf(heapMb) } })
  try {
    const warm = await openProgram(server.url, server.operatorKey)
    const warmFile = await fileOf(warm, kind, Math.min(rows, WARM))
    await undo(warm, await bringIn(warm, kind, warmFile()))

    const program = await openProgram(server.url, server.operatorKey)
    const file = await fileOf(program, kind, rows)
    const path = join(dataDir, 'programs', `${program.id}.db`)
    const there = countRows(path)
    const memory = watched(server)
    const before = memory.resident?.now() ?? null
    const cpuBefore = cpuSecondsOf(server.pid)
    const { result: imported, held: importing } = await watch(memory, () => bringIn(program, kind, file()))
    const cpuSeconds = cpuSecondsOf(server.pid) - cpuBefore
    const bare = await bareRows(path, there, Math.ceil(rows / UNITS))
    const { result: undone, held: undoing } = await watch(memory, () => undo(program, imported))
    return { import: imported, undo: undone, bare, before, importing, undoing, cpuSeconds }
  } finally {
    await server.stop()
  }
}
