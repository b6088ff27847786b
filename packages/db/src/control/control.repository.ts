import { and, asc, desc, eq, isNull, lt, lte, or, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { $, builder, insertInto, raw, select, write } from '../statement.ts'
import { operatorRequests, programs } from './control.tables.ts'

const fields = {
  id: programs.id,
  name: programs.name,
  mode: programs.mode,
  preset: programs.preset,
  createdAt: programs.createdAt,
}

/** A page of programs, newest first. */
export const listPrograms = select<{ beforeId: string; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(programs)
    .where(lt(programs.id, $('beforeId')))
    .orderBy(desc(programs.id))
    .limit($('limit')),
)

const insertProgram = insertInto(programs)

/** Makes a program known. A live one is due at once, to learn when its first work is. */
export const registerProgram = (
  program: Pick<InferSelectModel<typeof programs>, 'id' | 'name' | 'mode' | 'preset' | 'createdAt'>,
): Statement =>
  insertProgram({
    ...program,
    nextDueAt: null,
    claimedUntil: null,
    webhooksDueAt: null,
    webhooksClaimedUntil: null,
    webhooksBehindSince: null,
    messagesBehindSince: null,
    webhooksDead: 0,
  })

/** A live program that was never looked at is due as well, to learn when its first work is. */
const isDue = or(lte(programs.nextDueAt, $('now')), and(isNull(programs.nextDueAt), eq(programs.mode, 'live')))

/** The programs whose scheduled work is due and in nobody's hand, longest due first. */
export const listDuePrograms = select<{ now: number; limit: number }>()({ id: programs.id }, f =>
  builder
    .select(f)
    .from(programs)
    .where(and(isDue, or(isNull(programs.claimedUntil), lte(programs.claimedUntil, $('now')))))
    .orderBy(asc(programs.nextDueAt))
    .limit($('limit')),
)

/**
 * How many programs there are, how many of them are due for scheduled work, whoever has it in hand, and since when the
 * longest of those has been; null where none is. Since when the oldest event of any waits for an endpoint, how many were
 * given up, and since when the oldest message waits for its carrier.
 */
export const findBacklog = select<{ now: number }>()(
  {
    live: sql<number>`count(*) FILTER (WHERE ${programs.mode} = 'live')`.as('live'),
    test: sql<number>`count(*) FILTER (WHERE ${programs.mode} = 'test')`.as('test'),
    due: sql<number>`count(*) FILTER (WHERE ${isDue})`.as('due'),
    dueSince: sql<
      number | null
    >`min(coalesce(${programs.nextDueAt}, ${programs.createdAt})) FILTER (WHERE ${isDue})`.as('due_since'),
    webhooksBehindSince: sql<number | null>`min(${programs.webhooksBehindSince})`.as('webhooks_behind_since'),
    webhooksDead: sql<number>`coalesce(sum(${programs.webhooksDead}), 0)`.as('webhooks_dead'),
    messagesBehindSince: sql<number | null>`min(${programs.messagesBehindSince})`.as('messages_behind_since'),
  },
  f => builder.select(f).from(programs),
)

const claim = write<{ id: string; now: number; until: number }>(
  raw(sql`UPDATE ${programs} SET claimed_until = ${$('until')}
    WHERE ${programs.id} = ${$('id')} AND (claimed_until IS NULL OR claimed_until <= ${$('now')}) RETURNING id`),
)

/** Takes a program in hand until an instant; gives a row where nobody else has it. */
export const claimProgram = (args: { id: string; now: number; until: number }): Statement => claim(args)

/**
 * Lets go of a program that is in hand until an instant, and says when its work is to be looked for next. Where somebody
 * has asked for it to be taken up meanwhile, or taken it in hand, that stays.
 */
export const releaseProgram = write<{ id: string; until: number; nextDueAt: number | null }>(
  builder
    .update(programs)
    .set({ nextDueAt: $('nextDueAt'), claimedUntil: null } as never)
    .where(and(eq(programs.id, $('id')), eq(programs.claimedUntil, $('until')))),
)

/** Says since when a program's messages wait for their carriers; null where none does. */
export const tellMessagesBehind = write<{ id: string; behindSince: number | null }>(
  raw(sql`UPDATE ${programs} SET messages_behind_since = ${$('behindSince')}
    WHERE ${programs.id} = ${$('id')} AND messages_behind_since IS NOT ${$('behindSince')}`),
)

/** Says when a program's scheduled work is to be looked for next, whoever has it in hand. */
export const scheduleProgram = write<{ id: string; nextDueAt: number | null }>(
  builder
    .update(programs)
    .set({ nextDueAt: $('nextDueAt'), claimedUntil: null } as never)
    .where(eq(programs.id, $('id'))),
)

/** Lets go of every program and its endpoints, whoever has them in hand; nothing else is said of them. */
export const releaseEverything = write<Record<string, never>>(
  raw(sql`UPDATE ${programs} SET claimed_until = NULL, webhooks_claimed_until = NULL
    WHERE claimed_until IS NOT NULL OR webhooks_claimed_until IS NOT NULL`),
)

/** The programs whose endpoints are to be looked after, longest due first. */
export const listProgramsToTell = select<{ now: number; limit: number }>()({ id: programs.id }, f =>
  builder
    .select(f)
    .from(programs)
    .where(
      and(
        lte(programs.webhooksDueAt, $('now')),
        or(isNull(programs.webhooksClaimedUntil), lte(programs.webhooksClaimedUntil, $('now'))),
      ),
    )
    .orderBy(asc(programs.webhooksDueAt))
    .limit($('limit')),
)

const claimTold = write<{ id: string; now: number; until: number }>(
  raw(sql`UPDATE ${programs} SET webhooks_claimed_until = ${$('until')}
    WHERE ${programs.id} = ${$('id')} AND webhooks_due_at <= ${$('now')}
      AND (webhooks_claimed_until IS NULL OR webhooks_claimed_until <= ${$('now')}) RETURNING id`),
)

/** Takes a program's endpoints in hand until an instant; gives a row where they are due and in nobody else's. */
export const claimWebhooks = (args: { id: string; now: number; until: number }): Statement => claimTold(args)

/** Lets go of a program's endpoints, and says when to look next, since when they are behind, and what was given up. */
export const releaseWebhooks = write<{
  id: string
  until: number
  dueAt: number | null
  behindSince: number | null
  dead: number
}>(
  builder
    .update(programs)
    .set({
      webhooksDueAt: $('dueAt'),
      webhooksClaimedUntil: null,
      webhooksBehindSince: $('behindSince'),
      webhooksDead: $('dead'),
    } as never)
    .where(and(eq(programs.id, $('id')), eq(programs.webhooksClaimedUntil, $('until')))),
)

/** Has a program's endpoints looked after from an instant on; whoever has them in hand looks again. */
export const scheduleWebhooks = write<{ id: string; dueAt: number }>(
  builder
    .update(programs)
    .set({ webhooksDueAt: $('dueAt'), webhooksClaimedUntil: null } as never)
    .where(eq(programs.id, $('id'))),
)

/** The program that an operator's request already made. */
export const findOperatorRequest = select<{ keyHash: Uint8Array }>()(
  { requestHash: operatorRequests.requestHash, programId: operatorRequests.programId },
  f =>
    builder
      .select(f)
      .from(operatorRequests)
      .where(eq(operatorRequests.keyHash, $('keyHash'))),
)

export const appendOperatorRequest = insertInto(operatorRequests)
