import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collectGarbage: (() => void) | undefined

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

/**
 * Lets go of the files of closed connections. Native libsql has no way to finalize a statement: SQLite keeps the file
 * open, and its log unchecked, until the garbage collector has taken the last one. Never two connections on one file,
 * so a closed one must be gone before the next is opened.
 */
export async function releaseHandles(): Promise<void> {
  collectGarbage ??= collector()
  for (let round = 0; round < 2; round += 1) {
    collectGarbage()
    // Native finalizers run once the stack is empty.
    await new Promise(resolve => setImmediate(resolve))
  }
}
