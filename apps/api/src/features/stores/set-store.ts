import { putStore } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { writeOnce } from '../../platform/write.ts'

export interface Store {
  readonly code: string
  readonly name: string
  readonly region: string | null
}

/** Names a store; one that a receipt named first gets its name and region here. */
export const setStore = async (caller: Caller, store: Store): Promise<Store> => {
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, store, {
    load: [],
    decide: program => {
      requireStore(program, store.code)
      return {
        statements: [putStore({ ...store }), record(program, program.actor, 'storeSet', store.code)],
        resource: store.code,
        result: store,
      }
    },
  })
  return result
}
