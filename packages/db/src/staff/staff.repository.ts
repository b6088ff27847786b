import { desc, eq, getTableColumns, lt, or, type InferSelectModel } from 'drizzle-orm'
import { $, builder, insertInto, select, write } from '../statement.ts'
import { staff } from './staff.tables.ts'

export type StaffRow = InferSelectModel<typeof staff>

const fields = getTableColumns(staff)

/** A staff account by id. */
export const findStaff = select<{ id: number }>()(fields, f =>
  builder
    .select(f)
    .from(staff)
    .where(eq(staff.id, $('id'))),
)

/** The account of an e-mail address, by either of its keyed hashes. */
export const findStaffByEmail = select<{ emailHash: Uint8Array; orHash: Uint8Array }>()(fields, f =>
  builder
    .select(f)
    .from(staff)
    .where(or(eq(staff.emailHash, $('emailHash')), eq(staff.emailHash, $('orHash')))),
)

/** The account that an invitation is for, until it is taken up. */
export const findStaffByInvitation = select<{ invitationHash: Uint8Array }>()(fields, f =>
  builder
    .select(f)
    .from(staff)
    .where(eq(staff.invitationHash, $('invitationHash'))),
)

/** A page of the accounts, newest first. */
export const listStaff = select<{ beforeId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(staff)
    .where(lt(staff.id, $('beforeId')))
    .orderBy(desc(staff.id))
    .limit($('limit')),
)

export const addStaff = insertInto(staff)

const { id: _, createdAt: __, ...changing } = fields

const update = write<Readonly<Record<string, unknown>>>(
  builder
    .update(staff)
    .set(Object.fromEntries(Object.keys(changing).map(name => [name, $(name)])) as never)
    .where(eq(staff.id, $('id'))),
)

/** Puts an account as it is now, with its revision raised by one: a change made meanwhile is refused. */
export const putStaff = (row: StaffRow) => update({ ...row })
