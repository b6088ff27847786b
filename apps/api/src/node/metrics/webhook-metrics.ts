import type { DeliveryEntry } from '../../platform/webhooks/delivery-log.ts'
import type { Metric } from './exposition.ts'

const outcomes: readonly DeliveryEntry['outcome'][] = ['delivered', 'failed', 'dead']

/** Counts what this process has sent to endpoints. */
export const makeWebhookMetrics = () => {
  const counts = new Map(outcomes.map(outcome => [outcome, 0]))
  return {
    add: ({ outcome }: DeliveryEntry): void => {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    },
    collect: (): readonly Metric[] => [
      {
        name: 'laurel_webhook_deliveries_total',
        type: 'counter',
        help: 'Attempts to deliver events to endpoints, by what came of them; a dead one was the last.',
        samples: [...counts].map(([outcome, value]) => ({ labels: { outcome }, value })),
      },
    ],
  }
}
