import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, daysBetween, isSomeDayRange, NO_DAY_RANGE } from '../value-schemas.ts'

/** Who first bought on certain days, or within the last so many. */
export const firstPurchase = segmentConditionKind({
  kind: 'firstPurchase',
  schema: z.strictObject({ kind: z.literal('firstPurchase'), ...dayRange }).refine(isSomeDayRange, NO_DAY_RANGE),
  compile: (days, { today }) => fact('firstOn', daysBetween(days, today)),
})
