import { desc, eq, lt } from 'drizzle-orm'
import { $, builder, insertInto, select } from '../statement.ts'
import { operatorRequests, programs } from './control.tables.ts'

const fields = {
  id: programs.id,
  name: programs.name,
  mode: programs.mode,
  preset: programs.preset,
  createdAt: programs.createdAt,
}

/** A page of programs, newest first. */
export const listPrograms = select<{ beforeId: string; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(programs)
    .where(lt(programs.id, $('beforeId')))
    .orderBy(desc(programs.id))
    .limit($('limit')),
)

export const registerProgram = insertInto(programs)

/** The program that an operator's request already made. */
export const findOperatorRequest = select<{ keyHash: Uint8Array }>()(
  { requestHash: operatorRequests.requestHash, programId: operatorRequests.programId },
  f =>
    builder
      .select(f)
      .from(operatorRequests)
      .where(eq(operatorRequests.keyHash, $('keyHash'))),
)

export const appendOperatorRequest = insertInto(operatorRequests)
