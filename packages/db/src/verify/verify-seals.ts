import { encodeId } from '@laurel/core'
import type { Database } from '../database.ts'
import { marksOf, NO_SEAL, sealHex, sealOf, type Seal } from '../seals/seal-hash.ts'
import { listSealsAfter, readForSeal } from '../seals/seals.repository.ts'
import { readAll } from '../statement.ts'

/** The end of the chain of seals: kept elsewhere, it proves later that nothing before it was changed. */
export interface SealHead {
  /** The last transaction that it covers. */
  readonly through: string
  readonly seals: number
  readonly hash: string
}

/** What a walk along the seals found. `head` is null where nothing is sealed. */
export interface VerifiedSeals {
  readonly head: SealHead | null
  readonly faults: readonly string[]
}

const PAGE = 20

const txn = (id: number): string => encodeId('txn', id)

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => sealHex(a) === sealHex(b)

/** One seal against the transactions that it covers, named one by one as far as its marks tell. */
const verifySeal = async (database: Database, seal: Seal): Promise<string[]> => {
  const { after, through } = seal
  const transactions = await readForSeal(database, { after, through, limit: Number.MAX_SAFE_INTEGER })
  const again =
    transactions.length > 0 ? sealOf({ through: after, hash: seal.previous }, transactions, seal.sealedAt) : null
  if (again && again.through === through && sameBytes(again.hash, seal.hash) && sameBytes(again.marks, seal.marks))
    return []
  const sealed = marksOf(seal)
  const found = again ? marksOf(again) : new Map<number, string>()
  const named = [
    ...[...sealed.keys()].filter(id => !found.has(id)).map(id => `${txn(id)} was removed after it was sealed`),
    ...[...found].flatMap(([id, mark]) => {
      const kept = sealed.get(id)
      if (kept === undefined) return [`${txn(id)} was slipped in behind the seal`]
      return kept === mark ? [] : [`${txn(id)} was changed after it was sealed`]
    }),
  ]
  return named.length > 0 ? named : [`the seal through ${txn(through)} was changed`]
}

/** Walks the chain of seals: each follows the one before, and fits the transactions that it covers (ARCHITECTURE §7). */
export const verifySeals = async (database: Database): Promise<VerifiedSeals> => {
  const faults: string[] = []
  let before: Pick<Seal, 'through' | 'hash'> = NO_SEAL
  let seals = 0
  for (;;) {
    const [page] = await readAll(database, [listSealsAfter({ after: before.through, limit: PAGE })])
    for (const seal of page) {
      seals++
      if (seal.after !== before.through || !sameBytes(seal.previous, before.hash))
        faults.push(`the chain of seals is broken before the one through ${txn(seal.through)}`)
      faults.push(...(await verifySeal(database, seal)))
      before = seal
    }
    if (page.length < PAGE) break
  }
  return {
    faults,
    head: seals === 0 ? null : { through: txn(before.through), seals, hash: sealHex(before.hash) },
  }
}
