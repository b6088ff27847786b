import { z } from '@hono/zod-openapi'
import { consent, heldConsent } from '../../platform/consents.ts'
import { listQuery } from '../../platform/lists.ts'
import { birthday, code, localized, lunarBirthday, words } from '../../platform/wire.ts'

const person = {
  phone: words(32).openapi({ description: 'Any usual form; kept in E.164' }),
  email: z.email().max(254),
  name: words(100),
  birthday,
  lunarBirthday,
  gender: z.enum(['female', 'male', 'other']),
  region: words(100),
  externalId: words(100),
  wechatOpenId: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .openapi({
      description: 'Whom your official account on WeChat knows the person as: the channel `wechat` reaches them by it',
    }),
  brandCards: z.array(code).max(200).openapi({ description: 'Brands whose own card the person has' }),
}

export const createMemberBody = z
  .strictObject({ ...person, referredBy: z.string().max(64), consents: z.array(consent).max(20) })
  .partial()

/** A field set to null is taken away; one left out stays. */
export const patchMemberBody = z
  .strictObject({
    phone: person.phone.nullable(),
    email: person.email.nullable(),
    name: person.name.nullable(),
    birthday: person.birthday.nullable(),
    lunarBirthday: person.lunarBirthday.nullable(),
    gender: person.gender.nullable(),
    region: person.region.nullable(),
    externalId: person.externalId.nullable(),
    wechatOpenId: person.wechatOpenId.nullable(),
    brandCards: person.brandCards,
    consents: z.array(consent).max(20),
  })
  .partial()

const tierView = z
  .object({
    code: z.string(),
    name: localized,
    rank: z.int(),
    since: z.string(),
    validThrough: z.string().nullable(),
  })
  .openapi('HeldTier')

export const memberView = z
  .object({
    id: z.string(),
    cardNumber: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    externalId: z.string().nullable(),
    wechatOpenId: z.string().nullable(),
    birthday: z.string().nullable(),
    lunarBirthday: z.object({ month: z.int(), day: z.int(), leap: z.boolean() }).nullable(),
    gender: z.enum(['female', 'male', 'other']).nullable(),
    region: z.string().nullable(),
    referredBy: z.string().nullable(),
    status: z.enum(['active']),
    registeredAt: z.string(),
    tier: tierView.nullable(),
    brandCards: z.array(z.string()),
    consents: z.array(heldConsent).openapi({ description: 'What holds; who was never asked is not there' }),
  })
  .openapi('Member')

export const mergeMembersBody = z.strictObject({
  from: z.string().max(64).openapi({ description: 'The member whose card becomes this member’s' }),
})

export const erasedView = z
  .object({ id: z.string(), status: z.literal('erased'), erasedAt: z.string() })
  .openapi('ErasedMember')

export const exportedMember = z
  .object({
    member: memberView,
    exportedAt: z.string(),
    held: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).openapi({
      description:
        'Every row about the member, by the table that holds it: receipts with their lines and tenders, the journal, lots, consents with their history, redemptions, coupons, uses of benefits, what was done by hand and why. Sealed texts are open; keys and keyed hashes are left out.',
    }),
  })
  .openapi('MemberExport')

const criteria = {
  phone: words(32).optional(),
  email: words(254).optional(),
  cardNumber: words(32).optional(),
  externalId: words(100).optional(),
  wechatOpenId: words(64).optional(),
  q: words(100).optional().openapi({
    description: 'A name or part of one, a phone number or its last four digits, a card number, an e-mail address',
  }),
}

const atMostOne = (query: Record<string, unknown>): boolean =>
  Object.keys(criteria).filter(name => query[name] !== undefined).length <= 1
const onlyOne = { message: 'name at most one of phone, email, cardNumber, externalId, wechatOpenId, q', path: ['q'] }

export const findMembersQuery = z.strictObject({ ...listQuery.shape, ...criteria }).refine(atMostOne, onlyOne)
export const searchMembersBody = z
  .strictObject({ limit: z.int().min(1).max(100).default(20), cursor: z.string().max(200).optional(), ...criteria })
  .refine(atMostOne, onlyOne)

export type CreateMember = z.output<typeof createMemberBody>
export type PatchMember = z.output<typeof patchMemberBody>
export type ErasedView = z.output<typeof erasedView>
export type ExportedMember = z.output<typeof exportedMember>
export type FindMembers = z.output<typeof searchMembersBody>
