import type { MemberSummary } from '../api/me.ts'

/** The element shows the member's data: for the first time, or new after a refresh. */
export class LaurelReadyEvent extends CustomEvent<{ readonly summary: MemberSummary }> {
  constructor(summary: MemberSummary) {
    super('laurel-ready', { bubbles: true, composed: true, detail: { summary } })
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'laurel-ready': LaurelReadyEvent
  }
}
