import type { ExampleState } from '../examples/example-states.ts'
import type { Locale } from '../../src/i18n/locale.ts'

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
  /** What the choice of states is for. */
  readonly shownAs: string
  readonly states: Readonly<Record<ExampleState, StateWords>>
  /** On the button that opens what is over everything. */
  readonly open: string
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
  readonly policy: PolicyWords
  readonly offline: TitledList
  readonly security: SecurityWords
}

/** The name of a state, and when an element is in it. */
export interface StateWords {
  readonly name: string
  readonly says: string
}

/** A heading over some sentences. What stands between backticks is code. */
export interface TitledList {
  readonly title: string
  readonly items: readonly string[]
}

/** What a store's Content-Security-Policy has to allow. */
export interface PolicyWords {
  readonly title: string
  readonly intro: string
  /** Why each directive is there. */
  readonly directives: Readonly<Record<PolicyDirective, string>>
  readonly notNeeded: string
}

/** What a store's policy says of Laurel. */
export type PolicyDirective = 'script-src' | 'style-src' | 'connect-src' | 'img-src' | 'frame-src'

/** The page on what an attacker may try. */
export interface SecurityWords {
  readonly title: string
  readonly intro: string
  readonly link: string
  /** Back to the elements. */
  readonly back: string
  readonly summary: string
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
