export { openRemote, type RemoteOptions } from './remote-database.ts'
export { openLibsqlServerProgramDatabases, type LibsqlServerOptions } from './libsql-server.ts'
export { openTursoProgramDatabases, type TursoOptions } from './turso.ts'
