import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { familyMembers } from './dossier.tables.ts'

/** The family of a member, in the order in which they were written down. */
export const listFamily = select<{ memberId: number }>()(getTableColumns(familyMembers), f =>
  builder
    .select(f)
    .from(familyMembers)
    .where(eq(familyMembers.memberId, $('memberId')))
    .orderBy(asc(familyMembers.id)),
)

export type FamilyRow = RowOf<typeof listFamily>

export const addRelative = insertInto(familyMembers)

const changeable = Object.keys(getTableColumns(familyMembers)).filter(name => name !== 'id' && name !== 'memberId')

/** Changes somebody of a family; a trigger refuses a change made on an older revision. */
export const putRelative = write<FamilyRow>(
  builder
    .update(familyMembers)
    .set(Object.fromEntries(changeable.map(name => [name, $(name)])) as never)
    .where(eq(familyMembers.id, $('id'))),
)

export const removeRelative = write<{ memberId: number; id: number }>(
  builder.delete(familyMembers).where(and(eq(familyMembers.memberId, $('memberId')), eq(familyMembers.id, $('id')))),
)
