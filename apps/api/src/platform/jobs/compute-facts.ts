import { memberFacts, type Occurrence } from '@laurel/core'
import {
  keptFacts,
  listFactsBehind,
  listStandingsOf,
  putFacts,
  putGoods,
  raiseFacts,
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
  const [behind] = await readAll(reader, [listFactsBehind({ after, halfLifeDays, limit })])
  const ids = behind.filter(({ isDue }) => isDue).map(({ memberId }) => memberId)
  const raised = raiseFacts(behind.filter(({ isDue }) => !isDue))
  const decide = async (): Promise<DecidedChunk> => {
    if (ids.length === 0) return { statements: raised, members: 0 }
    const [standings, ...rows] = await readAll(reader, [
      listStandingsOf({ memberIds: JSON.stringify(ids) }),
      ...soldReceiptStatements(ids),
    ])
    const receiptsOf = soldReceipts(rows)
    const kept = standings.flatMap(
      ({ memberId, seq }) =>
        keptFacts(memberId, seq, halfLifeDays, memberFacts(timeZone, receiptsOf(memberId), halfLifeDays)) ?? [],
    )
    const goods = await putGoods(reader, ids, receiptsOf)
    return { statements: [...raised, ...putFacts(ids, kept), ...goods], members: ids.length }
  }
  const cursor = behind.at(-1)?.memberId ?? after
  return { memberIds: [], cursor, isLast: behind.length < limit, decide }
}
