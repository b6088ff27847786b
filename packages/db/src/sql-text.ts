/** What the text of one statement says about it, without asking a database. */
export interface SqlFacts {
  /** How many values it takes. */
  readonly placeholders: number
  /** False only for what surely leaves the database as it is. */
  readonly writes: boolean
  /** Why it may never be sent, if so. */
  readonly fault: string | undefined
}

interface Token {
  readonly text: string
  /** Upper case for words, the text itself for the rest. */
  readonly word: string
  readonly start: number
}

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?\d*|[:@$][A-Za-z_]\w*|[\p{L}_][\p{L}\p{N}_$]*|\s+|[\s\S]/gu

/** These would end or outlive the one transaction a batch runs in. */
const REFUSED = new Set(['BEGIN', 'COMMIT', 'END', 'ROLLBACK', 'SAVEPOINT', 'RELEASE', 'ATTACH', 'DETACH', 'VACUUM'])
const READING = new Set(['SELECT', 'VALUES', 'WITH', 'EXPLAIN', 'PRAGMA'])
const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'REPLACE'])

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: text, index } of sql.matchAll(TOKEN)) {
    if (/^(\s|--|\/\*)/.test(text)) continue
    tokens.push({ text, word: text.toUpperCase(), start: index })
  }
  return tokens
}

/** As sqlite3_complete() does it: a trigger ends at `; END ;`, anything else at the first semicolon. */
function statementEnds(tokens: readonly Token[], from: number, at: number): boolean {
  if (tokens[at]?.text !== ';') return false
  const opening = tokens.slice(from, from + 3).map(token => token.word)
  const isTrigger = opening[0] === 'CREATE' && opening.includes('TRIGGER')
  return !isTrigger || (tokens[at - 1]?.word === 'END' && tokens[at - 2]?.text === ';')
}

/** Cuts a script into its statements, without their last semicolon; comments between them are dropped. */
export function splitStatements(script: string): string[] {
  const tokens = tokensOf(script)
  const statements: string[] = []
  let from = 0
  tokens.forEach((token, at) => {
    const isLast = at === tokens.length - 1
    const ends = statementEnds(tokens, from, at)
    if (!ends && !isLast) return
    const first = tokens[from]
    const end = ends ? token.start : token.start + token.text.length
    if (first && end > first.start) statements.push(script.slice(first.start, end).trimEnd())
    from = at + 1
  })
  return statements
}

function countPlaceholders(tokens: readonly Token[]): number {
  let highest = 0
  for (const { text } of tokens) {
    if (text === '?') highest += 1
    else if (text.startsWith('?')) highest = Math.max(highest, Number(text.slice(1)))
  }
  return highest
}

function changesData(tokens: readonly Token[]): boolean {
  const first = tokens[0]?.word ?? ''
  if (!READING.has(first)) return true
  if (first === 'PRAGMA') return tokens.some(token => token.text === '=')
  // WITH … AS (…) INSERT …: the verb stands right behind the last closing bracket.
  return first === 'WITH' && tokens.some((token, at) => CHANGING.has(token.word) && tokens[at - 1]?.text === ')')
}

function faultOf(sql: string, tokens: readonly Token[]): string | undefined {
  const first = tokens[0]?.word
  if (first === undefined || first === ';') return 'the statement is empty'
  if (REFUSED.has(first)) return `${first} may not stand in a batch`
  if (tokens.some(token => /^[:@$]/.test(token.text))) return 'named parameters are not supported'
  // Native prepare() would silently ignore all but the first.
  if (splitStatements(sql).length !== 1) return 'only one statement may stand in a text'
  return undefined
}

/** Reads the facts off one statement. */
export function sqlFacts(sql: string): SqlFacts {
  const tokens = tokensOf(sql)
  return { placeholders: countPlaceholders(tokens), writes: changesData(tokens), fault: faultOf(sql, tokens) }
}
