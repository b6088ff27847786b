import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BindValue } from '../database.ts'
import type { Request } from './protocol.ts'
import { readAnswers, RequestReader, RequestWriter, writeAnswers } from './wire.ts'

const value = fc.oneof<fc.Arbitrary<BindValue>[]>(
  fc.string({ unit: 'binary' }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.uint8Array({ minLength: 1 }),
  fc.constant(null),
)
const read = (id: number, sql: string, args: readonly BindValue[]): Request => ({
  id,
  kind: 'read',
  file: 'a.db',
  create: false,
  statements: [{ sql, args }],
})

test('requests come over as they went, whatever they carry', () => {
  const [writer, reader] = [new RequestWriter(), new RequestReader()]
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.array(value))), asked => {
      const requests = asked.map(([sql, args], id) => read(id, sql, args))
      for (const request of requests) writer.add(request)
      expect(reader.read(writer.take())).toEqual(requests)
      expect(writer.isEmpty).toBe(true)
    }),
  )
})

test('a text crosses once, and numbering that begins anew mixes up nothing', () => {
  const [writer, reader] = [new RequestWriter(), new RequestReader()]
  const cross = (request: Request) => {
    writer.add(request)
    const message = writer.take()
    expect(reader.read(message)).toEqual([request])
    return message
  }
  expect(cross(read(1, 'SELECT 1', []))).toContain('SELECT 1')
  expect(cross(read(2, 'SELECT 1', []))).not.toContain('SELECT 1')
  for (let i = 0; i < 12_000; i++) cross(read(i, `SELECT ${i}`, [i]))
  expect(cross(read(3, 'SELECT 1', []))).toContain('SELECT 1')
})

test('answers come over as they went', () => {
  const statistics = { commits: 1, groups: 1, openDatabases: 1 }
  const answers = [
    { id: 1, rows: [[[1, 'two', null, new Uint8Array([0, 255])]], []] },
    { id: 2, failure: { type: 'DatabaseBusy', message: 'busy' } },
    { id: 3 },
    { id: 4, rows: [[['long '.repeat(1_000), 'short', '"'.repeat(5_000)]]] },
  ]
  expect(readAnswers(writeAnswers(answers, statistics))).toEqual({ answers, statistics })
})
