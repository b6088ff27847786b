import { z } from 'zod'
import { conditionKind } from '../condition.ts'

/** Only on the member's birthday, the lunar one where the member has that (S8). */
export const birthday = conditionKind({
  kind: 'birthday',
  schema: z.strictObject({ kind: z.literal('birthday') }),
  compile: () => ({ of: 'receipt', holds: ({ birthday }) => birthday }),
})
