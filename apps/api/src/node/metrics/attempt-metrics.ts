import type { MessageEntry } from '../../platform/messages/message-log.ts'
import type { DeliveryEntry } from '../../platform/webhooks/delivery-log.ts'
import type { Metric } from './exposition.ts'

/** Counts attempts by what came of them: every outcome from the start, so that none of them appears out of nothing. */
const countOutcomes = <O extends string>(name: string, help: string, outcomes: readonly O[]) => {
  const counts = new Map(outcomes.map(outcome => [outcome, 0]))
  return {
    add: ({ outcome }: { readonly outcome: O }): void => {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    },
    collect: (): Metric => ({
      name,
      type: 'counter',
      help,
      samples: [...counts].map(([outcome, value]) => ({ labels: { outcome }, value })),
    }),
  }
}

/** Counts what this process has sent to endpoints, and given to carriers. */
export const makeAttemptMetrics = () => {
  const deliveries = countOutcomes<DeliveryEntry['outcome']>(
    'laurel_webhook_deliveries_total',
    'Attempts to deliver events to endpoints, by what came of them; a dead one was the last.',
    ['delivered', 'failed', 'dead'],
  )
  const messages = countOutcomes<MessageEntry['outcome']>(
    'laurel_message_attempts_total',
    'Attempts to send messages to members, by what came of them; a failed one was the last.',
    ['sent', 'refused', 'failed'],
  )
  return {
    delivery: deliveries.add,
    message: messages.add,
    collect: (): readonly Metric[] => [deliveries.collect(), messages.collect()],
  }
}
