import { getTableColumns, getTableName } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { programTables } from '../../testing/index.ts'
import { newProgram } from '../migrations.generated.ts'
import * as tables from '../tables.program.ts'
import { heldTables, impersonalTables } from './held-tables.ts'

const held = heldTables.map(({ table }) => getTableName(table))

test('every table of a program is known to export and erasure, or holds nothing about a member, with what it holds', () => {
  expect([...held, ...Object.keys(impersonalTables)].toSorted()).toEqual(programTables.toSorted())
})

test('no table with a member’s id counts as one that holds nothing about a member', () => {
  const withMember = Object.values(tables).filter(table =>
    Object.values(getTableColumns(table)).some(({ name }) => name === 'member_id'),
  )
  expect(withMember.map(table => getTableName(table)).filter(name => name in impersonalTables)).toEqual([])
})

test('into a table that an erasure empties nothing comes that was decided before it', () => {
  const triggers = newProgram.flatMap(
    text => /^CREATE TRIGGER `(\w+)_of_who_is_there` BEFORE INSERT/.exec(text)?.[1] ?? [],
  )
  // What has a place in the journal is refused by that.
  const guarded = new Set([...triggers, 'reasons'])
  const emptied = heldTables.filter(({ erased }) => erased === 'removed').map(({ table }) => getTableName(table))
  expect(emptied.filter(name => !guarded.has(name))).toEqual([])
})
