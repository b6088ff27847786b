import { asc, eq, getTableColumns, gt } from 'drizzle-orm'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { messageTemplates } from './messages.tables.ts'

const fields = getTableColumns(messageTemplates)

/** A template of messages. */
export const findTemplate = select<{ code: string }>()(fields, f =>
  builder
    .select(f)
    .from(messageTemplates)
    .where(eq(messageTemplates.code, $('code'))),
)

/** A page of the templates, oldest first. */
export const listTemplates = select<{ afterId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(messageTemplates)
    .where(gt(messageTemplates.id, $('afterId')))
    .orderBy(asc(messageTemplates.id))
    .limit($('limit')),
)

export type TemplateRow = RowOf<typeof findTemplate>

export const addTemplate = insertInto(messageTemplates)

const put = write<{ code: string; document: string; active: number; revision: number }>(
  builder
    .update(messageTemplates)
    .set({ document: $('document'), active: $('active'), revision: $('revision') } as never)
    .where(eq(messageTemplates.code, $('code'))),
)

/** Changes a template; a trigger refuses a revision that does not follow the last. */
export const putTemplate = ({ code, document, active, revision }: TemplateRow) =>
  put({ code, document, active: Number(active), revision })
