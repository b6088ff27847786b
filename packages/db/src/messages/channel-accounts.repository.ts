import { asc, getTableColumns, sql } from 'drizzle-orm'
import { $, builder, select, write, type RowOf } from '../statement.ts'
import { channelAccounts } from './messages.tables.ts'

const fields = getTableColumns(channelAccounts)

/** The program's accounts at carriers, sealed. */
export const listChannelAccounts = select<Record<string, never>>()(fields, f =>
  builder.select(f).from(channelAccounts).orderBy(asc(channelAccounts.channel)),
)

export type ChannelAccountRow = RowOf<typeof listChannelAccounts>

/** Keeps an account; a trigger refuses a revision that does not follow the last. */
export const putChannelAccount = write<ChannelAccountRow>(
  builder
    .insert(channelAccounts)
    .values({
      channel: $('channel'),
      wrappedKey: $('wrappedKey'),
      sealed: $('sealed'),
      revision: $('revision'),
    } as never)
    .onConflictDoUpdate({
      target: channelAccounts.channel,
      set: { wrappedKey: sql`excluded.wrapped_key`, sealed: sql`excluded.sealed`, revision: sql`excluded.revision` },
    }),
)
