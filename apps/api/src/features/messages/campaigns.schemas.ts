import { z } from '@hono/zod-openapi'
import { messageChannels, occasionCodes, toScaled } from '@laurel/core'
import { listQuery } from '../../platform/lists.ts'
import { filterSchema } from '../../platform/segments/filter-schema.ts'
import { code, instant, words } from '../../platform/wire.ts'

const share = z.number().refine(n => n >= 0 && n <= 0.9 && toScaled(n) !== null, 'must be 0 to 0.9, with 4 decimals')

const isOne = (given: object): boolean => Object.values(given).filter(one => one !== undefined).length === 1

const liked = z.array(words(100)).min(1).max(100).optional()

const arrival = z
  .strictObject({
    brands: liked,
    categories: liked,
    sizes: liked,
    colors: liked,
    styles: liked,
    share: share.default(0.2).openapi({ description: 'At least such a share of what they bought of its kind' }),
  })
  .refine(({ share: _, ...kinds }) => Object.values(kinds).some(one => one !== undefined), 'must name what has arrived')
  .openapi('NewArrival', {
    description: 'What has arrived. It is told to those who like one of each kind that is named, by what they bought',
  })

const audience = z
  .strictObject({
    members: z.array(z.string().max(64)).min(1).max(1_000).optional(),
    everybody: z.literal(true).optional(),
    segment: z.string().max(64).optional().openapi({ description: 'Whom it holds for when the campaign runs' }),
    arrival: arrival.optional(),
    filter: filterSchema.optional(),
  })
  .refine(isOne, 'must name members, everybody, a segment, an arrival, or a filter')
  .openapi('CampaignAudience', { description: 'To whom it speaks, once' })

const occasion = z
  .strictObject({
    entering: z.string().max(64).optional().openapi({ description: 'A segment' }),
    code: z.enum(occasionCodes).optional().openapi({
      description: 'A ready-made occasion: the segment that it asks for is made, if there is none yet',
    }),
  })
  .refine(isOne, 'must name a segment that is entered, or a code')
  .openapi('CampaignOccasion', {
    description: 'It speaks to each who enters a segment, until it is cancelled: once for each time',
  })

export const createCampaignBody = z
  .strictObject({
    name: words(100),
    template: code,
    purpose: z.enum(['marketing', 'service']).default('marketing').openapi({
      description: 'Marketing goes to those alone who agreed to it, and is capped; service to all who did not decline',
    }),
    audience: audience.optional(),
    occasion: occasion.optional(),
    data: z.record(z.string().max(40), words(200)).default({}).openapi({ description: 'For `{{ data.… }}`' }),
    startsAt: instant.optional().openapi({ description: 'At once where it is left out' }),
    controlShare: share
      .default(0)
      .openapi({ description: 'Of the audience, the share that is held out to compare with' }),
    responseDays: z.int().min(1).max(366).default(14),
  })
  .refine(
    ({ audience, occasion }) => (audience === undefined) !== (occasion === undefined),
    'must name an audience, or an occasion',
  )
  .openapi('CreateCampaign')

const counts = z.record(z.string(), z.int())

export const campaignView = z
  .object({
    id: z.string(),
    name: z.string(),
    template: z.string(),
    channel: z.enum(messageChannels),
    purpose: z.enum(['marketing', 'service']),
    startsAt: z.string(),
    occasion: z
      .object({ entering: z.string() })
      .nullable()
      .openapi({ description: 'The segment at whose entering it speaks; null where it speaks once' }),
    controlShare: z.number(),
    responseDays: z.int(),
    status: z.enum(['scheduled', 'done', 'cancelled']).openapi({
      description:
        '`done` once everybody of the audience has been decided on; messages may still be on their way. A campaign of an occasion stays `scheduled` until it is cancelled',
    }),
  })
  .openapi('Campaign')

export const resultsView = z
  .object({
    messages: counts.openapi({ description: 'How many of the audience came to what, by status of their message' }),
    reached: z.int().openapi({ description: 'Messages that went' }),
    missed: z.int().openapi({ description: 'Messages that were meant to go, and have not, or not yet' }),
    control: z.int().openapi({ description: 'Messages that were held out' }),
    response: z.number().nullable().openapi({
      description: 'Of the messages that went, the share after which goods were bought in the window, and kept',
    }),
    controlResponse: z.number().nullable(),
    sales: z.int().openapi({ description: 'What those reached bought in the window and kept, in minor units' }),
    extraSales: z.int().nullable().openapi({
      description:
        'What all it was meant for bought beyond what as many of the control group did, reached or not; null without a control group',
    }),
    interval: z.array(z.int()).length(2).nullable().openapi({ description: 'Of the extra sales, 95 %' }),
    asOf: z.string().nullable().openapi({ description: 'The night that counted purchases; null before the first' }),
  })
  .openapi('CampaignResults')

const statuses = [
  'waiting',
  'sent',
  'failed',
  'task',
  'done',
  'held_out',
  'unreachable',
  'no_consent',
  'frequency_cap',
  'always_quiet',
  'cancelled',
] as const

export const messageView = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    memberId: z.string(),
    channel: z.enum(messageChannels),
    status: z.enum(statuses),
    sendAt: z.string(),
    attempts: z.int(),
    nextAttemptAt: z.string().nullable(),
    carrierId: z.string().nullable(),
    code: z
      .string()
      .nullable()
      .openapi({ description: 'What the last attempt was refused with; of a task what came of it' }),
    settledAt: z
      .string()
      .nullable()
      .openapi({ description: 'When it went, was given up or cancelled, or a task was done' }),
  })
  .openapi('Message')

export const messagesQuery = listQuery.extend({ status: z.enum(statuses).optional() })

export type NewArrival = z.output<typeof arrival>
export type CreateCampaign = z.output<typeof createCampaignBody>
export type CampaignView = z.infer<typeof campaignView>
export type ResultsView = z.infer<typeof resultsView>
export type MessageView = z.infer<typeof messageView>
