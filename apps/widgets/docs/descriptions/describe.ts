import type { Locale } from '../../src/i18n/locale.ts'
import type { Description, Descriptions, Kind } from './description.ts'
import { everyElement } from './every-element.ts'
import { history } from './history.ts'
import { memberBadge } from './member-badge.ts'
import { memberCard } from './member-card.ts'
import { points } from './points.ts'
import { program } from './program.ts'
import { rewards } from './rewards.ts'
import { tierProgress } from './tier-progress.ts'

/** The descriptions by tag; the empty tag is every element's. */
export const DESCRIPTIONS: Readonly<Record<string, Descriptions>> = {
  '': everyElement,
  'laurel-history': history,
  'laurel-member-badge': memberBadge,
  'laurel-member-card': memberCard,
  'laurel-points': points,
  'laurel-program': program,
  'laurel-rewards': rewards,
  'laurel-tier-progress': tierProgress,
}

/** Where a docstring comes from. */
export interface Described {
  readonly tag: string
  /** Absent for the element itself. */
  readonly kind?: Kind
  readonly name?: string
  readonly docstring: string
}

/** The translations of a docstring; undefined where there are none, or where it has changed since. */
export function descriptionOf({ tag, kind, name = '', docstring }: Described): Description | undefined {
  const found = [tag, ''].map(owner => (kind ? DESCRIPTIONS[owner]?.[kind]?.[name] : DESCRIPTIONS[owner]?.element))
  return found.find(description => description?.en === docstring)
}

/** A docstring in a language; as it stands where nobody has translated it. */
export function describe(described: Described, locale: Locale): string {
  return descriptionOf(described)?.[locale] ?? described.docstring
}
