export { temporaryDatabases, type TemporaryDatabases } from './temporary-databases.ts'
