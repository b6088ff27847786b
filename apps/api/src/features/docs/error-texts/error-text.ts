import type { ProblemCode } from '../../../platform/problem-table.ts'
import type { DocsLocale } from '../docs-languages.ts'

/** A sentence in every language. The English is the table's own: where that changes, the others are to follow. */
export type Sentence = Readonly<Record<DocsLocale, string>>

/** What the page of an error says. What stands between backticks is code. */
export interface ErrorText {
  readonly title: Sentence
  readonly mend: Sentence
}

/** Errors of one matter, in every language. */
export type ErrorTexts = Readonly<Partial<Record<ProblemCode, ErrorText>>>
