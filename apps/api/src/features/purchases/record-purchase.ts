import { programCredential, type Caller } from '../../platform/caller.ts'
import { laneOf, purchaseCommand, type RecordedPurchase } from './purchase-command.ts'
import type { PurchaseBody } from './purchases.schemas.ts'
import { recordPurchases } from './record-purchases.ts'

/** Keys are told apart in a lane, so that one request's key never answers for another's. */
const kindOf = (caller: Caller): string => {
  const credential = programCredential(caller)
  return `purchase ${credential.kind === 'member' ? 'member' : credential.hash.join()}`
}

/** Records a receipt: judged, explained and durable when this answers. */
export const recordPurchase = async (caller: Caller, body: PurchaseBody): Promise<RecordedPurchase> => {
  const command = await purchaseCommand(caller, body, caller.idempotency?.keyHash ?? null)
  return caller.lanes.submit(
    kindOf(caller),
    laneOf(caller, command),
    command,
    async commands => (await recordPurchases(caller, commands)).outcomes,
  )
}
