import type { ChangeMark, Database } from './database.ts'
import { DatabaseMissing } from './database.ts'
import type { Migration } from './migrate.ts'

/** Where programs' data lives: a control database and one database per program. */
export interface ProgramDatabases {
  control(): Promise<Database>
  /**
   * Never makes a database. There may be none: embedded rejects with DatabaseMissing at once,
   * the remote ones at the first read or commit, since asking before would cost a round trip.
   */
  open(programId: string): Promise<Database>
  /** For long reads (replay, export, insight): nobody waits for what is read through it. It refuses commits. */
  reader(programId: string): Promise<Database>
  /**
   * The mark of the state a member is in now, without reading. Only where this process makes all commits: among several
   * writers nobody knows a state without asking the database.
   */
  mark?(programId: string, memberId: number): ChangeMark
  /** Makes the program's database, newest schema, if there is none; migrates it if there is. */
  create(programId: string): Promise<Database>
  /** Makes and migrates the control database now, rather than at first use. */
  migrateControl(): Promise<void>
  /** All program ids, sorted; absent where the place cannot list them. */
  listAll?(): Promise<readonly string[]>
  close(): Promise<void>
}

/** The schema of both kinds of databases. */
export interface Schemas {
  readonly control: readonly Migration[]
  readonly program: readonly Migration[]
  /** What a program's migrations come to, in a new database: made at once, since one by one takes eight times as long. */
  readonly newProgram?: readonly string[]
}

const PROGRAM_ID = /^prog_[0-9a-z]{1,32}$/

/** Program ids become names of files and databases; whatever is none of ours has no database. */
export function checkProgramId(programId: string): void {
  if (!PROGRAM_ID.test(programId)) throw new DatabaseMissing('There is no program of that id')
}

export const CONTROL_DATABASE_NAME = 'laurel-control'

/** The name of a program's database on a server: `prog_x1` is `laurel-prog-x1`. */
export function programDatabaseName(programId: string): string {
  checkProgramId(programId)
  return `laurel-${programId.replace('_', '-')}`
}

/** The reverse of {@link programDatabaseName}; undefined for databases that are no program's. */
export function programIdOfDatabase(name: string): string | undefined {
  const programId = name.replace(/^laurel-prog-/, 'prog_')
  return PROGRAM_ID.test(programId) ? programId : undefined
}
