import { z } from '@hono/zod-openapi'
import { messageChannels, messageLocales, messageTemplateSchema } from '@laurel/core'
import { code } from '../../platform/wire.ts'

const { name, data, texts } = messageTemplateSchema.shape

// Schemas of core are made before zod learns `openapi`; their clones know it.
const textsOf = texts.clone().openapi('MessageTexts')

/** A whole template; core checks the variables of its texts together with its channel and data. */
export const createTemplateBody = z
  .strictObject({
    code,
    name: name.clone(),
    channel: z.enum(messageChannels).openapi({ description: '`phone`, `post` and `visit` are tasks for an associate' }),
    data: data.clone().openapi({ description: 'What a campaign brings for `{{ data.… }}`' }),
    texts: textsOf,
    active: z.boolean().default(true),
  })
  .openapi('CreateMessageTemplate')

export const patchTemplateBody = z
  .strictObject({ name: name.clone(), data: z.array(z.string()).max(20), texts: textsOf, active: z.boolean() })
  .partial()
  .openapi('PatchMessageTemplate')

export const templateView = z
  .object({
    code: z.string(),
    revision: z.int(),
    active: z.boolean(),
    name: z.string(),
    channel: z.enum(messageChannels),
    data: z.array(z.string()),
    texts: textsOf,
  })
  .openapi('MessageTemplate')

export const previewBody = z
  .strictObject({
    locale: z
      .enum(messageLocales)
      .optional()
      .openapi({ description: 'The member’s, or the program’s, where left out' }),
    memberId: z
      .string()
      .max(64)
      .optional()
      .openapi({ description: 'Whose figures fill it; made-up ones where left out' }),
    data: z.record(z.string().max(40), z.string().max(200)).default({}),
  })
  .openapi('PreviewMessage')

export const previewView = z
  .object({
    locale: z.enum(messageLocales),
    subject: z.string().nullable(),
    body: z.string(),
    carrier: z.object({ code: z.string(), values: z.record(z.string(), z.string()) }).nullable(),
  })
  .openapi('RenderedMessage')

export type CreateTemplate = z.output<typeof createTemplateBody>
export type PatchTemplate = z.output<typeof patchTemplateBody>
export type TemplateView = z.infer<typeof templateView>
export type Preview = z.output<typeof previewBody>
export type PreviewView = z.infer<typeof previewView>
