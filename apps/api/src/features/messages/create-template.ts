import { messageTemplateSchema, type MessageTemplate } from '@laurel/core'
import { addTemplate, findTemplate, readAll, type TemplateRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { CreateTemplate, TemplateView } from './templates.schemas.ts'

/** A template as core knows it. Throws invalid_request with a path for each variable that is none. */
export const checkedTemplate = (document: unknown): MessageTemplate => {
  const parsed = messageTemplateSchema.safeParse(document)
  if (parsed.success) return parsed.data
  throw new Problem('invalid_request', {
    errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  })
}

/** A kept template. */
export const templateOf = (row: TemplateRow): MessageTemplate => JSON.parse(row.document) as MessageTemplate

export const renderTemplateRow = (row: TemplateRow): TemplateView => ({
  code: row.code,
  revision: row.revision,
  active: row.active,
  ...templateOf(row),
})

/** A template as it stands now. Throws not_found. */
export const loadTemplate = async (program: OpenProgram, code: string): Promise<TemplateRow> => {
  const [[row]] = await readAll(program.database, [findTemplate({ code })])
  if (!row) throw new Problem('not_found')
  return row
}

/** Adds a template (S15). Each of its variables is looked at now, not when it is sent. */
export const createTemplate = (caller: Caller, body: CreateTemplate): Promise<Answer<TemplateView>> => {
  const { code, active, ...rest } = body
  const document = checkedTemplate(rest)
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [findTemplate({ code })],
    decide: (program, [[taken]]) => {
      requireStore(program, null)
      if (taken) throw new Problem('template_exists')
      const row: TemplateRow = {
        id: caller.deps.ids.next(),
        code,
        channel: document.channel,
        document: JSON.stringify(document),
        active,
        revision: 1,
      }
      return {
        statements: [addTemplate(row), record(program, program.actor, 'templateCreated', code)],
        resource: code,
        result: renderTemplateRow(row),
      }
    },
    replay: async (made, program) => renderTemplateRow(await loadTemplate(program, made)),
  })
}
