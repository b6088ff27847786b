import type { Locale } from '../../src/i18n/locale.ts'

/** What an element of the documentation may be shown as. */
export type ExampleState = 'ready' | 'loading' | 'signed-out' | 'failed'

/** Every text of the documentation but the docstrings, whose translations are in `descriptions/`. */
export interface DocsWords {
  readonly documentTitle: string
  readonly summary: string
  readonly title: string
  readonly intro: string
  readonly needsScript: string
  /** Only spoken: what the lists of links are for. */
  readonly elements: string
  readonly language: string
  readonly reference: string
  readonly demo: string
  readonly themes: string
  readonly states: Readonly<Record<ExampleState, string>>
  readonly attributes: string
  readonly members: string
  readonly slots: string
  readonly events: string
  readonly cssParts: string
  readonly cssProperties: string
  readonly defaultSlot: string
  /** Before a value, with what stands between them. */
  readonly defaultValue: string
  readonly copyAndPaste: string
  readonly copy: string
  /** Only spoken, once something is copied. */
  readonly copied: string
  readonly snippets: SnippetWords
}

/** The names of what is there to copy, its comments, and what it says to a store's visitors. */
export interface SnippetWords {
  readonly html: string
  readonly theme: string
  readonly react: string
  readonly vue: string
  readonly frame: string
  readonly webView: string
  readonly pointsFallback: string
  readonly rewardsFallback: string
  readonly cardFallback: string
  readonly signIn: string
  readonly beforeHead: string
  readonly anySection: string
  readonly frameReaches: string
  readonly backEnd: readonly [string, string]
  readonly miniProgram: string
  readonly webViewPage: string
  /** What a page in this language sets as `locale`. */
  readonly locale: Locale
}
