import { and, desc, eq, lt } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { $, builder, select, type Bound, type RowOf } from '../statement.ts'
import { consents } from './members.tables.ts'

const fields = {
  id: consents.id,
  channel: consents.channel,
  purpose: consents.purpose,
  granted: consents.granted,
  at: consents.at,
  actorId: consents.actorId,
  who: whoIs('consents.actor_id').as('who'),
}

const page = select<{ memberId: number; beforeId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(consents)
    .where(and(eq(consents.memberId, $('memberId')), lt(consents.id, $('beforeId'))))
    .orderBy(desc(consents.id))
    .limit($('limit')),
)

/** One time that a member agreed to something or took it back, and who wrote it down where that was kept. */
export type KeptConsent = Omit<RowOf<typeof page>, 'who' | 'actorId'> & { readonly actor: KeptActor | null }

/** A page of what a member agreed to and took back, newest first. */
export const listConsentHistory = (asked: {
  memberId: number
  beforeId: number
  limit: number
}): Bound<KeptConsent> => {
  const bound = page(asked)
  return {
    ...bound,
    decode: rows =>
      bound.decode(rows).map(({ who, actorId, ...consent }) => ({
        ...consent,
        actor: actorId === null ? null : actorOf(actorId, who),
      })),
  }
}
