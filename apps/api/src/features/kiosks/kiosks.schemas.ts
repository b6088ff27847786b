import { z } from '@hono/zod-openapi'
import { messageLocales } from '@laurel/core'
import { consent } from '../../platform/consents.ts'
import { birthday, code, words } from '../../platform/wire.ts'

export const createKioskBody = z
  .strictObject({
    name: words(100).openapi({ description: 'Where it stands: `Ground floor, by the lifts`' }),
    store: code.optional(),
  })
  .openapi('CreateKiosk')

export const kioskView = z
  .object({
    id: z.string(),
    name: z.string(),
    store: z.string().nullable(),
    hint: z.string().nullable().openapi({ description: 'How its key ends; null until it is enrolled' }),
    createdAt: z.string(),
    enrolmentExpiresAt: z.string().nullable().openapi({ description: 'Real time; null once it is enrolled' }),
    enrolledAt: z.string().nullable(),
    seenAt: z
      .string()
      .nullable()
      .openapi({ description: 'When it last asked for anything, to within a minute or two' }),
    revokedAt: z.string().nullable(),
  })
  .openapi('Kiosk')

export const createdKiosk = kioskView
  .extend({
    enrolment: z.string().optional().openapi({
      description:
        'The code to type at the device within fifteen minutes, once. Shown once: left out when the request is answered again',
    }),
  })
  .openapi('CreatedKiosk')

export const enrolBody = z
  .strictObject({ code: words(32).openapi({ description: 'As it was typed: case, spaces and hyphens do not count' }) })
  .openapi('EnrolKiosk')

export const enrolledKiosk = kioskView
  .extend({ key: z.string().openapi({ description: 'For this device to keep: shown once' }) })
  .openapi('EnrolledKiosk')

export const ownKiosk = z
  .object({
    id: z.string(),
    name: z.string(),
    store: z.string().nullable(),
    program: z.object({ name: z.string(), mode: z.enum(['live', 'test']), currency: z.string(), timeZone: z.string() }),
    identifiesBy: z
      .array(z.enum(['cardCode', 'phone', 'cardNumber']))
      .openapi({ description: 'How members can show who they are here, as the program stands now' }),
  })
  .openapi('OwnKiosk')

export const challengeBody = z
  .strictObject({
    phone: words(32).openapi({ description: 'Any usual form' }),
    locale: z.enum(messageLocales).optional().openapi({ description: 'What the screen speaks' }),
  })
  .openapi('ChallengePhone')

export const challengeView = z
  .object({
    id: z.string(),
    expiresAt: z.string().openapi({ description: 'Real time' }),
    testCode: z.string().optional().openapi({
      description: 'In test mode no message is sent: the code is here, for any number alike. Shown once',
    }),
  })
  .openapi('Challenge')

const challenge = z.string().max(64)
const sentCode = z.string().regex(/^\d{6}$/, 'must be the six digits that were sent')

export const openKioskSessionBody = z
  .union([
    z.strictObject({ challenge, code: sentCode }),
    z.strictObject({ cardCode: words(64).openapi({ description: 'As it was scanned' }) }),
  ])
  .openapi('OpenKioskSession')

export const kioskSessionView = z
  .object({
    id: z.string(),
    token: z.string().openapi({ description: 'A member token that is worth nothing once the session is ended' }),
    expiresAt: z.string().openapi({ description: 'Real time: at most ten minutes ahead' }),
    member: z.object({
      name: z.string().nullable().openapi({ description: 'Masked' }),
      phone: z.string().nullable().openapi({ description: 'Masked' }),
    }),
  })
  .openapi('KioskSession')

export const endedKioskSession = z.object({ id: z.string(), ended: z.literal(true) }).openapi('EndedKioskSession')

export const registerBody = z
  .strictObject({
    challenge,
    code: sentCode,
    phone: words(32).openapi({ description: 'The one that was challenged' }),
    name: words(100),
    birthday: birthday.optional(),
    acceptsTerms: z.literal(true).openapi({
      description:
        'They take the program’s terms and its privacy notice, by a tick of their own: nobody registers without',
    }),
    consents: z.array(consent).max(20).default([]),
  })
  .openapi('RegisterAtKiosk')

export type KioskView = z.infer<typeof kioskView>
export type KioskSessionView = z.infer<typeof kioskSessionView>
export type OpenKioskSession = z.output<typeof openKioskSessionBody>
export type RegisterAtKiosk = z.output<typeof registerBody>
