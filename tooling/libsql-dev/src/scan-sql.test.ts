import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanSql } from './scan-sql.ts'

test.each([
  ['', []],
  [' ; ;; -- x', []],
  ['SELECT 1', ['SELECT 1']],
  ['a;b', ['a', 'b']],
  ['SELECT \';\', ";", `;`, [;] /* ; */ -- ;\n; b', ['SELECT \';\', ";", `;`, [;] /* ; */ -- ;\n', 'b']],
  ["SELECT 'it''s;'; b", ["SELECT 'it''s;'", 'b']],
  ["SELECT 'open; b", ["SELECT 'open; b"]],
  ['CREATE TABLE end (a); b', ['CREATE TABLE end (a)', 'b']],
])('%j holds the statements %j', (sql, statements) => {
  expect(scanSql(sql).map(statement => statement.text)).toEqual(statements)
})

test.each(['TRIGGER', 'TEMP TRIGGER', 'TEMPORARY TRIGGER'])('the body of a %s does not end it', kind => {
  const trigger = `CREATE ${kind} x AFTER DELETE ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; DELETE FROM u; END`
  expect(scanSql(`${trigger}; b`).map(statement => statement.text)).toEqual([trigger, 'b'])
})

test.each([
  ['?, ?', [undefined, undefined]],
  ['?2, ?', [undefined, '?2', undefined]],
  [':a, @b, $c, :a', [':a', '@b', '$c']],
  ['\':a\', "?" -- ?\n, ?', [undefined]],
])('the parameters of %j are %j', (sql, params) => {
  expect(scanSql(`SELECT ${sql}`)[0]?.params).toEqual(params)
})

test('what a WITH leads to is read outside of its parentheses', () => {
  const [statement] = scanSql('WITH x AS (SELECT 1), y(z) AS (VALUES (1)) INSERT INTO t SELECT * FROM x')
  expect(statement?.verbs[0]).toBe('INSERT')
})

test('any text is scanned to its end, and no statement begins or ends within another', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...';\'"`[]-/*?:@$ \naE1()'.split('')) }), sql => {
      let from = 0
      for (const { text } of scanSql(sql)) {
        const at = sql.indexOf(text, from)
        expect(at).toBeGreaterThanOrEqual(from)
        from = at + text.length
      }
    }),
  )
})
