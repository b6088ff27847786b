import { encodeId } from '@laurel/core'
import type { Database } from '../database.ts'
import { marksOf, NO_SEAL, sealHex, sealOf, type Seal, type SealedTransaction } from '../seals/seal-hash.ts'
import { listSealsAfter, readSealed } from '../seals/seals.repository.ts'
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

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** One seal against the transactions that it covers, named one by one as far as its marks tell. */
const verifySeal = (seal: Seal, transactions: readonly SealedTransaction[]): string[] => {
  const { after, through } = seal
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

/** Seals that follow each other, cut where the chain is broken: what such a run covers can be read at once. */
const runsOf = (seals: readonly Seal[]): readonly (readonly Seal[])[] => {
  const runs: Seal[][] = []
  for (const seal of seals) {
    const run = runs.at(-1)
    if (run && run.at(-1)!.through === seal.after) run.push(seal)
    else runs.push([seal])
  }
  return runs
}

/** A run of seals against the transactions that it covers. */
const verifyRun = async (database: Database, run: readonly Seal[]): Promise<string[]> => {
  const transactions = await readSealed(database, { after: run[0]!.after, through: run.at(-1)!.through })
  let at = 0
  return run.flatMap(seal => {
    const from = at
    while (at < transactions.length && transactions[at]!.id <= seal.through) at++
    return verifySeal(seal, transactions.slice(from, at))
  })
}

/** Walks the chain of seals: each follows the one before, and fits the transactions that it covers (ARCHITECTURE §7). */
export const verifySeals = async (database: Database): Promise<VerifiedSeals> => {
  const faults: string[] = []
  let before: Pick<Seal, 'through' | 'hash'> = NO_SEAL
  let seals = 0
  for (;;) {
    const [page] = await readAll(database, [listSealsAfter({ after: before.through, limit: PAGE })])
    for (const run of runsOf(page)) {
      const found = await verifyRun(database, run)
      for (const seal of run) {
        seals++
        if (seal.after !== before.through || !sameBytes(seal.previous, before.hash))
          faults.push(`the chain of seals is broken before the one through ${txn(seal.through)}`)
        before = seal
      }
      faults.push(...found)
    }
    if (page.length < PAGE) break
  }
  return {
    faults,
    head: seals === 0 ? null : { through: txn(before.through), seals, hash: sealHex(before.hash) },
  }
}
