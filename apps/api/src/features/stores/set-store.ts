import { putStore } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { writeOnce } from '../../platform/write.ts'

export interface Store {
  readonly code: string
  readonly name: string
  readonly region: string | null
}

/** Names a store; one that a receipt named first gets its name and region here. */
export const setStore = async (caller: Caller, store: Store): Promise<Store> => {
  const { result } = await writeOnce({ ...caller, idempotency: null }, store, {
    load: [],
    decide: () => ({ statements: [putStore({ ...store })], resource: store.code, result: store }),
    replay: async () => store,
  })
  return result
}
