import type { BindValue, Statement } from '../src/database.ts'

export const sql = (text: string, ...args: readonly BindValue[]): Statement => ({ sql: text, args })
