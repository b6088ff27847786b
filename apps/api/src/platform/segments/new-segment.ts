import type { SegmentFilter } from '@laurel/core'
import type { SegmentRow } from '@laurel/db'
import type { PresentProgram } from '../enter-program.ts'
import { Problem } from '../problem.ts'

/** How many segments a program may have; a trigger says the same. */
const MOST_SEGMENTS = 200

/** A segment as it is first kept. Throws too_many beyond what a program may have. */
export const newSegment = (
  { now }: PresentProgram,
  already: number,
  { id, name, filter }: { readonly id: number; readonly name: string; readonly filter: SegmentFilter },
): SegmentRow => {
  if (already >= MOST_SEGMENTS)
    throw new Problem('too_many', { detail: `A program has at most ${MOST_SEGMENTS} segments.` })
  return { id, name, filter: JSON.stringify(filter), revision: 1, createdAt: now, state: 'new' }
}
