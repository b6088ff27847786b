import type { Bound } from '@laurel/db'

export type AllRows = readonly (readonly unknown[])[]

/** Finds a statement's own rows among those of the whole load. */
export type Placed<R> = (rows: AllRows) => readonly R[]

/** The statements of one load, with the places where their rows will stand. */
export class Load {
  readonly statements: Bound<unknown>[] = []
  readonly #shared = new Map<string, Placed<unknown>>()

  add<R>(statement: Bound<R>): Placed<R> {
    const place = this.statements.push(statement) - 1
    return rows => (rows[place] ?? []) as readonly R[]
  }

  /** As {@link add}, but what was asked under the same key is asked once. */
  addOnce<R>(key: string, statement: () => Bound<R>): Placed<R> {
    const placed = (this.#shared.get(key) as Placed<R> | undefined) ?? this.add(statement())
    this.#shared.set(key, placed)
    return placed
  }
}
