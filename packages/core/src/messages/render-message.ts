import type { MessageLocale } from './message-locale.ts'
import type { MessageTemplate } from './message-template.schema.ts'
import { renderTemplateText } from './template-text.ts'

/** A message as it goes to a channel. */
export interface RenderedMessage {
  readonly locale: MessageLocale
  readonly subject: string | null
  readonly body: string
  readonly carrier: { readonly code: string; readonly values: Readonly<Record<string, string>> } | null
}

/** A subject is one line of a protocol's head: what a value brings may not begin another. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')

/** A template in one of its languages, with its places filled. */
export const renderMessage = (
  { texts }: Pick<MessageTemplate, 'texts'>,
  locale: MessageLocale,
  values: Readonly<Record<string, string | undefined>>,
): RenderedMessage => {
  const { subject, body, carrier } = texts[locale]!
  return {
    locale,
    subject: subject === undefined ? null : oneLine(renderTemplateText(subject, values)),
    body: renderTemplateText(body, values),
    carrier: carrier
      ? {
          code: carrier.code,
          values: Object.fromEntries(
            Object.entries(carrier.values).map(([name, text]) => [name, oneLine(renderTemplateText(text, values))]),
          ),
        }
      : null,
  }
}
