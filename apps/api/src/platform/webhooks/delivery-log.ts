/** One attempt to deliver an event, as the operator's log and figures have it. */
export interface DeliveryEntry {
  readonly programId: string
  readonly webhookId: string
  readonly eventId: string
  readonly outcome: 'delivered' | 'failed' | 'dead'
  /** What the endpoint answered, or why it did not. */
  readonly answer: string
}

export type DeliveryLog = (entry: DeliveryEntry) => void
