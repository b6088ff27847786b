import { Problem } from '../../platform/problem.ts'
import { MOST_SIZES } from './dossier.schemas.ts'

/** Sizes by garment after a change: null takes one away, what is left out stays. */
export const mergedSizes = (
  before: ReadonlyMap<string, string>,
  changes: Readonly<Record<string, string | null>> | undefined,
): ReadonlyMap<string, string> => {
  const after = new Map(before)
  for (const [garment, size] of Object.entries(changes ?? {}))
    if (size === null) after.delete(garment)
    else after.set(garment, size)
  if (after.size > MOST_SIZES)
    throw new Problem('invalid_request', { errors: [{ path: 'sizes', message: `would be more than ${MOST_SIZES}` }] })
  return new Map([...after].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
