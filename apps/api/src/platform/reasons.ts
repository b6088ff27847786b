import type { Deps } from '../deps.ts'
import { Problem } from './problem.ts'
import { words } from './wire.ts'

/** Why somebody acts by hand, in their own words. */
export const reason = words(500).openapi({
  description: 'Why, in your own words; kept sealed under the member’s own key and shown in the audit trail',
})

/** Seals a reason under the member's own key, so that erasing the member takes it away. Throws not_found for who is erased. */
export const sealReason = async (deps: Deps, text: string, wrappedKey: Uint8Array | null | undefined) => {
  if (!wrappedKey) throw new Problem('not_found')
  return (await deps.secrets.seal(text, wrappedKey)).sealed
}

/** Opens a sealed reason; null where none was given or the member was erased. */
export const openReason = (
  deps: Deps,
  row: { readonly sealedReason: Uint8Array | null; readonly wrappedKey: Uint8Array | null },
): Promise<string | null> =>
  row.sealedReason && row.wrappedKey ? deps.secrets.open(row.wrappedKey, row.sealedReason) : Promise.resolve(null)
