import { readFileSync } from 'node:fs'
import { startEdge } from '@laurel/edge'
import { workbookFile, rowOf } from '@laurel/api/testing/workbook-file'
import { bringIn, openProgram, undo, type BroughtIn, type FileKind, type Undone } from './bring-in.ts'
import { memberCells, memberFile, MEMBER_COLUMNS, receiptFile, type MadeFile } from './files.ts'
import { openIsolateHeap } from './isolate-heap.ts'
import { residentMemoryOf } from './memory.ts'
import { watch, type Held } from './watch.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OPERATOR_KEY = 'op_bench'
/** So many rows warm a Worker up. */
const WARM = 200

/** How a file comes to the Worker. */
export type EdgeFile = 'purchases' | 'workbook'

/** What a Worker held while it took a file in, worked on it for a while, and undid that. */
export interface EdgeRan {
  readonly sent: number
  readonly import: BroughtIn
  readonly undo: Undone
  /** What workerd held before, warmed up; null where the platform does not tell. */
  readonly before: number | null
  readonly importing: Held
  readonly undoing: Held
}

/** Workerd is a child of this process. */
const workerdPid = (): number | null => {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
  const found = children.find(pid => pid !== '' && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd')
  return found === undefined ? null : Number(found)
}

const madeFile = (how: EdgeFile, rows: number, members: number): MadeFile | Uint8Array<ArrayBuffer> => {
  if (how === 'purchases') return receiptFile(rows, members)
  const all = [MEMBER_COLUMNS, ...Array.from({ length: rows }, (_, n) => memberCells(n))]
  return workbookFile({ sheets: [{ name: 'Members', rows: all.map(cells => rowOf(...cells)).join('') }] })
}

/** Sends a file to a Worker of its own on workerd, has it worked on for so many seconds at most, and undoes that. */
export const runOnWorkerd = async (how: EdgeFile, rows: number, dataDir: string, longest: number): Promise<EdgeRan> => {
  const kind: FileKind = how === 'purchases' ? 'purchases' : 'members'
  const contentType = how === 'workbook' ? WORKBOOK : 'text/csv'
  const edge = await startEdge({
    port: 0,
    dataDir,
    inspect: true,
    env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY, LAUREL_LOG: 'off' },
  })
  try {
    const program = await openProgram(edge.url, OPERATOR_KEY)
    const members = Math.min(rows, WARM)
    if (how === 'purchases') await bringIn(program, 'members', memberFile(members))
    else await undo(program, await bringIn(program, kind, madeFile(how, members, members), { contentType }))
    const pid = workerdPid()
    const resident = pid === null ? null : residentMemoryOf(pid)
    const heap = await openIsolateHeap(edge.inspectorUrl!)
    const memory = { resident, heap: heap.used }
    const file = madeFile(how, rows, members)
    const before = resident?.now() ?? null
    const imported = await watch(memory, () => bringIn(program, kind, file, { contentType, longest }))
    const undone = await watch(memory, () => undo(program, imported.result))
    heap.close()
    return {
      sent: rows,
      import: imported.result,
      undo: undone.result,
      before,
      importing: imported.held,
      undoing: undone.held,
    }
  } finally {
    await edge.close()
  }
}
