import type { Database } from '../database.ts'
import type { ProgramDatabases } from '../program-databases.ts'

/** The programs that a server holds, sorted: by its own list of databases, or by the control database where it has none. */
export const servedProgramIds = async (databases: ProgramDatabases): Promise<readonly string[]> =>
  databases.listAll ? databases.listAll() : controlledProgramIds(await databases.control())

/** The programs that a control database knows, sorted. */
export const controlledProgramIds = async (control: Database): Promise<readonly string[]> => {
  const [rows = []] = await control.read([{ sql: 'SELECT id FROM programs ORDER BY id', args: [] }])
  return rows.map(([id]) => String(id))
}
