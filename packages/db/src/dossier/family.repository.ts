import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { $, builder, insertAllInto, insertInto, select, write, type RowOf } from '../statement.ts'
import { familyMembers, familySizes } from './dossier.tables.ts'

const fields = getTableColumns(familyMembers)
/** JSON: sizes by garment. */
const sizes = sql<string>`(SELECT json_group_object(garment, size) FROM family_sizes
  WHERE person_id = family_members.id)`.as('sizes')

/** The family of a member, in the order in which they were written down. */
export const listFamily = select<{ memberId: number }>()({ ...fields, sizes }, f =>
  builder
    .select(f)
    .from(familyMembers)
    .where(eq(familyMembers.memberId, $('memberId')))
    .orderBy(asc(familyMembers.id)),
)

export type FamilyRow = RowOf<typeof listFamily>

const insert = insertInto(familyMembers)
const insertSizes = insertAllInto(familySizes)
const changeable = Object.keys(fields).filter(name => name !== 'id' && name !== 'memberId')
const change = write<Omit<FamilyRow, 'sizes'>>(
  builder
    .update(familyMembers)
    .set(Object.fromEntries(changeable.map(name => [name, $(name)])) as never)
    .where(eq(familyMembers.id, $('id'))),
)
const forgetSizes = write<{ memberId: number; id: number }>(
  builder.delete(familySizes).where(and(eq(familySizes.memberId, $('memberId')), eq(familySizes.personId, $('id')))),
)
const remove = write<{ memberId: number; id: number }>(
  builder.delete(familyMembers).where(and(eq(familyMembers.memberId, $('memberId')), eq(familyMembers.id, $('id')))),
)

const sizesOf = ({ id: personId, memberId, sizes: text }: FamilyRow): readonly Statement[] =>
  insertSizes(
    Object.entries(JSON.parse(text) as Record<string, string>).map(([garment, size]) => ({
      personId,
      memberId,
      garment,
      size,
    })),
  )

/** Writes down somebody of a family. */
export const addRelative = (row: FamilyRow): readonly Statement[] => {
  const { sizes: _, ...person } = row
  return [insert(person), ...sizesOf(row)]
}

/** Changes somebody of a family; a trigger refuses a change made on an older revision. */
export const putRelative = (row: FamilyRow): readonly Statement[] => {
  const { sizes: _, ...person } = row
  return [change(person), forgetSizes(row), ...sizesOf(row)]
}

export const removeRelative = (whom: { readonly memberId: number; readonly id: number }): readonly Statement[] => [
  forgetSizes(whom),
  remove(whom),
]
