import { and, desc, eq, isNull, lt, ne } from 'drizzle-orm'
import { $, builder, insertInto, select, write } from '../statement.ts'
import { apiKeys } from './keys.tables.ts'

const fields = {
  id: apiKeys.id,
  kind: apiKeys.kind,
  hint: apiKeys.hint,
  name: apiKeys.name,
  store: apiKeys.store,
  allowedOrigins: apiKeys.allowedOrigins,
  createdAt: apiKeys.createdAt,
  revokedAt: apiKeys.revokedAt,
}

/** The key of a hash, revoked or not. */
export const findKeyByHash = select<{ hash: Uint8Array }>()(fields, f =>
  builder
    .select(f)
    .from(apiKeys)
    .where(eq(apiKeys.hash, $('hash'))),
)

/** The key of an id. */
export const findKey = select<{ id: number }>()(fields, f =>
  builder
    .select(f)
    .from(apiKeys)
    .where(eq(apiKeys.id, $('id'))),
)

/** A page of keys, newest first. */
export const listKeys = select<{ beforeId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(apiKeys)
    .where(lt(apiKeys.id, $('beforeId')))
    .orderBy(desc(apiKeys.id))
    .limit($('limit')),
)

/** The origins of the publishable keys in force: the pages that may speak for a member. */
export const listOrigins = select<Record<string, never>>()({ allowedOrigins: apiKeys.allowedOrigins }, f =>
  builder
    .select(f)
    .from(apiKeys)
    .where(and(eq(apiKeys.kind, 'publishable'), isNull(apiKeys.revokedAt))),
)

/** A secret key for the whole program in force, other than one of this id. */
export const findOtherSecretKey = select<{ id: number }>()({ id: apiKeys.id }, f =>
  builder
    .select(f)
    .from(apiKeys)
    .where(and(eq(apiKeys.kind, 'secret'), isNull(apiKeys.store), isNull(apiKeys.revokedAt), ne(apiKeys.id, $('id'))))
    .limit(1),
)

export const addKey = insertInto(apiKeys)

/** Revokes a key at once; one revoked already keeps its time. */
export const revokeKey = write<{ id: number; at: number }>(
  builder
    .update(apiKeys)
    .set({ revokedAt: $('at') } as never)
    .where(and(eq(apiKeys.id, $('id')), isNull(apiKeys.revokedAt))),
)
