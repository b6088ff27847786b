import { findStatus, readAll } from '@laurel/db'
import { programCredential, type Caller } from './caller.ts'
import { Problem } from './problem.ts'

/**
 * Does something that names a member; where it finds nobody because the card became another's, does it with whom that
 * is now, and where the person was erased, says that. Whoever is there costs nothing more.
 */
export const onMember = async <T>(
  caller: Caller,
  memberId: number | null,
  work: (memberId: number) => Promise<T>,
): Promise<T> => {
  try {
    return await work(memberId ?? 0)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not_found' || memberId === null) throw error
    const database = await caller.deps.databases.open(programCredential(caller).programId)
    const [[found]] = await readAll(database, [findStatus({ memberId })])
    if (found?.status === 'erased') throw new Problem('member_erased')
    if (found?.mergedInto) return onMember(caller, found.mergedInto, work)
    throw error
  }
}
