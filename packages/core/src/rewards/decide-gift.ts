import type { Day } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import type { Reward } from './reward.ts'

export type GiftRefusal = 'per_member_limit' | 'out_of_stock'

/**
 * Puts pieces of a reward aside as a gift with a purchase (S29 满额馈赠): through which day they can be collected. Stock
 * and the member's limit hold; to whom and when it is given is for the promotion to say, and it costs nothing.
 */
export const decideGift = (
  { perMember, stock, holdDays }: Pick<Reward, 'perMember' | 'stock' | 'holdDays'>,
  { taken, quantity, today }: { readonly taken: number; readonly quantity: number; readonly today: Day },
): Decision<{ readonly collectBy: Day }, GiftRefusal> => {
  if (perMember !== null && taken + quantity > perMember) return reject('per_member_limit', { taken })
  if (stock !== null && stock < quantity) return reject('out_of_stock', { stock })
  return accept({ collectBy: today + holdDays })
}
