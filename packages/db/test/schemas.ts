import type { Schemas } from '../src/program-databases.ts'

/** Small schemas, so that these tests do not hang on the product's tables. */
export const schemas: Schemas = {
  control: [{ name: '0000_control', statements: ['CREATE TABLE programs (id TEXT PRIMARY KEY) STRICT'] }],
  program: [{ name: '0000_program', statements: ['CREATE TABLE notes (text TEXT NOT NULL) STRICT'] }],
}

/** The same after a release that widens. */
export const widened: Schemas = {
  control: schemas.control,
  program: [...schemas.program, { name: '0001_author', statements: ['ALTER TABLE notes ADD COLUMN author TEXT'] }],
}
