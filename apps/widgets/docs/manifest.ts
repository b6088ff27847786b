import type { Kind } from './descriptions/description.ts'
import type { Described } from './descriptions/describe.ts'

/** One attribute, member, slot, event, part or custom property. */
export interface Named {
  readonly name: string
  readonly kind?: string
  readonly description?: string
  readonly default?: string
  /** The attribute that sets the same, of a field. */
  readonly attribute?: string
}

/** What the page tells of one element. */
export interface ElementEntry extends Readonly<Partial<Record<Kind, readonly Named[]>>> {
  readonly tag: string
  readonly description: string
}

/** `custom-elements.json`, as far as the page reads it. */
export interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly (Omit<ElementEntry, 'tag' | 'description'> & {
      readonly tagName?: string
      readonly description?: string
    })[]
  }[]
}

/** The elements of a manifest. A field that has an attribute is told of there. */
export function elementsOf({ modules }: Manifest): readonly ElementEntry[] {
  return modules.flatMap(({ declarations }) =>
    declarations.flatMap(({ tagName, description = '', members = [], ...rest }) =>
      tagName ? [{ ...rest, tag: tagName, description, members: members.filter(member => !member.attribute) }] : [],
    ),
  )
}

/** A docstring in one line. */
export function docstring({ description = '' }: { readonly description?: string }): string {
  return description.replace(/\s+/g, ' ').trim()
}

/** Every docstring of an element. */
export function docstringsOf(element: ElementEntry, kinds: readonly Kind[]): readonly Described[] {
  const { tag } = element
  const named = kinds.flatMap(kind =>
    (element[kind] ?? []).map(entry => ({ tag, kind, name: entry.name, docstring: docstring(entry) })),
  )
  return [{ tag, docstring: docstring(element) }, ...named]
}
