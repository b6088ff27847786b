import type { EventType, Instant } from '@laurel/core'
import type { WebhookRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { eventView, type ToldEvent } from '../events/told-event.ts'
import type { PresentProgram } from '../enter-program.ts'
import type { PostOutcome } from './post-event.ts'
import { secretsOf } from './secrets-of.ts'
import { signedHeaders } from './signed-headers.ts'

/** Whether an endpoint asked for events of a type. */
export const wants = ({ types }: Pick<WebhookRow, 'types'>): ((type: EventType) => boolean) => {
  if (types === null) return () => true
  const wanted = new Set(JSON.parse(types) as EventType[])
  return type => wanted.has(type)
}

export const isDelivered = (outcome: PostOutcome): boolean =>
  outcome.status !== null && outcome.status >= 200 && outcome.status < 300

/** What sends an endpoint its events, signed as of now. */
export type Send = (event: ToldEvent) => Promise<PostOutcome>

/** Makes ready to send to an endpoint; its secrets are opened once. */
export const sendTo = async (
  deps: Deps,
  program: Pick<PresentProgram, 'id' | 'mode' | 'timeline'>,
  row: WebhookRow,
): Promise<Send> => {
  const now: Instant = deps.now()
  const secrets = await secretsOf(deps, row, now)
  return async event => {
    const view = eventView(event, program)
    const body = JSON.stringify(view)
    return deps.postEvent({
      url: row.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Laurel',
        ...(await signedHeaders(secrets, { id: view.id, at: deps.now(), body })),
      },
      body,
      mayBeLoopback: program.mode === 'test',
    })
  }
}
