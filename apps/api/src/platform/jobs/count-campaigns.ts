import type { Occurrence } from '@laurel/core'
import { addAnswers, beginAnswers, countAnswers, listAnswering, readAll, tellAnswers } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { JobProgram } from './job-program.ts'
import type { Part } from './part.ts'

/** Where a night's counting stands once it has begun: before the first member. */
const BEGUN = 0
/** A member is counted in a tenth of the time that one takes all of whose receipts are looked at. */
const AT_ONCE = 10

/**
 * What campaigns have brought by a night (S15), a range of members after the other: it goes on where it was cut off, and
 * takes the place of what was told before once all are counted.
 */
export const countCampaigns = async (
  deps: Deps,
  program: JobProgram,
  { at }: Occurrence,
  after: number,
  limit: number,
): Promise<Part> => {
  if (after < BEGUN)
    return {
      memberIds: [],
      cursor: BEGUN,
      isLast: false,
      decide: async () => ({ statements: [beginAnswers({})], members: 0 }),
    }
  const reader = await deps.databases.reader(program.id)
  const size = limit * AT_ONCE
  const [ids] = await readAll(reader, [listAnswering({ at, after, limit: size })])
  const through = ids.at(-1)?.memberId ?? after
  const isLast = ids.length < size
  return {
    memberIds: [],
    cursor: through,
    isLast,
    decide: async () => {
      const [counts] = await readAll(reader, [countAnswers({ at, after, through })])
      return { statements: [...addAnswers(counts), ...(isLast ? tellAnswers(at) : [])], members: 0 }
    },
  }
}
