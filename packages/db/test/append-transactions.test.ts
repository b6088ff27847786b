import { afterAll, describe, expect, test } from 'vitest'
import type { Database } from '../src/database.ts'
import {
  appendLot,
  appendMoves,
  appendTransaction,
  appendTransactions,
  type PostedTransaction,
} from '../src/ledger/ledger.repository.ts'
import { openLibsqlServerProgramDatabases } from '../src/remote/index.ts'
import { programSchemas } from '../src/program-schemas.ts'
import { temporaryDatabases } from '../testing/index.ts'
import { startTestServer } from './libsql-server.ts'
import { sql } from './statement.ts'

const earned = (id: number, memberId: number): PostedTransaction => ({
  id,
  memberId,
  seq: 1,
  kind: 'earn',
  occurredAt: 1_780_000_000_000,
  recordedAt: 1_780_000_000_001,
  rulesVersion: 1,
  causeId: null,
  actorId: 9,
  transfers: [
    { debit: 'program:issuance', credit: 'member:points', unit: 'points', amount: 100 },
    { debit: 'program:issuance', credit: 'member:memberCash', unit: 'memberCash', amount: 7 },
  ],
  opened: [
    { unit: 'points', amount: 100, opened: 90, remaining: 90, expiresOn: 20_700 },
    { unit: 'memberCash', amount: 7, opened: 7, remaining: 7, expiresOn: null },
  ],
  moves: [],
  clearedOn: null,
})

const spent = (id: number, memberId: number, lot: number): PostedTransaction => ({
  ...earned(id, memberId),
  seq: 2,
  kind: 'expire',
  transfers: [{ debit: 'member:points', credit: 'program:breakage', unit: 'points', amount: 40 }],
  opened: [],
  moves: [{ lot, unit: 'points', delta: -40 }],
})

/** An id as the product makes them: beyond 32 bits. */
const ID = 2 ** 46
const first = [earned(ID + 1, 1), earned(ID + 2, 2)]
// The last of them moves a lot once more.
const then = [spent(ID + 3, 1, ID + 1), spent(ID + 4, 2, ID + 2), { ...spent(ID + 5, 2, ID + 2), seq: 3 }]

/** All that lapsed by a day, of a member who holds more: told one by one, or by the day. */
const cleared = (clearedOn: number | null): readonly PostedTransaction[] => [
  {
    ...earned(ID + 6, 1),
    seq: 3,
    opened: [{ unit: 'points', amount: 100, opened: 100, remaining: 100, expiresOn: 20_701 }],
  },
  {
    ...spent(ID + 7, 1, ID + 1),
    seq: 4,
    transfers: [{ debit: 'member:points', credit: 'program:breakage', unit: 'points', amount: 50 }],
    moves: [{ lot: ID + 1, unit: 'points', delta: -50 }],
    clearedOn,
  },
]

const oneByOne = (posted: readonly PostedTransaction[]) =>
  posted.flatMap(one => [
    ...appendTransaction(one),
    ...one.opened.map(lot => appendLot(one.id, one.memberId, one.occurredAt, lot)),
    ...appendMoves(one.id, one.memberId, 'points', one.moves),
  ])

const journal = (database: Database) =>
  database.read(
    ['transactions', 'transfers', 'lots', 'lot_moves'].map(table => sql(`SELECT * FROM ${table} ORDER BY 1, 2`)),
  )

describe('many transactions at once', async () => {
  const embedded = await temporaryDatabases()
  const server = await startTestServer()
  afterAll(async () => {
    await embedded.close()
    await server.close()
  })
  const { url, adminUrl } = server
  const remote = openLibsqlServerProgramDatabases({ url, adminUrl, schemas: programSchemas })

  test.each([
    ['in the process', embedded],
    ['over HTTP', remote],
  ])('append what they append one by one: %s', async (_, databases) => {
    const [together, apart] = [await databases.create('prog_together'), await databases.create('prog_apart')]
    for (const posted of [first, then]) {
      await together.commit(appendTransactions(posted))
      await apart.commit(oneByOne(posted))
    }
    expect(await journal(together)).toEqual(await journal(apart))
    expect(await together.read([sql('SELECT remaining FROM lots ORDER BY transaction_id, unit')])).toEqual([
      [[50], [7], [10], [7]],
    ])
  })

  test.each([
    ['in the process', embedded],
    ['over HTTP', remote],
  ])('clear all that has lapsed as if each lot were told: %s', async (_, databases) => {
    const [told, known] = [await databases.create('prog_told'), await databases.create('prog_known')]
    for (const database of [told, known]) for (const posted of [first, then]) await database.commit(oneByOne(posted))
    await told.commit(oneByOne(cleared(null)))
    await known.commit(appendTransactions(cleared(20_700)))
    expect(await journal(known)).toEqual(await journal(told))
    expect(await known.read([sql('SELECT remaining FROM lots WHERE member_id = 1 ORDER BY 1')])).toEqual([
      [[0], [7], [100]],
    ])
  })

  test('are refused together where one of them was decided on old facts', async () => {
    const database = await embedded.create('prog_stale')
    await database.commit(appendTransactions(first))
    const before = await journal(database)
    await expect(database.commit(appendTransactions([spent(ID + 3, 1, ID + 1), earned(ID + 4, 2)]))).rejects.toThrow()
    expect(await journal(database)).toEqual(before)
  })
})
