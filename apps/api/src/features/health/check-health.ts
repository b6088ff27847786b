import { listPrograms, readAll } from '@laurel/db'
import type { Deps } from '../../deps.ts'

/** Whether the server can do its work: whether its database answers. */
export const checkHealth = async (deps: Deps): Promise<boolean> => {
  try {
    await readAll(await deps.databases.control(), [listPrograms({ beforeId: '', limit: 1 })])
    return true
  } catch {
    return false
  }
}
