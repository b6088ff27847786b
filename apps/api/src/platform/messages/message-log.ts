/** What came of an attempt to send a message; a failed one was the last. */
export type MessageOutcome = 'sent' | 'refused' | 'failed'

/** One attempt to send a message, as the operator's log and figures have it: nothing of the person. */
export interface MessageEntry {
  readonly programId: string
  readonly messageId: string
  readonly channel: string
  readonly outcome: MessageOutcome
  /** What the carrier refused it with; null where it took it. */
  readonly code: string | null
}

export type MessageLog = (entry: MessageEntry) => void
