import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ChangeMarks } from './change-marks.ts'
import { openEmbedded } from './engine.ts'

describe('a mark', () => {
  test('is the same until something is written of that member, or of nobody in particular', () => {
    const marks = new ChangeMarks()
    const [one, other, foreign] = [marks.of('a', 1), marks.of('a', 2), marks.of('b', 1)]
    expect(new Set([one, other, foreign, marks.of('a', 1)]).size).toBe(3)
    marks.move('a', [1])
    expect(marks.of('a', 1)).not.toBe(one)
    expect(marks.of('a', 2)).toBe(other)
    expect(marks.of('b', 1)).toBe(foreign)
    marks.move('a', undefined)
    expect(marks.of('a', 2)).not.toBe(other)
    expect(marks.of('b', 1)).toBe(foreign)
  })

  test('of a member that was forgotten is another one, never one that was moved', () => {
    const marks = new ChangeMarks(3)
    const seen = new Set<object>()
    for (let turn = 0; turn < 3; turn++) for (let id = 0; id < 10; id++) seen.add(marks.of('a', id))
    expect(seen.size).toBe(30)
  })
})

describe('a commit', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-marks-'))
  const engine = await openEmbedded({ dataDir })
  afterAll(async () => {
    await engine.close()
    await rm(dataDir, { recursive: true })
  })
  const database = engine.database('a.db', { create: true })
  const sql = (text: string) => ({ sql: text, args: [] })

  test('has moved the marks of those it names once it is answered, whatever became of it', async () => {
    await database.commit([sql('CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT')], [])
    for (const text of ['INSERT INTO a VALUES (1)', 'INSERT INTO a VALUES (1)', 'no SQL']) {
      const [named, other] = [engine.mark('a.db', 1), engine.mark('a.db', 2)]
      await database.commit([sql(text)], [1]).catch(() => {})
      expect(engine.mark('a.db', 1)).not.toBe(named)
      expect(engine.mark('a.db', 2)).toBe(other)
    }
  })

  test('that names nobody moves everybody’s', async () => {
    const mark = engine.mark('a.db', 7)
    await database.commit([sql('INSERT INTO a VALUES (2)')])
    expect(engine.mark('a.db', 7)).not.toBe(mark)
  })
})
