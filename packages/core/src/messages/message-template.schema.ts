import { z } from 'zod'
import { messageLocales } from './message-locale.ts'
import { DATA, messageVariables } from './message-variables.ts'
import { isTemplate, parseTemplateText } from './template-text.ts'

/**
 * How a message reaches a person (S15). `webhook` hands it to a system of the shop's own; `phone`, `post` and `visit` are
 * tasks for an associate.
 */
export const messageChannels = ['sms', 'email', 'wechat', 'webhook', 'phone', 'post', 'visit'] as const
export type MessageChannel = (typeof messageChannels)[number]

const MOST_CHARACTERS = 5_000

const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'must not contain control characters')

/** A template that the carrier has approved, by its own code, with the places that it has. */
const carrierTemplate = z.strictObject({
  code: line,
  values: z.record(z.string().regex(/^\w{1,40}$/, 'must be a name of the carrier’s template'), line).default({}),
})

const textSchema = z.strictObject({
  /** Of an e-mail. */
  subject: line.optional(),
  /** What the person reads, or the associate says. */
  body: z
    .string()
    .min(1)
    .max(MOST_CHARACTERS)
    .regex(/^[\P{Cc}\n]+$/u, 'must not contain control characters'),
  /** For carriers that send approved templates only: SMS in China, WeChat. */
  carrier: carrierTemplate.optional(),
})

export type MessageText = z.infer<typeof textSchema>

const dataName = z.string().regex(/^[A-Za-z]\w{0,39}$/, 'must be 1 to 40 letters, digits or "_"')

const faultsOf = (text: string, data: readonly string[]): string | null => {
  const pieces = parseTemplateText(text)
  if (!isTemplate(pieces)) return `at ${pieces.at}: ${pieces.message}`
  for (const piece of pieces) {
    if (piece.kind === 'text') continue
    const { variable, fallback } = piece
    if (variable.startsWith(DATA)) {
      if (!data.includes(variable.slice(DATA.length))) return `${variable} is not among the template’s data`
      continue
    }
    const known = Object.hasOwn(messageVariables, variable) ? messageVariables[variable]! : null
    if (!known) return `${variable} is no variable`
    if (known.mayBeEmpty && !fallback) return `${variable} may be empty, so it needs a default`
  }
  return null
}

/** The texts of a language by the path at which a fault is told. */
const partsOf = ({ subject, body, carrier }: MessageText): readonly (readonly [readonly string[], string])[] => [
  ...(subject === undefined ? [] : [[['subject'], subject] as const]),
  [['body'], body],
  ...Object.entries(carrier?.values ?? {}).map(([name, text]) => [['carrier', 'values', name], text] as const),
]

/**
 * A template (S15): what is said on a channel, in the program's languages. Every variable is checked when it is saved,
 * so that nobody receives a text with a hole.
 */
export const messageTemplateSchema = z
  .strictObject({
    name: line,
    channel: z.enum(messageChannels),
    /** What a campaign brings for `{{ data.… }}`. */
    data: z.array(dataName).max(20).default([]),
    /** In one language at least: who reads another is spoken to in the nearest, or in the program's. */
    texts: z.strictObject({
      en: textSchema.optional(),
      'zh-CN': textSchema.optional(),
      'zh-TW': textSchema.optional(),
    }),
  })
  .superRefine(({ channel, data, texts }, context) => {
    if (messageLocales.every(locale => texts[locale] === undefined))
      context.addIssue({ code: 'custom', path: ['texts'], message: 'must be in one language at least' })
    for (const locale of messageLocales) {
      const text = texts[locale]
      if (!text) continue
      const refuse = (path: readonly string[], message: string) =>
        context.addIssue({ code: 'custom', path: ['texts', locale, ...path], message })
      if (channel === 'email' && text.subject === undefined) refuse(['subject'], 'an e-mail needs a subject')
      if ((channel === 'sms' || channel === 'wechat') && !text.carrier)
        refuse(['carrier'], 'the carrier sends approved templates only')
      for (const [path, part] of partsOf(text)) {
        const fault = faultsOf(part, data)
        if (fault) refuse(path, fault)
      }
    }
  })

export type MessageTemplate = z.infer<typeof messageTemplateSchema>
