import type { Database } from '../database.ts'
import { Connection } from './connection.ts'

/** One file, opened to be read only: by a checker in a process of its own. Writes nothing, checkpoints nothing. */
export const connectReadOnly = (path: string): Database => {
  const connection = new Connection(path, { create: false, readOnly: true, busyTimeoutMs: 5_000 })
  return {
    read: async statements => connection.read(statements),
    commit: () => Promise.reject(new Error('this file was opened to be read only')),
    close: async () => connection.dispose(),
  }
}
