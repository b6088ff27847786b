import { z } from '@hono/zod-openapi'
import { clockTimeSchema, educationLevels, messageLocales, relations } from '@laurel/core'
import { channel, heldConsent } from '../../platform/consents.ts'
import { actorView, birthday, code, lunarBirthday, paragraphs, words } from '../../platform/wire.ts'

const education = z.enum(educationLevels)

const relation = z.enum(relations)

const timeOfDay = clockTimeSchema.clone().openapi({ example: '21:30' })

const quietHours = z
  .strictObject({ from: timeOfDay, until: timeOfDay })
  .refine(({ from, until }) => from !== until, 'must be some hours of a day')
  .openapi('QuietHours')

/** How many sizes a dossier or a relative may have. */
export const MOST_SIZES = 50
const sizes = z.record(code, words(32).nullable())
const someSizes = sizes
  .refine(all => Object.keys(all).length <= MOST_SIZES, `must be at most ${MOST_SIZES}`)
  .openapi({ description: 'By kind of garment, such as `{"jeans": "32"}`; null takes one away, the others stay' })
const shownSizes = z.record(z.string(), z.string()).openapi({ description: 'By kind of garment' })

const fieldValue = z.union([z.string().max(500), z.number(), z.boolean(), z.array(code).max(200)])

/** What is left out stays, what is null is taken away (RFC 7396). */
export const patchDossierBody = z
  .strictObject({
    occupation: words(100).nullable(),
    education: education.nullable(),
    preferredChannel: channel.nullable(),
    language: z.enum(messageLocales).nullable().openapi({ description: 'What messages are written in' }),
    quietHours: quietHours.nullable().openapi({ description: 'On the program’s clocks' }),
    interests: z.array(code).max(50),
    habits: z.array(words(200)).max(50).openapi({ description: 'In your own words; kept sealed' }),
    sizes: someSizes,
    fields: z
      .record(code, z.union([paragraphs(500), z.number(), z.boolean(), z.array(code).max(200)]).nullable())
      .openapi({ description: 'Custom fields by their code; null takes a value away, the others stay' }),
  })
  .partial()
  .openapi('DossierChange')

const relativeFields = {
  relation,
  name: words(100),
  birthday,
  lunarBirthday,
  sizes: someSizes,
}

export const createRelativeBody = z
  .strictObject(relativeFields)
  .partial()
  .required({ relation: true })
  .openapi('RelativeRequest')

export const patchRelativeBody = z
  .strictObject({
    relation,
    name: relativeFields.name.nullable(),
    birthday: birthday.nullable(),
    lunarBirthday: lunarBirthday.nullable(),
    sizes: someSizes,
  })
  .partial()
  .openapi('RelativeChange')

export const relativeView = z
  .object({
    id: z.string(),
    relation,
    name: z.string().nullable(),
    birthday: z.string().nullable(),
    lunarBirthday: z.object({ month: z.int(), day: z.int(), leap: z.boolean() }).nullable(),
    sizes: shownSizes,
  })
  .openapi('Relative')

export const dossierView = z
  .object({
    memberId: z.string(),
    occupation: z.string().nullable(),
    education: education.nullable(),
    preferredChannel: channel.nullable(),
    language: z.enum(messageLocales).nullable(),
    quietHours: z.object({ from: z.string(), until: z.string() }).nullable(),
    interests: z.array(z.string()),
    habits: z.array(z.string()),
    sizes: shownSizes,
    tags: z.array(z.string()),
    family: z.array(relativeView),
    fields: z
      .record(z.string(), fieldValue.nullable())
      .openapi({ description: 'Every custom field that is active, null where it holds nothing' }),
    brandCards: z.array(z.string()),
    consents: z.array(heldConsent),
    completeness: z.object({
      percent: z.int().openapi({ description: '100 only where nothing that counts is missing' }),
      missing: z.array(z.string()).openapi({ description: 'What would raise it, the heaviest first' }),
    }),
    changedAt: z.string().nullable(),
  })
  .openapi('Dossier')

export const tagParams = z.object({ id: z.string().max(64), tag: code })
export const tagsView = z.object({ tags: z.array(z.string()) }).openapi('Tags')

export const noteBody = z.strictObject({ text: paragraphs(2000) }).openapi('NoteRequest')
export const noteView = z
  .object({ id: z.string(), text: z.string(), writtenAt: z.string(), by: actorView })
  .openapi('Note')

export const relativeParams = z.object({ id: z.string().max(64), relative: z.string().max(64) })
export const noteParams = z.object({ id: z.string().max(64), note: z.string().max(64) })
export const deletedView = z.object({ id: z.string(), deleted: z.literal(true) }).openapi('Deleted')

export type PatchDossier = z.output<typeof patchDossierBody>
export type DossierView = z.output<typeof dossierView>
export type CreateRelative = z.output<typeof createRelativeBody>
export type PatchRelative = z.output<typeof patchRelativeBody>
export type RelativeView = z.output<typeof relativeView>
export type NoteView = z.output<typeof noteView>
