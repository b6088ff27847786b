import { expect, test } from 'vitest'
import { DatabaseMissing } from '../src/database.ts'
import type { ProgramDatabases, Schemas } from '../src/program-databases.ts'
import { schemas, widened } from './schemas.ts'
import { sql } from './statement.ts'

/** What every place of programs must do; `open` opens the same place again, perhaps by newer code. */
export function programDatabasesContract(open: (schemas: Schemas) => Promise<ProgramDatabases>): void {
  const use = async <Result>(of: Schemas, body: (databases: ProgramDatabases) => Promise<Result>): Promise<Result> => {
    const databases = await open(of)
    try {
      return await body(databases)
    } finally {
      await databases.close()
    }
  }

  test('the control database is there at its first use', () =>
    use(schemas, async databases => {
      const control = await databases.control()
      await control.commit([sql("INSERT INTO programs VALUES ('prog_one')")])
      expect(await control.read([sql('SELECT id FROM programs')])).toEqual([[['prog_one']]])
      await databases.migrateControl()
    }))

  test('a program without a database is missing until it is created', () =>
    use(schemas, async databases => {
      const read = async () => (await databases.open('prog_two')).read([sql('SELECT text FROM notes')])
      await expect(read()).rejects.toBeInstanceOf(DatabaseMissing)
      await databases.create('prog_two')
      expect(await read()).toEqual([[]])
    }))

  test('creating a program twice, even at once, keeps what it holds', () =>
    use(schemas, async databases => {
      const [first] = await Promise.all([databases.create('prog_three'), databases.create('prog_three')])
      await first.commit([sql("INSERT INTO notes VALUES ('kept')")])
      const again = await databases.create('prog_three')
      expect(await again.read([sql('SELECT text FROM notes')])).toEqual([[['kept']]])
    }))

  test('programs do not see each other', () =>
    use(schemas, async databases => {
      const [one, other] = [await databases.create('prog_a1'), await databases.create('prog_b1')]
      await one.commit([sql("INSERT INTO notes VALUES ('mine')")])
      expect(await other.read([sql('SELECT text FROM notes')])).toEqual([[]])
    }))

  test.each(['prog_', 'prog_A', 'prog_../x', 'prog_a/b', 'control', '', `prog_${'a'.repeat(33)}`])(
    'there is no database for the id %j, nor can one be made',
    id =>
      use(schemas, async databases => {
        await expect(databases.open(id)).rejects.toBeInstanceOf(DatabaseMissing)
        await expect(databases.create(id)).rejects.toBeInstanceOf(DatabaseMissing)
      }),
  )

  test('newer code finds its new column, whether it reads or writes first', async () => {
    await use(schemas, async databases => {
      for (const id of ['prog_w1', 'prog_w2']) {
        await (await databases.create(id)).commit([sql("INSERT INTO notes VALUES ('old')")])
      }
    })
    await use(widened, async databases => {
      const read = await databases.open('prog_w1')
      expect(await read.read([sql('SELECT author FROM notes')])).toEqual([[[null]]])
      const written = await databases.open('prog_w2')
      await written.commit([sql("INSERT INTO notes (text, author) VALUES ('new', 'me')")])
      expect(await written.read([sql('SELECT count(*) FROM notes')])).toEqual([[[2]]])
    })
  })

  test('a reader reads what is committed and refuses commits', () =>
    use(schemas, async databases => {
      await (await databases.create('prog_r1')).commit([sql("INSERT INTO notes VALUES ('read')")])
      const reader = await databases.reader('prog_r1')
      expect(await reader.read([sql('SELECT text FROM notes')])).toEqual([[['read']]])
      await expect(reader.commit([sql('DELETE FROM notes')])).rejects.toThrow()
    }))
}
