import { z } from '@hono/zod-openapi'
import { listOf } from '../../platform/lists.ts'
import { filterSchema } from '../../platform/segments/filter-schema.ts'
import { words } from '../../platform/wire.ts'

export const createSegmentBody = z.strictObject({ name: words(100), filter: filterSchema }).openapi('SegmentRequest')
export const patchSegmentBody = z
  .strictObject({ name: words(100), filter: filterSchema })
  .partial()
  .openapi('SegmentChange')
export const previewBody = z.strictObject({ filter: filterSchema }).openapi('SegmentPreviewRequest')

export const segmentView = z
  .object({
    id: z.string(),
    name: z.string(),
    filter: z.record(z.string(), z.unknown()),
    createdAt: z.string(),
  })
  .openapi('Segment')

export const segmentMember = z
  .object({
    id: z.string(),
    cardNumber: z.string(),
    name: z.string().nullable().openapi({ description: 'As others may see it, such as 李*' }),
    tier: z.string().nullable(),
  })
  .openapi('SegmentMember')

const toldAsOf = {
  asOf: z.string(),
  insightAsOf: z.string().nullable().openapi({
    description: 'The night as of which what receipts say is known; null before the first',
  }),
}

export const segmentMembersView = listOf(segmentMember).extend(toldAsOf).openapi('SegmentMembers')

export const segmentsOfMemberView = z
  .object({ data: z.array(z.object({ id: z.string(), name: z.string() })), ...toldAsOf })
  .openapi('SegmentsOfMember')

export const previewView = z
  .object({
    members: z.int().openapi({ description: 'How many there are now' }),
    sample: z.array(segmentMember).openapi({ description: 'The newest of them, ten at most' }),
    ...toldAsOf,
  })
  .openapi('SegmentPreview')

export const deletedView = z.object({ id: z.string(), deleted: z.literal(true) }).openapi('DeletedSegment')

export type CreateSegment = z.output<typeof createSegmentBody>
export type PatchSegment = z.output<typeof patchSegmentBody>
export type SegmentView = z.output<typeof segmentView>
export type SegmentMember = z.output<typeof segmentMember>
