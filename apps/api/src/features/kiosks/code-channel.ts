import { messageRulesOf, renderMessage, textLocale, type MessageLocale, type MessageTemplate } from '@laurel/core'
import { findTemplate, listChannelAccounts, type RowOf } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { channelOf } from '../../platform/messages/channel-account.ts'
import { Problem } from '../../platform/problem.ts'

/** The message template that says the code: the carrier takes texts only that it has approved. */
const CODE_TEMPLATE = 'kiosk-code'

/** What is read to know how codes go out. */
export const codeStatements = () => [findTemplate({ code: CODE_TEMPLATE }), listChannelAccounts({})] as const

type Template = RowOf<typeof findTemplate>
type Accounts = readonly RowOf<typeof listChannelAccounts>[]

const templateOf = (row: Template | undefined): MessageTemplate | null =>
  row?.active === true && row.channel === 'sms' ? (JSON.parse(row.document) as MessageTemplate) : null

/** Whether a program can send codes: in test mode they are shown, and nothing is sent. */
export const canSendCodes = (program: PresentProgram, template: Template | undefined, accounts: Accounts): boolean =>
  program.mode === 'test' || (templateOf(template) !== null && accounts.some(({ channel }) => channel === 'sms'))

/** Sends a code to a phone, whosever it is. Throws code_not_sent where the carrier does not take it. */
export const sendCode = async (
  deps: Deps,
  program: PresentProgram,
  [template, accounts]: readonly [Template | undefined, Accounts],
  message: {
    readonly id: string
    readonly to: string
    readonly code: string
    readonly locale?: MessageLocale | undefined
  },
): Promise<void> => {
  const [text, account] = [templateOf(template), accounts.find(({ channel }) => channel === 'sms')]
  const channel = account ? await channelOf(deps, program, account) : null
  if (!text || !channel) throw new Problem('channel_not_ready')
  const { id, to, code, locale } = message
  const { language } = messageRulesOf(program.rules.document)
  const used = textLocale(text.texts, locale ?? language, language)
  const sent = await channel.send({ id, to, message: renderMessage(text, used, { 'data.code': code }) })
  if (sent.outcome !== 'sent') throw new Problem('code_not_sent', { headers: { 'retry-after': '5' } })
}
