import { z } from 'zod'
import { mulDiv } from '../../money/mul-div.ts'
import { effectKind } from '../effect.ts'

/** Points on top: so many once, or so many for every full `perMinor` of the cash part of the promotion's goods. */
export const bonusPoints = effectKind({
  kind: 'bonusPoints',
  schema: z.strictObject({
    kind: z.literal('bonusPoints'),
    points: z.int().min(1).max(1_000_000_000),
    perMinor: z.int().min(1).optional(),
  }),
  compile: ({ points, perMinor }) => ({
    give: ({ spendMinor }) => {
      const times = perMinor === undefined ? 1 : Math.floor(spendMinor / perMinor)
      return times === 0 ? null : { kind: 'bonusPoints', points: mulDiv(points, times, 1, 'floor') }
    },
  }),
})
