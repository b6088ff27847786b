import { once } from 'node:events'

/** What an isolate holds, as its inspector tells it. */
export interface IsolateHeap {
  /** In bytes: objects and the buffers that they hold, with what garbage was not collected yet. */
  readonly used: () => Promise<number>
  readonly close: () => void
}

interface Answer {
  readonly id?: number
  readonly result?: { readonly usedSize: number; readonly backingStorageSize: number }
  readonly error?: { readonly message: string }
}

/** Opens an isolate's inspector (Chrome DevTools Protocol). */
export const openIsolateHeap = async (inspectorUrl: string): Promise<IsolateHeap> => {
  const socket = new WebSocket(inspectorUrl)
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  await once(socket, 'open')
  let asked = 0
  return {
    used: async () => {
      const id = ++asked
      const answered = new Promise<Answer>(resolve => waiting.set(id, resolve))
      socket.send(JSON.stringify({ id, method: 'Runtime.getHeapUsage' }))
      const { result, error } = await answered
      waiting.delete(id)
      if (!result) throw new Error(`the isolate does not tell its heap: ${error?.message}`)
      return result.usedSize + result.backingStorageSize
    },
    close: () => socket.close(),
  }
}
