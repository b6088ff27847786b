import { verifyProgram } from '@laurel/db'
import { expect } from 'vitest'
import type { TestApi, TestProgram } from './test-api.ts'

/** What somebody with the file in hand could do: the crime, its SQL, and how `ledger:verify` names it. */
export type Crime = readonly [crime: string, sql: string, named: RegExp]

/** What `ledger:verify` finds in a program; nothing where its books are right. */
export const differencesOf = async (api: TestApi, { id }: TestProgram): Promise<string> =>
  (await verifyProgram(await api.databases.open(id))).differences.join('\n')

const touched = /(?:UPDATE|FROM|INTO) (\w+)/

/** Commits a crime in a program that is clean, the triggers of its table bypassed, and holds verify to naming it. */
export const expectNamed = async (api: TestApi, program: TestProgram, sql: string, named: RegExp): Promise<void> => {
  expect(await differencesOf(api, program)).toBe('')
  const table = touched.exec(sql)?.[1]
  const triggers = ['no_update', 'no_delete', 'in_order', 'stay_gone', 'of_who_is_there', 'follow_their_member'].map(
    name => `DROP TRIGGER IF EXISTS ${table}_${name}`,
  )
  const database = await api.databases.open(program.id)
  await database.commit([...triggers, sql].map(text => ({ sql: text, args: [] })))
  expect(await differencesOf(api, program)).toMatch(named)
}
