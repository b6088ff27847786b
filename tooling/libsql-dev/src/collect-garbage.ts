import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | undefined

/**
 * Collects garbage now. A native connection lives, with its locks, until its last statement is collected, and the engine
 * has no other way to end one: without this, a connection thrown away could still lock the file for the next.
 */
export async function collectGarbage(): Promise<void> {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  // A turn before, so that no frame still points at the connection; one after, for its finalizers.
  await new Promise(resolve => setImmediate(resolve))
  collect()
  await new Promise(resolve => setImmediate(resolve))
}
