export { type LibsqlDev, type LibsqlDevOptions, startLibsqlDev } from './start-libsql-dev.ts'
export type { ErrorCodes } from './sqlite-error.ts'
