import { z } from '@hono/zod-openapi'
import { words } from '../../platform/wire.ts'
import { memberView } from './members.schemas.ts'

export const cardView = z
  .object({
    cardNumber: z.string(),
    name: z.string().nullable().openapi({ description: 'Masked' }),
    now: z.string().openapi({ description: 'Real time here: a page goes by this one, its own may be wrong' }),
    codeSeconds: z.int().openapi({ description: 'How long one code is shown' }),
    codes: z
      .array(
        z.object({
          code: z.string().openapi({ description: '26 digits: for a QR code, or Code 128 C' }),
          validFrom: z.string(),
          validThrough: z.string(),
        }),
      )
      .openapi({ description: 'The present one, and those of the ten minutes to come' }),
  })
  .openapi('Card')

export const resolveCardBody = z
  .strictObject({
    code: words(64).openapi({ description: 'As it was scanned or typed; spaces and hyphens do not count' }),
  })
  .openapi('ResolveCardCode')

export const resolvedCard = z
  .object({
    proof: z.enum(['code', 'number']).openapi({
      description:
        '`code`: from a card that was shown within about a minute. `number`: a card number alone, which anybody may have read somewhere, and which proves nothing.',
    }),
    member: memberView,
  })
  .openapi('ResolvedCard')

export type CardView = z.output<typeof cardView>
export type ResolvedCard = z.output<typeof resolvedCard>
