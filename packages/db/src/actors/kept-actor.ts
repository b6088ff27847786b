import { sql, type SQL } from 'drizzle-orm'

/** Who is behind the id that a row keeps of its doer; what a person is called is sealed. */
export type KeptActor =
  | { readonly kind: 'key'; readonly id: number; readonly name: string | null }
  | { readonly kind: 'staff'; readonly id: number; readonly wrappedKey: Uint8Array; readonly sealed: Uint8Array }
  | { readonly kind: 'member'; readonly id: number }
  | { readonly kind: 'job'; readonly id: 0 }

/** Looks up who is behind the id in a column, to be read by {@link actorOf}. The column is named in full. */
export const whoIs = (column: string): SQL<string | null> =>
  sql<string | null>`(SELECT json_array('key', api_keys.name) FROM api_keys WHERE api_keys.id = ${sql.raw(column)}
    UNION ALL SELECT json_array('staff', hex(staff.wrapped_key), hex(staff.sealed)) FROM staff WHERE staff.id = ${sql.raw(column)})`

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], byte => Number.parseInt(byte, 16))

/** Who is behind an id: what is neither a key's nor of the staff is a member's, and 0 is scheduled work. */
export const actorOf = (id: number, who: string | null): KeptActor => {
  if (id === 0) return { kind: 'job', id }
  if (who === null) return { kind: 'member', id }
  const [kind, first, second] = JSON.parse(who) as ['key', string | null] | ['staff', string, string]
  return kind === 'key' ? { kind, id, name: first } : { kind, id, wrappedKey: bytesOf(first), sealed: bytesOf(second) }
}
