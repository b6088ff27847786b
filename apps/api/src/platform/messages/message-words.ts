import {
  messageRulesOf,
  renderMessage,
  textLocale,
  type MessageTemplate,
  type QuietHours,
  type RenderedMessage,
} from '@laurel/core'
import { findTemplate, listMessageWishes } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../enter-program.ts'
import { messageValues, valueStatements, type RowsOf } from './message-values.ts'

/** What is said of a campaign to one member: which template, and JSON of what the campaign brings for it. */
export interface Saying {
  readonly memberId: number
  readonly template: string
  readonly data: string
}

/** What is to be read to put a message into a member's words. */
export const wordStatements = ({ memberId, template }: Saying) =>
  [
    findTemplate({ code: template }),
    listMessageWishes({ ids: JSON.stringify([memberId]) }),
    ...valueStatements(memberId),
  ] as const

type WordRows = RowsOf<ReturnType<typeof wordStatements>>

/** The hours in which the program disturbs nobody, and those that the member has asked for. */
export const quietHoursOf = (program: PresentProgram, [, [wishes]]: WordRows): readonly QuietHours[] => {
  const { quietFrom: from, quietUntil: until } = wishes ?? { quietFrom: null, quietUntil: null }
  const own = from === null || until === null ? [] : [{ from, until }]
  return [...messageRulesOf(program.rules.document).quietHours, ...own]
}

/** A message in the member's language, with the member's figures; null where there is no such template or person. */
export const wordsFor = async (
  deps: Deps,
  program: PresentProgram,
  { data }: Saying,
  [[template], [wishes], ...rows]: WordRows,
): Promise<RenderedMessage | null> => {
  if (!template) return null
  const document = JSON.parse(template.document) as MessageTemplate
  const { language } = messageRulesOf(program.rules.document)
  const locale = textLocale(document.texts, wishes?.language ?? language, language)
  const values = await messageValues(deps, program, rows, locale)
  if (!values) return null
  const brought = Object.entries(JSON.parse(data) as Record<string, string>)
  const places = Object.fromEntries(brought.map(([name, value]) => [`data.${name}`, value]))
  return renderMessage(document, locale, { ...values, ...places })
}
