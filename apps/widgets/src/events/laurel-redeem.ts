/** A reward that a member has redeemed. Points are whole, of all pieces. */
export interface Redemption {
  readonly id: string
  readonly reward: string
  readonly name: Readonly<Record<string, string>>
  readonly quantity: number
  readonly points: number
  /** What the member shows to collect it. */
  readonly code: string
  /** The last day, `YYYY-MM-DD`, on which it can be collected. */
  readonly collectBy: string | null
}

/** The member has redeemed a reward in this element. */
export class LaurelRedeemEvent extends CustomEvent<{ readonly redemption: Redemption }> {
  constructor(redemption: Redemption) {
    super('laurel-redeem', { bubbles: true, composed: true, detail: { redemption } })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'laurel-redeem': LaurelRedeemEvent
  }
}
