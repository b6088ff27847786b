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

const HASH_BYTES = 32
const ID_BYTES = 8
const DIGEST_BYTES = 8
const MARK_BYTES = ID_BYTES + DIGEST_BYTES

/** A transaction as text, the same for ever: one line for it, one for each transfer, lot and move, in a fixed order. */
export const sealedText = (transaction: SealedTransaction): string => {
  const { id, memberId, seq, kind, occurredAt, recordedAt, rulesVersion, causeId, actorId } = transaction
  let text = `transaction ${id} ${memberId} ${seq} ${kind} ${occurredAt} ${recordedAt} ${rulesVersion} ${causeId ?? '-'} ${actorId}\n`
  for (const { debit, credit, unit, amount } of transaction.transfers)
    text += `transfer ${debit} ${credit} ${unit} ${amount}\n`
  for (const { unit, earnedAt, expiresOn, amount, opened } of transaction.lots)
    text += `lot ${unit} ${earnedAt} ${expiresOn ?? '-'} ${amount} ${opened}\n`
  for (const { lot, unit, delta } of transaction.moves) text += `move ${lot} ${unit} ${delta}\n`
  return text
}

/** The runtime's own hashing, where it has one: it takes a fifth of the time. */
const native = globalThis.process?.getBuiltinModule?.('node:crypto')?.hash

/** Writes the SHA-256 of a text. */
const digestInto: (bytes: Uint8Array, at: number, text: string) => void = native
  ? (bytes, at, text) => {
      const digest = native('sha256', text, 'binary')
      for (let i = 0; i < HASH_BYTES; i++) bytes[at + i] = digest.charCodeAt(i)
    }
  : (bytes, at, text) => bytes.set(sha256(utf8ToBytes(text)), at)

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
  const digests = new Uint8Array(transactions.length * HASH_BYTES)
  const marks = new Uint8Array(transactions.length * MARK_BYTES)
  const ids = new DataView(marks.buffer)
  for (const [i, transaction] of transactions.entries()) {
    digestInto(digests, i * HASH_BYTES, sealedText(transaction))
    ids.setBigUint64(i * MARK_BYTES, BigInt(transaction.id))
    marks.set(digests.subarray(i * HASH_BYTES, i * HASH_BYTES + DIGEST_BYTES), i * MARK_BYTES + ID_BYTES)
  }
  const covers = `seal ${before.through} ${last.id} ${transactions.length} ${sealedAt}\n`
  return {
    through: last.id,
    after: before.through,
    transactions: transactions.length,
    sealedAt,
    previous: before.hash,
    hash: sha256(concatBytes(before.hash, utf8ToBytes(covers), digests)),
    marks,
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
