import { memberFacts, type Occurrence } from '@laurel/core'
import {
  keptFacts,
  listFactsDue,
  listStandingsOf,
  putFacts,
  readAll,
  soldReceipts,
  soldReceiptStatements,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { DecidedChunk } from './decide-chunk.ts'
import type { JobProgram } from './job-program.ts'
import type { Part } from './part.ts'

/**
 * The facts of the next members whose receipts have changed since they were computed. Each is as of a transaction of the
 * member's: what is bought meanwhile is for another night, and no till is refused for it.
 */
export const computeFacts = async (
  deps: Deps,
  program: JobProgram,
  { at }: Occurrence,
  after: number,
  limit: number,
): Promise<Part> => {
  const { timeZone } = program.timeline
  const halfLifeDays = program.timeline.at(at).insight.recencyHalfLifeDays
  const reader = await deps.databases.reader(program.id)
  const [due] = await readAll(reader, [listFactsDue({ after, halfLifeDays, limit })])
  const ids = due.map(({ memberId }) => memberId)
  const decide = async (): Promise<DecidedChunk> => {
    if (ids.length === 0) return { statements: [], members: 0 }
    const [standings, ...rows] = await readAll(reader, [
      listStandingsOf({ memberIds: JSON.stringify(ids) }),
      ...soldReceiptStatements(ids),
    ])
    const receiptsOf = soldReceipts(rows)
    const kept = standings.flatMap(
      ({ memberId, seq }) =>
        keptFacts(memberId, seq, halfLifeDays, memberFacts(timeZone, receiptsOf(memberId), halfLifeDays)) ?? [],
    )
    return { statements: putFacts(ids, kept), members: ids.length }
  }
  return { memberIds: [], cursor: Math.max(after, ...ids), isLast: ids.length < limit, decide }
}
