import { messageRulesOf, renderMessage, textLocale } from '@laurel/core'
import { findTemplate, listMessageWishes } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { messageValues, sampleValues, valueStatements } from '../../platform/messages/message-values.ts'
import { Problem } from '../../platform/problem.ts'
import { templateOf } from './create-template.ts'
import type { Preview, PreviewView } from './templates.schemas.ts'

/** A template as a member would read it, or with made-up figures. Nothing is sent, nothing is kept. */
export const previewTemplate = async (
  caller: Caller,
  code: string,
  { locale, memberId: of, data }: Preview,
): Promise<PreviewView> => {
  const id = of === undefined ? 0 : (decodeId('mem', of) ?? -1)
  const { program, rows } = await enterProgram(caller, [
    findTemplate({ code }),
    listMessageWishes({ ids: JSON.stringify([id]) }),
    ...valueStatements(id),
  ])
  const [[row], [wishes], ...memberRows] = rows
  if (!row) throw new Problem('not_found')
  const template = templateOf(row)
  const { language } = messageRulesOf(program.rules.document)
  const used = textLocale(template.texts, locale ?? wishes?.language ?? language, language)
  const values =
    of === undefined ? sampleValues(program, used) : await messageValues(caller.deps, program, memberRows, used)
  if (!values) throw new Problem('not_found')
  const brought = Object.fromEntries(template.data.map(name => [`data.${name}`, data[name] ?? `[${name}]`]))
  return renderMessage(template, used, { ...values, ...brought })
}
