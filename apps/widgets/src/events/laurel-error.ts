import type { Failure, FailureCode } from '../api/failure.ts'

/** Loading failed. What was shown before may still be shown. */
export class LaurelErrorEvent extends CustomEvent<{
  readonly code: FailureCode
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly requestId: string | null
}> {
  constructor({ code, status, requestId }: Failure) {
    super('laurel-error', { bubbles: true, composed: true, detail: { code, status, requestId } })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'laurel-error': LaurelErrorEvent
  }
}
