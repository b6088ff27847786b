import { formatInstant } from '@laurel/core'
import { listSeals, sealHex } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'

/** The seals of the journal, newest first. */
export const readSeals = async (
  caller: Caller,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const [before] = readCursor(cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listSeals({ before: before!, limit: limit + 1 })])
  return page(
    rows[0],
    limit,
    seal => [seal.through],
    ({ after, through, transactions, sealedAt, previous, hash }) => ({
      after: after === 0 ? null : encodeId('txn', after),
      through: encodeId('txn', through),
      transactions,
      sealedAt: formatInstant(sealedAt, program.timeline.timeZone),
      previousHash: sealHex(previous),
      hash: sealHex(hash),
    }),
  )
}
