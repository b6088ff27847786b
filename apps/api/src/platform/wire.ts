import { z } from '@hono/zod-openapi'
import { codeSchema, localizedTextSchema, parseDay, parseInstant, type Birthday, type Day } from '@laurel/core'

/** An instant on the wire: RFC 3339 with an offset. Parsed to milliseconds. */
export const instant = z
  .string()
  .max(40)
  .transform((text, context) => {
    const at = parseInstant(text)
    if (at === null) {
      context.addIssue({
        code: 'custom',
        message: 'must be an RFC 3339 instant with an offset, such as 2026-03-10T14:05:00+08:00',
      })
      return z.NEVER
    }
    return at
  })
  .openapi({ type: 'string', format: 'date-time' })

/** A date on the wire, as a business day. */
export const date = z
  .string()
  .max(10)
  .transform((text, context): Day => {
    const day = parseDay(text)
    if (day === null) {
      context.addIssue({ code: 'custom', message: 'must be a date such as 1990-06-18' })
      return z.NEVER
    }
    return day
  })
  .openapi({ type: 'string', format: 'date' })

/** An amount of money in minor units, 0 to 2^53 − 1. */
export const amount = z.int().min(0).openapi({ description: 'Minor units of the program’s currency' })

/** What a member holds, in each unit. */
export const balances = z.object({ points: z.int(), memberCash: z.int(), prepaid: z.int() }).openapi('Balances')

/** The tier before and after something, each a code or null for none. */
export const tierChange = z.object({ before: z.string().nullable(), after: z.string().nullable() })

/**
 * Text of a shop or a till: no control characters (NUL comes back cut from the database), no lone surrogates, and no
 * U+FFFD: it stands where the bytes were not UTF-8, so the name would be lost.
 */
export const words = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\uFFFD]+$/u, 'must be readable UTF-8 text without control characters')

export const code = codeSchema
// Schemas of core are made before zod learns `openapi`; their clones know it.
export const localized = localizedTextSchema.clone().openapi('LocalizedText')

/** What goods are called: as the till's slip says, or in each language. */
export const goodsName = z.union([words(200), localized]).openapi('GoodsName', {
  description: 'As the slip says, or by language. Members read it, else the SKU',
})

/** Origins of pages (scheme, host and port), or `*` for any. */
export const allowedOrigins = z
  .array(
    z
      .string()
      .max(300)
      .refine(
        text => text === '*' || URL.parse(text)?.origin === text,
        'must be an origin such as https://shop.example, or *',
      ),
  )
  .max(50)

/** Who did something. */
export const actorView = z
  .object({
    kind: z.enum(['key', 'staff', 'member', 'job']),
    id: z.string().nullable().openapi({ description: 'Of scheduled work its name; null where it is not told' }),
    name: z.string().nullable().openapi({ description: 'Of a key or of staff, where there is one to be told' }),
  })
  .openapi('Actor')

/** Who did something, where anybody is known to have done it. */
export const actorOrNobody = z.union([actorView, z.null()])

/** An id on a path; whether it is one is decided where it is looked up, so that strangers hear 404. */
export const idParam = z.object({ id: z.string().max(64) })

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const lunarBirthday = z
  .strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(30), leap: z.boolean().default(false) })
  .openapi('LunarBirthday')

/** A birthday with or without its year: `1990-06-18` or `--06-18` (RFC 6350). */
export const birthday = z
  .string()
  .max(10)
  .transform((text, context) => {
    const [, year, month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(text) ?? []
    const real =
      year === '-' ? Number(day) >= 1 && Number(day) <= (monthDays[Number(month) - 1] ?? 0) : parseDay(text) !== null
    if (!real) {
      context.addIssue({ code: 'custom', message: 'must be a date such as 1990-06-18, or --06-18 without the year' })
      return z.NEVER
    }
    return { year: year === '-' ? null : Number(year), month: Number(month), day: Number(day) }
  })
  .openapi({ type: 'string' })

interface BirthdayColumns {
  readonly birthYear: number | null
  readonly birthMonth: number | null
  readonly birthDay: number | null
  readonly lunarMonth: number | null
  readonly lunarDay: number | null
  readonly lunarLeap: boolean | null
}

/** The birthday that counts: a lunar one replaces the solar one (DOMAIN "For every program"). */
export const birthdayOf = (row: BirthdayColumns): Birthday | null => {
  if (row.lunarMonth !== null && row.lunarDay !== null)
    return { kind: 'lunar', month: row.lunarMonth, day: row.lunarDay, leap: row.lunarLeap === true }
  if (row.birthMonth !== null && row.birthDay !== null)
    return { kind: 'solar', year: row.birthYear, month: row.birthMonth, day: row.birthDay }
  return null
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A solar birthday as {@link birthday} reads it. */
export const showBirthday = ({
  birthYear,
  birthMonth,
  birthDay,
}: Pick<BirthdayColumns, 'birthYear' | 'birthMonth' | 'birthDay'>): string | null =>
  birthMonth === null || birthDay === null
    ? null
    : `${birthYear === null ? '-' : String(birthYear).padStart(4, '0')}-${two(birthMonth)}-${two(birthDay)}`

/** A lunar birthday as {@link lunarBirthday} reads it. */
export const showLunarBirthday = ({
  lunarMonth,
  lunarDay,
  lunarLeap,
}: Pick<BirthdayColumns, 'lunarMonth' | 'lunarDay' | 'lunarLeap'>) =>
  lunarMonth === null || lunarDay === null ? null : { month: lunarMonth, day: lunarDay, leap: lunarLeap === true }

/** Both birthdays as they were sent, in columns; what was left out is not there. */
export const birthdayColumns = (body: {
  readonly birthday?: z.output<typeof birthday> | null | undefined
  readonly lunarBirthday?: z.output<typeof lunarBirthday> | null | undefined
}): Partial<BirthdayColumns> => ({
  ...(body.birthday !== undefined && {
    birthYear: body.birthday?.year ?? null,
    birthMonth: body.birthday?.month ?? null,
    birthDay: body.birthday?.day ?? null,
  }),
  ...(body.lunarBirthday !== undefined && {
    lunarMonth: body.lunarBirthday?.month ?? null,
    lunarDay: body.lunarBirthday?.day ?? null,
    lunarLeap: body.lunarBirthday?.leap ?? null,
  }),
})

/** Text of several lines: as {@link words}, with line feeds. */
export const paragraphs = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}\uFFFD]|\n)+$/u, 'must be readable UTF-8 text without control characters')
