import { asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Statement } from '../database.ts'
import { $, builder, insertAllInto, insertInto, select, write, type RowOf } from '../statement.ts'
import { dossiers, memberFields, memberInterests, memberSizes, memberTags } from './dossier.tables.ts'

/** A member's dossier; none where nothing was written yet. */
export const findDossier = select<{ memberId: number }>()(getTableColumns(dossiers), f =>
  builder
    .select(f)
    .from(dossiers)
    .where(eq(dossiers.memberId, $('memberId'))),
)

export type DossierRow = RowOf<typeof findDossier>

const replaceable = Object.keys(getTableColumns(dossiers)).filter(name => name !== 'memberId')
const columnOf = getTableColumns(dossiers) as Readonly<Record<string, { readonly name: string }>>

/** Writes a member's dossier; a trigger refuses a change made on an older revision. */
export const putDossier = write<DossierRow>(
  builder
    .insert(dossiers)
    .values(Object.fromEntries(['memberId', ...replaceable].map(name => [name, $(name)])) as never)
    .onConflictDoUpdate({
      target: dossiers.memberId,
      set: Object.fromEntries(replaceable.map(name => [name, sql.raw(`excluded.${columnOf[name]!.name}`)])),
    }),
)

/** What a member is interested in, by its code. */
export const listInterests = select<{ memberId: number }>()({ interest: memberInterests.interest }, f =>
  builder
    .select(f)
    .from(memberInterests)
    .where(eq(memberInterests.memberId, $('memberId')))
    .orderBy(asc(memberInterests.interest)),
)

export const listSizes = select<{ memberId: number }>()({ garment: memberSizes.garment, size: memberSizes.size }, f =>
  builder
    .select(f)
    .from(memberSizes)
    .where(eq(memberSizes.memberId, $('memberId')))
    .orderBy(asc(memberSizes.garment)),
)

export const listTags = select<{ memberId: number }>()({ tag: memberTags.tag }, f =>
  builder
    .select(f)
    .from(memberTags)
    .where(eq(memberTags.memberId, $('memberId')))
    .orderBy(asc(memberTags.tag)),
)

/** What custom fields hold of a member. */
export const listFieldValues = select<{ memberId: number }>()(
  { field: memberFields.field, code: memberFields.code, number: memberFields.number },
  f =>
    builder
      .select(f)
      .from(memberFields)
      .where(eq(memberFields.memberId, $('memberId')))
      .orderBy(asc(memberFields.field), asc(memberFields.code)),
)

const removal = (table: SQLiteTable & { readonly memberId: Parameters<typeof eq>[0] }) =>
  write<{ memberId: number }>(builder.delete(table).where(eq(table.memberId, $('memberId'))))

const removeInterests = removal(memberInterests)
const removeSizes = removal(memberSizes)
const removeFieldValues = removal(memberFields)
const insertInterests = insertAllInto(memberInterests)
const insertSizes = insertAllInto(memberSizes)
const insertFieldValues = insertAllInto(memberFields)

/** Replaces what a member is interested in. */
export const putInterests = (memberId: number, interests: readonly string[]): readonly Statement[] => [
  removeInterests({ memberId }),
  ...insertInterests(interests.map(interest => ({ memberId, interest }))),
]

/** Replaces the sizes of a member. */
export const putSizes = (memberId: number, sizes: readonly RowOf<typeof listSizes>[]): readonly Statement[] => [
  removeSizes({ memberId }),
  ...insertSizes(sizes.map(size => ({ memberId, ...size }))),
]

/** Replaces what custom fields hold of a member. */
export const putFieldValues = (
  memberId: number,
  values: readonly RowOf<typeof listFieldValues>[],
): readonly Statement[] => [
  removeFieldValues({ memberId }),
  ...insertFieldValues(values.map(value => ({ memberId, ...value }))),
]

/** Tags a member; refused where the tag is there already. */
export const addTag = insertInto(memberTags)

export const removeTag = write<{ memberId: number; tag: string }>(
  builder.delete(memberTags).where(sql`${memberTags.memberId} = ${$('memberId')} AND ${memberTags.tag} = ${$('tag')}`),
)
