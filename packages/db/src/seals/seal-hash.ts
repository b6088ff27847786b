import type { LotUnit, TransactionKind, Transfer } from '@laurel/core'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { InferSelectModel } from 'drizzle-orm'
import type { seals } from './seals.tables.ts'

/** A transaction with everything of it that never changes: what a seal covers. */
export interface SealedTransaction {
  readonly id: number
  readonly memberId: number
  readonly seq: number
  readonly kind: TransactionKind
  readonly occurredAt: number
  readonly recordedAt: number
  readonly rulesVersion: number
  readonly causeId: number | null
  readonly actorId: number
  readonly transfers: readonly Transfer[]
  readonly lots: readonly {
    readonly unit: LotUnit
    readonly earnedAt: number
    readonly expiresOn: number | null
    readonly amount: number
    readonly opened: number
  }[]
  readonly moves: readonly { readonly lot: number; readonly unit: LotUnit; readonly delta: number }[]
}

export type Seal = InferSelectModel<typeof seals>

/** What comes before the first seal. */
export const NO_SEAL = { through: 0, hash: new Uint8Array(32) } as const

/** What a transaction is refused with whose id a seal has passed: its writer decides again, with an id beyond. */
export const SEALED = 'the journal is sealed beyond this id'

const ID_BYTES = 8
const DIGEST_BYTES = 8
const MARK_BYTES = ID_BYTES + DIGEST_BYTES

/** A transaction as text, the same for ever: one line for it, one for each transfer, lot and move, in a fixed order. */
export const sealedText = (transaction: SealedTransaction): string => {
  const { id, memberId, seq, kind, occurredAt, recordedAt, rulesVersion, causeId, actorId } = transaction
  const { transfers, lots, moves } = transaction
  const head = [id, memberId, seq, kind, occurredAt, recordedAt, rulesVersion, causeId ?? '-', actorId]
  return [
    `transaction ${head.join(' ')}`,
    ...transfers.map(({ debit, credit, unit, amount }) => `transfer ${debit} ${credit} ${unit} ${amount}`),
    ...lots.map(
      ({ unit, earnedAt, expiresOn, amount, opened }) =>
        `lot ${unit} ${earnedAt} ${expiresOn ?? '-'} ${amount} ${opened}`,
    ),
    ...moves.map(({ lot, unit, delta }) => `move ${lot} ${unit} ${delta}`),
    '',
  ].join('\n')
}

const digestOf = (transaction: SealedTransaction): Uint8Array => sha256(utf8ToBytes(sealedText(transaction)))

const idBytes = (id: number): Uint8Array => {
  const bytes = new Uint8Array(ID_BYTES)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(id))
  return bytes
}

/**
 * The seal over the next transactions, in the order of their ids: SHA-256 over the hash before, what it covers and when,
 * and the digest of each transaction's text. Throws where there is nothing to seal.
 */
export const sealOf = (
  before: Pick<Seal, 'through' | 'hash'>,
  transactions: readonly SealedTransaction[],
  sealedAt: number,
): Seal => {
  const last = transactions.at(-1)
  if (!last) throw new Error('there is nothing to seal')
  const digests = transactions.map(digestOf)
  const covers = `seal ${before.through} ${last.id} ${transactions.length} ${sealedAt}\n`
  return {
    through: last.id,
    after: before.through,
    transactions: transactions.length,
    sealedAt,
    previous: before.hash,
    hash: sha256(concatBytes(before.hash, utf8ToBytes(covers), ...digests)),
    marks: concatBytes(...transactions.flatMap(({ id }, i) => [idBytes(id), digests[i]!.subarray(0, DIGEST_BYTES)])),
  }
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

/** The marks of a seal: the beginning of each transaction's digest, by its id. */
export const marksOf = ({ marks }: Pick<Seal, 'marks'>): ReadonlyMap<number, string> => {
  const view = new DataView(marks.buffer, marks.byteOffset, marks.byteLength)
  return new Map(
    Array.from({ length: Math.floor(marks.byteLength / MARK_BYTES) }, (_, i) => [
      Number(view.getBigUint64(i * MARK_BYTES)),
      hex(marks.subarray(i * MARK_BYTES + ID_BYTES, (i + 1) * MARK_BYTES)),
    ]),
  )
}

/** A hash as people read and keep it. */
export const sealHex = hex
