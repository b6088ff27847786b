import { z } from '@hono/zod-openapi'
import { readSegmentFilter, type SegmentFilter } from '@laurel/core'

/** A filter, read level by level, with every fault at its place. */
export const filterSchema = z
  .unknown()
  .transform((given, context): SegmentFilter => {
    const read = readSegmentFilter(given)
    if ('filter' in read) return read.filter
    for (const { path, message } of read.faults) context.addIssue({ code: 'custom', path: [...path], message })
    return z.NEVER
  })
  .openapi({
    type: 'object',
    description:
      'What is asked of a member: a condition such as `{"kind": "tier", "in": ["WE"]}`, or `{"and": […]}`, `{"or": […]}`, `{"not": …}`. The conditions are in docs/segments.md.',
  })
