import { findWebhook, hastenDeliveries, putWebhook, type WebhookRow } from '@laurel/db'
import { auditing, type AuditAct } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, firstIdAt } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { newWebhookSecret } from '../../platform/webhooks/secrets-of.ts'
import { sameBytes } from '../../platform/secrets.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { keptTypes, loadWebhook, requireUrl } from './create-webhook.ts'
import { renderWebhook, type WebhookView } from './webhook-view.ts'
import type { PatchWebhook } from './webhooks.schemas.ts'

/** An endpoint with its secret, where that is shown. */
type ShownWebhook = WebhookView & { readonly secret?: string }

interface Change {
  readonly act: AuditAct
  readonly change: (program: OpenProgram, row: WebhookRow) => WebhookRow | Promise<WebhookRow>
  /** A fresh secret, to be shown with it. */
  readonly secret?: string
  /** Whether a change that was cut off is there; left out, it is done again. */
  readonly isThere?: (row: WebhookRow, changed: WebhookRow) => boolean
}

/** Changes an endpoint, on the revision that it is decided on: deliveries move it on meanwhile. */
const changeWebhook = (
  caller: Caller,
  id: string,
  body: unknown,
  { act, change, secret, isThere }: Change,
): Promise<Answer<ShownWebhook>> => {
  const webhookId = decodeId('wh', id) ?? 0
  const record = auditing(caller.deps)
  let changed: WebhookRow | null = null
  return writeOnce(caller, body, {
    load: [findWebhook({ id: webhookId })],
    decide: async (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, null)
      changed = { ...(await change(program, row)), revision: row.revision + 1 }
      return {
        statements: [
          putWebhook(changed),
          ...(changed.enabled && !row.enabled ? [hastenDeliveries({ webhookId, now: caller.deps.now() })] : []),
          record(program, program.actor, act, id),
        ],
        members: [],
        resource: String(webhookId),
        result: { ...renderWebhook(changed, program.timeline.timeZone), ...(secret !== undefined && { secret }) },
      }
    },
    replay: async (resource, program) =>
      renderWebhook(await loadWebhook(program, Number(resource)), program.timeline.timeZone),
    stands: async (_, program) =>
      isThere !== undefined && changed !== null && isThere(await loadWebhook(program, webhookId), changed),
  })
}

const or = <T>(sent: T | undefined, before: T): T => (sent === undefined ? before : sent)

/** Changes where, what and whether is sent. What waited for one that is enabled again is tried at once. */
export const patchWebhook = async (caller: Caller, id: string, body: PatchWebhook): Promise<WebhookView> => {
  const { result } = await changeWebhook(caller, id, body, {
    act: 'webhookChanged',
    change: (program, row) => {
      if (body.url !== undefined) requireUrl(program, body.url)
      const enabled = or(body.enabled, row.enabled)
      return {
        ...row,
        url: or(body.url, row.url),
        description: or(body.description, row.description),
        types: body.types === undefined ? row.types : keptTypes(body.types),
        enabled,
        ...(enabled && { disabledBecause: null, failures: 0, failingSince: null }),
      }
    },
  })
  return result
}

/** Gives an endpoint a fresh secret; the one before signs as well for a while, so that a receiver can change over. */
export const rotateWebhookSecret = (
  caller: Caller,
  id: string,
  body: { readonly overlapHours: number },
): Promise<Answer<ShownWebhook>> => {
  const { deps } = caller
  const secret = newWebhookSecret(deps)
  const until = deps.now() + body.overlapHours * 3_600_000
  return changeWebhook(caller, id, body, {
    act: 'webhookSecretRotated',
    change: async (_, row) => {
      const { wrappedKey, sealed } = await deps.secrets.seal(secret, row.wrappedKey)
      const isShared = body.overlapHours > 0
      return {
        ...row,
        wrappedKey,
        secret: sealed,
        previousSecret: isShared ? row.secret : null,
        previousUntil: isShared ? until : null,
      }
    },
    secret,
    isThere: (row, changed) => sameBytes(row.secret, changed.secret),
  })
}

/** Has an endpoint be sent again what was recorded from an instant on, under the same ids. */
export const replayToWebhook = (
  caller: Caller,
  id: string,
  body: { readonly from: number },
): Promise<Answer<WebhookView>> => {
  const from = Math.min(body.from, caller.deps.now())
  return changeWebhook(caller, id, body, {
    act: 'webhookReplayed',
    change: (_, row) => ({ ...row, cursor: Math.max(0, firstIdAt(from) - 1) }),
  })
}
