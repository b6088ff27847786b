// One import in a thread of its own, whose heap is bounded by who starts it.
import { getHeapStatistics } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { createApp } from '@laurel/api/app'
import { FileReader } from '@laurel/api/import-file'
import { openInside, OPERATOR_KEY } from '../scale/inside.ts'
import { contacts } from './contacts.ts'

/** What is asked of the thread. */
export interface ImportRun {
  readonly rows: number
  readonly dataDir: string
}

/** What it took: seconds, and the most memory in bytes. */
export interface ImportRan {
  readonly parsing: number
  readonly takingIn: number
  readonly workingOff: number
  readonly memory: number
}

const { rows, dataDir } = workerData as ImportRun
const NOW = Date.UTC(2026, 2, 10, 15)

let memory = 0
const look = () => {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics()
  memory = Math.max(memory, heap + external)
}

const seconds = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

const inside = await openInside(dataDir, NOW)
const program = await inside.call<{ id: string; secretKey: string }>('POST', '/v1/programs', OPERATOR_KEY, {
  name: 'Imports',
  mode: 'live',
  preset: 'wangfujing',
})

const parsing = await seconds(async () => {
  const file = new FileReader(inside.deps.imports.kinds.members, {}, 'csv')
  for await (const _ of file.read(ReadableStream.from(contacts(rows))));
})

const takingIn = await seconds(async () => {
  const file = contacts(rows)
  const body = new ReadableStream<Uint8Array>(
    {
      pull: controller => {
        look()
        const piece = file.next()
        if (piece.done) controller.close()
        else controller.enqueue(piece.value)
      },
    },
    { highWaterMark: 0 },
  )
  const request: RequestInit = {
    method: 'POST',
    headers: { authorization: `Bearer ${program.secretKey}`, 'content-type': 'text/csv' },
    body,
    duplex: 'half' as const,
  }
  const answer = await createApp(inside.deps).request('/v1/imports?kind=members', request)
  if (answer.status !== 202) throw new Error(`the file was answered ${answer.status} ${await answer.text()}`)
})

const workingOff = await seconds(async () => {
  while (await inside.deps.imports.goOn(inside.deps, program.id, { chunks: 1, deadline: Infinity })) look()
})

await inside.close()
parentPort!.postMessage({ parsing, takingIn, workingOff, memory } satisfies ImportRan)
