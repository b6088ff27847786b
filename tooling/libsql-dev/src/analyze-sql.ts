import { HranaError } from './errors.ts'
import { type ScannedStatement, scanSql } from './scan-sql.ts'

/** What the server must know of a statement before it runs it. */
export interface AnalyzedStatement {
  readonly text: string
  readonly params: readonly (string | undefined)[]
  readonly isInsert: boolean
  /** INSERT, UPDATE or DELETE: only these count rows. */
  readonly changesRows: boolean
  readonly changesSchema: boolean
  readonly isReadonly: boolean
  readonly isExplain: boolean
  /** Sets something on the connection that the next stream must not find. */
  readonly changesSettings: boolean
}

const reads = new Set(['SELECT', 'VALUES', 'EXPLAIN'])
const changes = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE'])
const schema = new Set(['CREATE', 'DROP', 'ALTER', 'REINDEX'])
const transactions = new Set(['BEGIN', 'COMMIT', 'END', 'ROLLBACK', 'SAVEPOINT', 'RELEASE'])

// libsql-server's own lists, so that what works here works there.
const pragmasThatRead = new Set(
  'table_list index_list table_info table_xinfo index_info index_xinfo pragma_list compile_options database_list function_list module_list encoding'.split(
    ' ',
  ),
)
const pragmasWithValue = new Set(
  'defer_foreign_keys foreign_keys foreign_key_list foreign_key_check collation_list data_version freelist_count integrity_check legacy_file_format page_count quick_check stats user_version'.split(
    ' ',
  ),
)
const pragmasWithoutValue = new Set(
  'schema_version analysis_limit application_id auto_vacuum automatic_index busy_timeout cache_size cache_spill cell_size_check checkpoint_fullfsync fullfsync hard_heap_limit journal_mode journal_size_limit legacy_alter_table locking_mode max_page_count mmap_size page_size query_only read_uncommitted recursive_triggers reverse_unordered_selects secure_delete soft_heap_limit synchronous temp_store threads trusted_schema wal_autocheckpoint'.split(
    ' ',
  ),
)
const settings = new Set(['foreign_keys', 'defer_foreign_keys'])

/**
 * Analyzes a text that must hold exactly one statement.
 * Throws {@link HranaError} SQL_NO_STATEMENT, SQL_MANY_STATEMENTS, or SQL_PARSE_ERROR for what libsql-server refuses to
 * run (ATTACH, VACUUM, temporary tables, most PRAGMA assignments).
 */
export function analyzeStatement(sql: string): AnalyzedStatement {
  const [first, second] = scanSql(sql)
  if (first === undefined) throw new HranaError('SQL_NO_STATEMENT', 'SQL string does not contain any statement')
  if (second !== undefined) {
    throw new HranaError('SQL_MANY_STATEMENTS', 'SQL string contains more than one statement')
  }
  return analyze(first)
}

/** Analyzes a text of any number of statements, in order; throws as {@link analyzeStatement} does. */
export function analyzeSequence(sql: string): AnalyzedStatement[] {
  return scanSql(sql).map(analyze)
}

function analyze(statement: ScannedStatement): AnalyzedStatement {
  const [first = ''] = statement.head
  const verb = first === 'WITH' ? (statement.verbs[0] ?? first) : first
  const pragma = verb === 'PRAGMA' ? readPragma(statement.head) : undefined
  if (!isSupported(statement, verb, pragma)) {
    throw new HranaError(
      'SQL_PARSE_ERROR',
      `SQL string could not be parsed: unsupported statement: ${statement.text.slice(0, 200)}`,
    )
  }
  const takesWriteLock = statement.head[1] === 'IMMEDIATE' || statement.head[1] === 'EXCLUSIVE'
  return {
    text: statement.text,
    params: statement.params,
    isInsert: verb === 'INSERT' || verb === 'REPLACE',
    changesRows: changes.has(verb),
    changesSchema: schema.has(verb),
    isExplain: verb === 'EXPLAIN',
    isReadonly:
      reads.has(verb) ||
      (transactions.has(verb) && !takesWriteLock) ||
      (pragma !== undefined && (!pragma.hasValue || pragmasThatRead.has(pragma.name))),
    changesSettings: pragma !== undefined && pragma.hasValue && settings.has(pragma.name),
  }
}

function readPragma(head: readonly string[]): { name: string; hasValue: boolean } {
  const nameAt = head[2] === '.' ? 3 : 1
  const follows = head[nameAt + 1]
  return { name: (head[nameAt] ?? '').toLowerCase(), hasValue: follows === '=' || follows === '(' }
}

function isSupported(
  { head }: ScannedStatement,
  verb: string,
  pragma: { name: string; hasValue: boolean } | undefined,
): boolean {
  if (pragma !== undefined) {
    if (pragmasThatRead.has(pragma.name) || pragmasWithValue.has(pragma.name)) return true
    return pragmasWithoutValue.has(pragma.name) && !pragma.hasValue
  }
  const refused = verb === 'ATTACH' || verb === 'DETACH' || verb === 'VACUUM' || verb === 'ANALYZE'
  const isTemporary = verb === 'CREATE' && (head[1] === 'TEMP' || head[1] === 'TEMPORARY')
  // An unknown verb passes: the engine knows best how to say that it is no SQL.
  return !refused && !isTemporary
}
