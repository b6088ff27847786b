import type { Bound } from '@laurel/db'

export type AllRows = readonly (readonly unknown[])[]

/** Finds a statement's own rows among those of the whole load. */
export type Placed<R> = (rows: AllRows) => readonly R[]

/** The statements of one load, with the places where their rows will stand. */
export class Load {
  readonly statements: Bound<unknown>[] = []

  add<R>(statement: Bound<R>): Placed<R> {
    const place = this.statements.push(statement) - 1
    return rows => (rows[place] ?? []) as readonly R[]
  }
}
