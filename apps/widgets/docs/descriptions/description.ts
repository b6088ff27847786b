import type { Locale } from '../../src/i18n/locale.ts'

/** A docstring in every language. The English is the docstring itself: where that changes, the others are to follow. */
export type Description = Readonly<Record<Locale, string>>

/** What the documentation tells of an element, as `custom-elements.json` names it. */
export const KINDS = ['attributes', 'members', 'slots', 'events', 'cssParts', 'cssProperties'] as const
export type Kind = (typeof KINDS)[number]

/** The descriptions of one element, by kind and name. */
export interface Descriptions extends Readonly<Partial<Record<Kind, Readonly<Record<string, Description>>>>> {
  readonly element?: Description
}
