import { z } from '@hono/zod-openapi'
import { formatInstant, type Instant } from '@laurel/core'
import { addConsent, type Statement } from '@laurel/db'
import type { Deps } from '../deps.ts'
import type { Actor } from './actor.ts'

/** How a member may be reached (S15). */
export const channel = z.enum(['sms', 'email', 'phone', 'post', 'wechat'])

export const consent = z
  .strictObject({ channel, purpose: z.enum(['service', 'marketing']), granted: z.boolean() })
  .openapi('Consent')

/** What holds for a channel and a purpose; where there is none, the member was never asked. */
export const heldConsent = z
  .object({ ...consent.shape, at: z.string().openapi({ description: 'Since when' }) })
  .openapi('HeldConsent')

export type Consent = z.output<typeof consent>
export type HeldConsent = z.output<typeof heldConsent>

type KeptConsents = readonly (Consent & { readonly at: number })[]

/** What holds of a member's consents, as it is read with the member. */
export const showConsents = (json: string, timeZone: string): HeldConsent[] =>
  (JSON.parse(json) as KeptConsents).map(({ at, ...held }) => ({ ...held, at: formatInstant(at, timeZone) }))

const nameOf = ({ channel, purpose }: Pick<Consent, 'channel' | 'purpose'>): string => `${channel} ${purpose}`

/**
 * Keeps what a member agrees to or takes back: each is a row of its own, the newest holds. Gives the rows' ids, and what
 * holds afterwards as {@link showConsents} reads it.
 */
export const keepConsents = (
  deps: Deps,
  { actor, now: at }: { readonly actor: Pick<Actor, 'id'>; readonly now: Instant },
  memberId: number,
  given: readonly Consent[],
  before = '[]',
): { readonly ids: readonly number[]; readonly statements: readonly Statement[]; readonly held: string } => {
  const rows = given.map(consent => ({ ...consent, id: deps.ids.next(), memberId, at, actorId: actor.id }))
  const held = new Map((JSON.parse(before) as KeptConsents).map(kept => [nameOf(kept), kept]))
  for (const { channel, purpose, granted } of rows)
    held.set(nameOf({ channel, purpose }), { channel, purpose, granted, at })
  const inOrder = [...held].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, kept]) => kept)
  return { ids: rows.map(({ id }) => id), statements: rows.map(addConsent), held: JSON.stringify(inOrder) }
}
