/** A text with places for variables: literal pieces and places in turn, as written. */
export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'place'; readonly variable: string; readonly fallback: string | null }

/** Why a text is no template, with the offset at which it goes wrong. */
export interface TemplateFault {
  readonly message: string
  readonly at: number
}

const PLACE = /^\{\{\s*([A-Za-z][\w.]*)\s*(?:\|\s*default:\s*"([^"{}]*)"\s*)?\}\}/

/**
 * Takes a template's text apart. A place is `{{ member.name }}`, or `{{ member.name | default: "dear guest" }}` for where
 * there is none: the two forms of Liquid that shops know from their mail tools. Nothing else is one: a lone `{{` is a
 * fault, since it would be sent as it stands.
 */
export const parseTemplateText = (text: string): readonly TemplatePiece[] | TemplateFault => {
  const pieces: TemplatePiece[] = []
  for (let from = 0; from < text.length;) {
    const at = text.indexOf('{{', from)
    const until = at === -1 ? text.length : at
    const literal = text.slice(from, until)
    const stray = literal.indexOf('}}')
    if (stray !== -1) return { message: '"}}" closes nothing', at: from + stray }
    if (literal !== '') pieces.push({ kind: 'text', text: literal })
    if (at === -1) break
    const [place, variable, fallback = null] = PLACE.exec(text.slice(at)) ?? []
    if (place === undefined) return { message: 'must be {{ name }} or {{ name | default: "text" }}', at }
    pieces.push({ kind: 'place', variable: variable!, fallback })
    from = at + place.length
  }
  return pieces
}

/** Whether a text could be taken apart. */
export const isTemplate = (parsed: readonly TemplatePiece[] | TemplateFault): parsed is readonly TemplatePiece[] =>
  Array.isArray(parsed)

/** A text with its places filled. An empty value leaves the fallback. Throws RangeError for a text that is no template. */
export const renderTemplateText = (text: string, values: Readonly<Record<string, string | undefined>>): string => {
  const pieces = parseTemplateText(text)
  if (!isTemplate(pieces)) throw new RangeError(pieces.message)
  return pieces
    .map(piece => (piece.kind === 'text' ? piece.text : values[piece.variable] || (piece.fallback ?? '')))
    .join('')
}
