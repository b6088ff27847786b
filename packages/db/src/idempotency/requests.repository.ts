import { eq } from 'drizzle-orm'
import { $, builder, insertInto, select } from '../statement.ts'
import { requests } from './requests.tables.ts'

/** The answer already given to a request of this key. */
export const findRequest = select<{ keyHash: Uint8Array }>()(
  { requestHash: requests.requestHash, resource: requests.resource },
  f =>
    builder
      .select(f)
      .from(requests)
      .where(eq(requests.keyHash, $('keyHash'))),
)

/** Keeps which resource a request made, in the batch that makes it. */
export const appendRequest = insertInto(requests)
