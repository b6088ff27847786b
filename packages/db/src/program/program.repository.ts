import { asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { $, builder, insertInto, select, write } from '../statement.ts'
import { program, rulesVersions, stores } from './program.tables.ts'

/** The program itself. */
export const findProgram = select<Record<string, never>>()(
  {
    id: program.id,
    name: program.name,
    mode: program.mode,
    preset: program.preset,
    clockAt: program.clockAt,
    createdAt: program.createdAt,
  },
  f => builder.select(f).from(program),
)

export const addProgram = insertInto(program)

/** Moves the test clock; of two moves at once the later instant stays, since time never runs backwards. */
export const putClock = write<{ clockAt: number }>(
  builder
    .update(program)
    .set({ clockAt: $('clockAt') } as never)
    .where(eq(program.mode, 'test')),
)

/** The rules versions beyond those the caller has compiled already. */
export const listRulesAfter = select<{ version: number }>()(
  { version: rulesVersions.version, document: rulesVersions.document, effectiveAt: rulesVersions.effectiveAt },
  f =>
    builder
      .select(f)
      .from(rulesVersions)
      .where(gt(rulesVersions.version, $('version')))
      .orderBy(asc(rulesVersions.version)),
)

/** When the versions before one were published and come into force, newest first; without their documents. */
export const listRulesVersions = select<{ before: number; limit: number }>()(
  { version: rulesVersions.version, effectiveAt: rulesVersions.effectiveAt, publishedAt: rulesVersions.publishedAt },
  f =>
    builder
      .select(f)
      .from(rulesVersions)
      .where(lt(rulesVersions.version, $('before')))
      .orderBy(desc(rulesVersions.version))
      .limit($('limit')),
)

export const appendRules = insertInto(rulesVersions)

/** A store as it was set, or null where a receipt only named it. */
export const putStore = write<{ code: string; name: string; region: string | null }>(
  builder
    .insert(stores)
    .values({ code: $('code'), name: $('name'), region: $('region') } as never)
    .onConflictDoUpdate({ target: stores.code, set: { name: sql`excluded.name`, region: sql`excluded.region` } }),
)

/** A store that a receipt names for the first time. */
export const addStoreIfNew = write<{ code: string }>(
  builder
    .insert(stores)
    .values({ code: $('code') } as never)
    .onConflictDoNothing(),
)

/** A transaction, if there is any: before the first a test clock may be set to any instant. */
export const findFirstTransaction = select<Record<string, never>>()({ id: sql<number>`id` }, () => ({
  toSQL: () => ({ sql: 'SELECT id FROM transactions LIMIT 1', params: [] }),
}))
