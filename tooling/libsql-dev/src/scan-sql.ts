/** One statement found in a text: the text itself, what it begins with, and its parameters. */
export interface ScannedStatement {
  readonly text: string
  /** The first tokens, words in upper case; enough to tell what kind of statement this is. */
  readonly head: readonly string[]
  /** The words outside of parentheses that name what a statement with a WITH in front does. */
  readonly verbs: readonly string[]
  /** Parameter names by index − 1, as SQLite numbers them; `undefined` for a plain `?`. */
  readonly params: readonly (string | undefined)[]
}

const token =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<quoted>'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?)|(?<param>\?\d*|[:@$][\w$\u0080-\uffff]+)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|\d[\w.]*|[\s\S]/gy

const headLength = 8
const verb = /^(?:SELECT|VALUES|INSERT|REPLACE|UPDATE|DELETE)$/

class StatementBuilder {
  readonly start: number
  readonly head: string[] = []
  readonly verbs: string[] = []
  readonly params: (string | undefined)[] = []
  #depth = 0
  /** How much of `; END` has been seen, which is what ends a trigger's body. */
  #triggerEnd = 0

  constructor(start: number) {
    this.start = start
  }

  add(text: string, group: { word?: string | undefined; param?: string | undefined }): void {
    const piece = group.word === undefined ? text : text.toUpperCase()
    if (this.head.length < headLength) this.head.push(piece)
    if (text === '(') this.#depth += 1
    else if (text === ')') this.#depth -= 1
    else if (group.param !== undefined) this.#addParam(text)
    else if (this.#depth === 0 && verb.test(piece)) this.verbs.push(piece)
    this.#triggerEnd = text === ';' ? 1 : this.#triggerEnd === 1 && piece === 'END' ? 2 : 0
  }

  /** A semicolon ends the statement, unless it stands within a trigger's body. */
  endsAtSemicolon(): boolean {
    const [create, second, third] = this.head
    const isTrigger = create === 'CREATE' && (second === 'TRIGGER' || third === 'TRIGGER')
    return !isTrigger || this.#triggerEnd === 2
  }

  #addParam(name: string): void {
    if (name === '?') this.params.push(undefined)
    else if (name.startsWith('?')) {
      const index = Number(name.slice(1))
      // SQLite's own limit; beyond it the engine refuses the statement anyway.
      if (index < 1 || index > 32_766) return
      while (this.params.length < index) this.params.push(undefined)
      this.params[index - 1] ??= name
    } else if (!this.params.includes(name)) this.params.push(name)
  }

  build(sql: string, end: number): ScannedStatement {
    return { text: sql.slice(this.start, end), head: this.head, verbs: this.verbs, params: this.params }
  }
}

/** Splits a text into its statements. It finds ends, words and parameters; whether they are SQL, the engine says. */
export function scanSql(sql: string): ScannedStatement[] {
  const statements: ScannedStatement[] = []
  let current: StatementBuilder | undefined
  for (const match of sql.matchAll(token)) {
    const { space, word, param } = match.groups ?? {}
    if (space !== undefined) continue
    const text = match[0]
    if (text === ';' && (current === undefined || current.endsAtSemicolon())) {
      if (current !== undefined) statements.push(current.build(sql, match.index))
      current = undefined
      continue
    }
    current ??= new StatementBuilder(match.index)
    current.add(text, { word, param })
  }
  if (current !== undefined) statements.push(current.build(sql, sql.length))
  return statements
}
