import { z } from 'zod'
import { pyramidClasses } from '../../insight/member-classes.ts'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Who was in one of these classes of the pyramid last night (S12). */
export const pyramid = segmentConditionKind({
  kind: 'pyramid',
  schema: z.strictObject({
    kind: z.literal('pyramid'),
    in: z.array(z.enum(pyramidClasses)).min(1).max(pyramidClasses.length),
  }),
  compile: ({ in: classes }) => fact('pyramid', { in: classes }),
})
