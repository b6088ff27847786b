import { findTemplate, putTemplate, type TemplateRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { checkedTemplate, loadTemplate, renderTemplateRow, templateOf } from './create-template.ts'
import type { PatchTemplate, TemplateView } from './templates.schemas.ts'

/** Changes a template. What is sent from then on says the new text; what was sent is not said again. */
export const patchTemplate = (caller: Caller, code: string, body: PatchTemplate): Promise<Answer<TemplateView>> => {
  const { active, ...changes } = body
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [findTemplate({ code })],
    decide: (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, null)
      const changed: TemplateRow = {
        ...row,
        document: JSON.stringify(checkedTemplate({ ...templateOf(row), ...changes })),
        active: active ?? row.active,
        revision: row.revision + 1,
      }
      return {
        statements: [putTemplate(changed), record(program, program.actor, 'templateChanged', code)],
        resource: `${code} ${changed.revision}`,
        result: renderTemplateRow(changed),
      }
    },
    replay: async (resource, program) => {
      const [made, revision] = resource.split(' ')
      const row = await loadTemplate(program, made!)
      if (row.revision < Number(revision)) throw new Problem('not_found')
      return renderTemplateRow(row)
    },
  })
}
