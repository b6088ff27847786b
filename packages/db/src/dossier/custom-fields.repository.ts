import { asc, eq, getTableColumns } from 'drizzle-orm'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { customFields } from './dossier.tables.ts'

/** The fields that a program has defined, oldest first: never more than a trigger lets there be. */
export const listCustomFields = select<Record<string, never>>()(getTableColumns(customFields), f =>
  builder.select(f).from(customFields).orderBy(asc(customFields.id)),
)

export type CustomFieldRow = RowOf<typeof listCustomFields>

export const findCustomField = select<{ code: string }>()(getTableColumns(customFields), f =>
  builder
    .select(f)
    .from(customFields)
    .where(eq(customFields.code, $('code'))),
)

export const addCustomField = insertInto(customFields)

/** Changes a field but for its code and type; a trigger refuses a change made on an older revision. */
export const putCustomField = write<CustomFieldRow>(
  builder
    .update(customFields)
    .set({
      name: $('name'),
      options: $('options'),
      weight: $('weight'),
      active: $('active'),
      revision: $('revision'),
    } as never)
    .where(eq(customFields.id, $('id'))),
)
