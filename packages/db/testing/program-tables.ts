import { getTableName } from 'drizzle-orm'
import * as tables from '../src/tables.program.ts'

/** The names of all tables of a program's database: suites go by these, so that a new one cannot be forgotten. */
export const programTables: readonly string[] = Object.values(tables).map(table => getTableName(table))
