import { expect, test } from 'vitest'
import { splitStatements, sqlFacts } from './sql-text.ts'

test('a script is cut at its semicolons, not at those in text, names, comments or triggers', () => {
  const trigger = `CREATE TRIGGER t BEFORE DELETE ON a WHEN old.x = 'END;' BEGIN
    SELECT CASE WHEN 1 THEN RAISE(ABORT, 'no; never') END;
    INSERT INTO log VALUES (1);
  END`
  const script = `
    -- a comment; with a semicolon
    CREATE TABLE a (x TEXT DEFAULT ';');
    /* another; one */ INSERT INTO "odd;name" VALUES ('it''s; fine');
    ${trigger};
    CREATE TABLE [b;c] (y INTEGER) -- no semicolon`
  expect(splitStatements(script)).toEqual([
    "CREATE TABLE a (x TEXT DEFAULT ';')",
    `INSERT INTO "odd;name" VALUES ('it''s; fine')`,
    trigger,
    'CREATE TABLE [b;c] (y INTEGER)',
  ])
})

test('an empty script has no statements', () => {
  expect(splitStatements(' ;; -- nothing\n ; /* at all */')).toEqual([])
})

test('placeholders are counted outside of text and comments', () => {
  expect(sqlFacts('SELECT ?, \'?\', "?" -- ?\n, ?').placeholders).toBe(2)
  expect(sqlFacts('SELECT ?1, ?1, ?3').placeholders).toBe(3)
})

test('named parameters are refused', () => {
  expect(sqlFacts('SELECT :name').fault).toBeDefined()
  expect(sqlFacts("SELECT json_extract(x, '$.a') FROM t").fault).toBeUndefined()
})

test.each([
  ['SELECT 1', false],
  ['VALUES (1)', false],
  ["WITH a AS (SELECT 1) SELECT replace(a, 'x', 'y') FROM a", false],
  ['EXPLAIN QUERY PLAN SELECT 1', false],
  ['PRAGMA table_info(a)', false],
  ['PRAGMA user_version = 1', true],
  ['WITH a AS (SELECT 1) DELETE FROM b', true],
  ['REPLACE INTO a VALUES (1)', true],
  ['create table a (b)', true],
])('%j is known to write: %s', (text, writes) => {
  expect(sqlFacts(text).writes).toBe(writes)
})
