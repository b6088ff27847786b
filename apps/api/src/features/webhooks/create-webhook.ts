import { addWebhook, countWebhooks, findWebhook, readAll, scheduleWebhooks, type WebhookRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { encodeId, firstIdAt } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { urlFault } from '../../platform/webhooks/endpoint-url.ts'
import { MOST_WEBHOOKS } from '../../platform/webhooks/most-webhooks.ts'
import { newWebhookSecret } from '../../platform/webhooks/secrets-of.ts'
import { again, writeOnce, type Answer } from '../../platform/write.ts'
import { renderWebhook, type WebhookView } from './webhook-view.ts'
import type { CreateWebhook } from './webhooks.schemas.ts'

/** An endpoint that was just asked for is looked at after so long: by then it is there. */
const SOON_MS = 15_000

/** Refuses a URL that leads where nothing may be sent. */
export const requireUrl = (program: OpenProgram, url: string): void => {
  const message = urlFault(url, program.mode)
  if (message !== null) throw new Problem('invalid_request', { errors: [{ path: 'url', message }] })
}

/** Types as they are kept: each once. */
export const keptTypes = (types: readonly string[] | null | undefined): string | null =>
  types === null || types === undefined ? null : JSON.stringify([...new Set(types)])

/** An endpoint of the program. Throws not_found. */
export const loadWebhook = async (program: OpenProgram, id: number): Promise<WebhookRow> => {
  const [[row]] = await readAll(program.database, [findWebhook({ id })])
  if (!row) throw new Problem('not_found')
  return row
}

/** Has the control database know that this program has endpoints, before it has: one that nobody looks after is worse. */
const announcing = (deps: Deps) => {
  let isDone = false
  return async (programId: string): Promise<void> => {
    if (isDone) return
    const control = await deps.databases.control()
    await again(deps, () => control.commit([scheduleWebhooks({ id: programId, dueAt: deps.now() + SOON_MS })]))
    isDone = true
  }
}

/** Makes an endpoint, which is sent what happens from now on. */
export const createWebhook = (
  caller: Caller,
  body: CreateWebhook,
): Promise<Answer<WebhookView & { readonly secret?: string }>> => {
  const { deps } = caller
  const record = auditing(deps)
  const announce = announcing(deps)
  const secret = newWebhookSecret(deps)
  const createdAt = deps.now()
  let id = deps.ids.next()
  const work = () =>
    writeOnce(caller, body, {
      load: [countWebhooks({})],
      decide: async (program, [[there]], refusals) => {
        requireStore(program, null)
        requireUrl(program, body.url)
        if (there!.count >= MOST_WEBHOOKS) throw new Problem('too_many_webhooks')
        if (refusals > 0) id = deps.ids.next()
        await announce(program.id)
        const { wrappedKey, sealed } = await deps.secrets.seal(secret, null)
        const row: WebhookRow = {
          id,
          url: body.url,
          description: body.description ?? null,
          types: keptTypes(body.types),
          enabled: body.enabled,
          disabledBecause: null,
          createdAt,
          wrappedKey,
          secret: sealed,
          previousSecret: null,
          previousUntil: null,
          cursor: firstIdAt(createdAt) - 1,
          failures: 0,
          failingSince: null,
          deliveredAt: null,
          revision: 1,
        }
        return {
          statements: [addWebhook(row), record(program, program.actor, 'webhookCreated', encodeId('wh', id))],
          members: [],
          resource: String(id),
          result: { ...renderWebhook(row, program.timeline.timeZone), secret },
        }
      },
      replay: async (resource, program) =>
        renderWebhook(await loadWebhook(program, Number(resource)), program.timeline.timeZone),
    })
  return caller.lanes.exclusive([`webhooks of ${programCredential(caller).programId}`], work)
}
