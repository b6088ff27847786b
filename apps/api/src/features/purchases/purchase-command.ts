import type { Statement } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { programCredential } from '../../platform/caller.ts'
import { decodeId } from '../../platform/ids.ts'
import { bodyHash } from '../../platform/write.ts'
import type { PurchaseBody, PurchaseView } from './purchases.schemas.ts'

/** A receipt to be recorded. Its hash is that of the body after parsing. */
export interface PurchaseCommand {
  /** Null where the id was none of a member. */
  readonly memberId: number | null
  readonly body: PurchaseBody
  readonly bodyHash: Uint8Array
  readonly idempotencyKeyHash: Uint8Array | null
  /** Takes the request from its own allowance, where it is decided together with others; null for a batch's. */
  readonly admit: Caller['admit'] | null
  /** Whether it comes from an old system: it counts, and gives and takes nothing. */
  readonly isPast?: boolean
  /** What else is written with the purchase, once its id is known. */
  readonly beside?: (purchaseId: number) => readonly Statement[]
}

export interface RecordedPurchase {
  readonly view: PurchaseView
  readonly replayed: boolean
}

/** The command that a receipt is. */
export const purchaseCommand = async (
  caller: Caller,
  body: PurchaseBody,
  { idempotencyKeyHash, admit }: Pick<PurchaseCommand, 'idempotencyKeyHash' | 'admit'>,
): Promise<PurchaseCommand> => ({
  memberId: decodeId('mem', body.memberId),
  body,
  bodyHash: await bodyHash(caller, body),
  idempotencyKeyHash,
  admit,
})

/** The lane of a command's member. */
export const laneOf = (caller: Caller, { memberId }: PurchaseCommand): string =>
  `${programCredential(caller).programId} ${memberId ?? 0}`
