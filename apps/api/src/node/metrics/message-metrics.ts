import type { MessageEntry, MessageOutcome } from '../../platform/messages/message-log.ts'
import type { Metric } from './exposition.ts'

const outcomes: readonly MessageOutcome[] = ['sent', 'refused', 'failed']

/** Counts what this process has given to carriers. */
export const makeMessageMetrics = () => {
  const counts = new Map(outcomes.map(outcome => [outcome, 0]))
  return {
    add: ({ outcome }: MessageEntry): void => {
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    },
    collect: (): readonly Metric[] => [
      {
        name: 'laurel_message_attempts_total',
        type: 'counter',
        help: 'Attempts to send messages to members, by what came of them; a failed one was the last.',
        samples: [...counts].map(([outcome, value]) => ({ labels: { outcome }, value })),
      },
    ],
  }
}
