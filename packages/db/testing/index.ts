export { temporaryDatabases, type TemporaryDatabases } from './temporary-databases.ts'
export { programTables } from './program-tables.ts'
