import { listMergedCards, readAll } from '@laurel/db'
import type { Caller } from './caller.ts'
import type { OpenProgram } from './enter-program.ts'
import { encodeId } from './ids.ts'
import { sameBytes } from './secrets.ts'
import { bodyHash } from './write.ts'

/**
 * Whether a body is the one that came under its till's number before: as it was, or naming the member by another of the
 * cards that were merged since. Reads only where the bodies differ.
 */
export const isSameBody = async (
  caller: Caller,
  { database }: OpenProgram,
  { body, hash }: { readonly body: { readonly memberId: string }; readonly hash: Uint8Array },
  before: { readonly memberId: number; readonly bodyHash: Uint8Array },
): Promise<boolean> => {
  if (sameBytes(before.bodyHash, hash)) return true
  const [merged] = await readAll(database, [listMergedCards({ memberId: before.memberId })])
  const ids = [before.memberId, ...merged.map(({ id }) => id)].map(id => encodeId('mem', id))
  if (!ids.includes(body.memberId)) return false
  const hashes = await Promise.all(ids.map(memberId => bodyHash(caller, { ...body, memberId })))
  return hashes.some(other => sameBytes(before.bodyHash, other))
}
