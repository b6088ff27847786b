import { formatInstant } from '@laurel/core'
import { findBooks, listStaffActs, type StaffAct } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { openReason } from '../../platform/reasons.ts'

/** What may be done to a member by hand. */
export const acts = ['adjustment', 'topupReversal', 'prepaidRefund', 'tier'] as const

const doneBy = ({ id, kind, causeId }: StaffAct): { act: (typeof acts)[number]; id: string } => {
  switch (kind) {
    case 'reverse':
      return { act: 'topupReversal', id: encodeId('top', causeId ?? id) }
    case 'refund':
      return { act: 'prepaidRefund', id: encodeId('ref', id) }
    case 'tier':
      return { act: 'tier', id: encodeId('tier', id) }
    default:
      return { act: 'adjustment', id: encodeId('adj', id) }
  }
}

/** A page of what was done to a member by hand, newest first: what, when, by which key, and why. */
export const readAudit = async (
  caller: Caller,
  memberId: number | null,
  query: { limit: number; cursor?: string | undefined },
) => {
  const [beforeSeq] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [
    findBooks({ memberId: memberId ?? 0 }),
    listStaffActs(memberId ?? 0, beforeSeq!, query.limit + 1),
  ])
  const [[member], found] = rows
  if (!member) throw new Problem('not_found')
  const { timeZone } = program.timeline
  const { data, nextCursor } = page(
    found,
    query.limit,
    act => [act.seq],
    act => act,
  )
  return {
    data: await Promise.all(
      data.map(async act => ({
        ...doneBy(act),
        transactionId: encodeId('txn', act.id),
        occurredAt: formatInstant(act.occurredAt, timeZone),
        recordedAt: formatInstant(act.recordedAt, timeZone),
        keyId: encodeId('key', act.actorId),
        reason: await openReason(caller.deps, act),
      })),
    ),
    nextCursor,
  }
}
