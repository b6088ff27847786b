import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

const contacts = ['phone', 'email', 'wechatOpenId', 'externalId', 'name'] as const

/** Who may be looked up by one of these: what they are is sealed, that they are there is not. */
export const contact = segmentConditionKind({
  kind: 'contact',
  schema: z.strictObject({ kind: z.literal('contact'), in: z.array(z.enum(contacts)).min(1).max(contacts.length) }),
  compile: ({ in: kinds }) => some('contacts', { contact: { in: kinds } }),
})
