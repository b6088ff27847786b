import { z } from '@hono/zod-openapi'
import { notEnoughData } from '@laurel/core'
import { amount } from '../../platform/wire.ts'

const day = z.string().openapi({ format: 'date' })
const probability = z.number().min(0).max(1)

const reason = z
  .enum(notEnoughData)
  .nullable()
  .openapi({ description: 'Why there is not enough data; null where there is' })

const fitted = {
  logLikelihood: z.number(),
  standardError: z
    .number()
    .openapi({ description: 'Of the purchases within the horizon, or of the mean spend; relative' }),
  members: z.int().openapi({ description: 'Fitted: a sample where there are more than 50,000' }),
  iterations: z.int(),
}

const memberToWinBack = z.object({
  memberId: z.string(),
  lastPurchaseOn: day,
  purchaseDays: z.int(),
  probabilityActive: probability,
  probabilityAtLastPurchase: probability.openapi({ description: 'Before the silence since' }),
  expectedPurchases: z.number(),
  expectedValue: z.int().nullable(),
  atStake: amount.openapi({
    description: 'What the member would be worth if active for certain, times the fall of the probability of it',
  }),
})

/** What a program's buyers are expected to do. */
export const forecastView = z
  .object({
    asOf: day.nullable().openapi({ description: 'The start of this day; null before the first night' }),
    horizonDays: z.int(),
    buyers: z.int(),
    purchases: z
      .object({
        reason,
        fit: z
          .object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number(), ...fitted })
          .nullable()
          .openapi({ description: 'BG/NBD (Fader, Hardie, Lee 2005), time in weeks' }),
      })
      .nullable(),
    spend: z
      .object({
        reason,
        fit: z
          .object({ p: z.number(), q: z.number(), gamma: z.number(), ...fitted })
          .nullable()
          .openapi({ description: 'Gamma-Gamma (Fader, Hardie 2013), gamma in minor units' }),
      })
      .nullable(),
    calibration: z
      .object({
        reason,
        heldBack: z
          .object({
            through: day.openapi({ description: 'The last day that this fit has seen' }),
            days: z.int(),
            members: z.int(),
            predicted: z.number(),
            actual: z.int(),
            byRepeats: z
              .array(z.object({ repeats: z.int(), members: z.int(), predicted: z.number(), actual: z.int() }))
              .openapi({ description: 'By repeat purchases before the cut, the last one so many or more' }),
          })
          .nullable(),
      })
      .nullable()
      .openapi({ description: 'What a fit that has not seen the last days says of them, beside what came' }),
    expected: z
      .object({
        active: z.number().openapi({ description: 'As many buyers as are likely to be active' }),
        purchases: z.number(),
        value: amount.nullable(),
      })
      .nullable()
      .openapi({ description: 'Of all buyers together, within the horizon' }),
    winBack: z.array(memberToWinBack).openapi({ description: 'The most at stake first' }),
  })
  .openapi('Forecast')

export type ForecastView = z.infer<typeof forecastView>

export const winBackQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20).openapi({ description: 'Of those to win back' }),
})
