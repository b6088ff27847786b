import type { BindValue, Statement } from './database.ts'

/** As many rows as one insertion takes: beyond, preparing so long a text costs more than it saves. */
const MOST_ROWS = 16

/** An insertion of one row: what comes before its values, their form, and what is done where it is there already. */
const INSERTION = /^(insert into .+ values )(\((?:\?|null)(?:, (?:\?|null))*\))( on conflict [^?]+)?$/

/** The texts that insert so many rows, by the text that inserts one; empty where more than one cannot be said. */
const textsOf = new Map<string, readonly string[]>()

const textsFor = (text: string): readonly string[] => {
  const known = textsOf.get(text)
  if (known) return known
  const [, head, values, otherwise = ''] = INSERTION.exec(text) ?? []
  const texts =
    head === undefined || values === undefined
      ? []
      : Array.from(
          { length: MOST_ROWS },
          (_, more) =>
            head +
            Array(more + 1)
              .fill(values)
              .join(', ') +
            otherwise,
        )
  textsOf.set(text, texts)
  return texts
}

/**
 * The statements of one commit with the rows of each table inserted by few statements: running one costs the engine
 * several times what a further row does. Insertions of one text stay in their order and come where the first of them was,
 * so that what a row refers to must always be written before it, or be checked only at the commit. All else keeps its
 * place: what changes a row comes after it was inserted.
 */
export const together = (statements: readonly Statement[]): readonly Statement[] => {
  const groups: Statement[][] = []
  const byText = new Map<string, Statement[]>()
  for (const statement of statements) {
    const same = byText.get(statement.sql)
    if (same) {
      same.push(statement)
      continue
    }
    const group = [statement]
    groups.push(group)
    if (textsFor(statement.sql).length > 0) byText.set(statement.sql, group)
  }
  return groups.flatMap(same => {
    if (same.length === 1) return same
    const texts = textsFor(same[0]!.sql)
    const joined: Statement[] = []
    for (let from = 0; from < same.length; from += MOST_ROWS) {
      const rows = same.slice(from, from + MOST_ROWS)
      const args: BindValue[] = []
      for (const row of rows) args.push(...row.args)
      joined.push({ sql: texts[rows.length - 1]!, args })
    }
    return joined
  })
}
