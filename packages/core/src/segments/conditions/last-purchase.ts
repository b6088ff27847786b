import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, daysBetween, isSomeDayRange, NO_DAY_RANGE } from '../value-schemas.ts'

/** Who last bought on certain days, or within the last so many. */
export const lastPurchase = segmentConditionKind({
  kind: 'lastPurchase',
  schema: z.strictObject({ kind: z.literal('lastPurchase'), ...dayRange }).refine(isSomeDayRange, NO_DAY_RANGE),
  compile: (days, { today }) => fact('lastOn', daysBetween(days, today)),
})
