import { requestCredential, type Caller } from '../../platform/caller.ts'
import { onMember } from '../../platform/present-member.ts'
import { laneOf, purchaseCommand, type RecordedPurchase } from './purchase-command.ts'
import type { PurchaseBody } from './purchases.schemas.ts'
import { recordPurchases } from './record-purchases.ts'

/** Who asks decides what is decided together, so that one request's key never answers for another's. */
const kindOf = (caller: Caller): string => {
  const credential = requestCredential(caller)
  const who = credential.kind === 'member' ? credential.memberId : credential.hash.join()
  return `purchase ${credential.programId} ${credential.kind} ${who}`
}

/** Records a receipt: judged, explained and durable when this answers. */
export const recordPurchase = async (caller: Caller, body: PurchaseBody): Promise<RecordedPurchase> => {
  const { admit, idempotency } = caller
  const command = await purchaseCommand(caller, body, { idempotencyKeyHash: idempotency?.keyHash ?? null, admit })
  return onMember(caller, command.memberId, memberId => {
    const one = { ...command, memberId }
    return caller.lanes.submit(
      kindOf(caller),
      laneOf(caller, one),
      one,
      async commands => (await recordPurchases(caller, commands)).outcomes,
    )
  })
}
