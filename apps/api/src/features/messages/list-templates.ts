import { findTemplate, listTemplates } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderTemplateRow } from './create-template.ts'
import type { TemplateView } from './templates.schemas.ts'

/** A page of the templates, oldest first. */
export const listProgramTemplates = async (
  caller: Caller,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ data: TemplateView[]; nextCursor: string | null }> => {
  const [afterId] = readCursor(query.cursor, [0])
  const { rows } = await enterProgram(caller, [listTemplates({ afterId: afterId!, limit: query.limit + 1 })])
  return page(rows[0], query.limit, row => [row.id], renderTemplateRow)
}

/** One template. */
export const getTemplate = async (caller: Caller, code: string): Promise<TemplateView> => {
  const { rows } = await enterProgram(caller, [findTemplate({ code })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderTemplateRow(row)
}
