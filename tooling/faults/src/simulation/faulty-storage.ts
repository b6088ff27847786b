import { DatabaseBusy, DatabaseUnavailable, OutcomeUnknown, type Database, type ProgramDatabases } from '@laurel/db'
import type { Chance } from './chance.ts'
import type { Turns } from './turns.ts'

/** Whether the storage fails now; in a healed world nothing does. */
export interface Weather {
  healed: boolean
}

/** What stands between one process and the databases: turns, and what networks, disks and power do to it. */
export const faultyStorage = (
  databases: ProgramDatabases,
  process: {
    readonly number: number
    readonly turns: Turns
    readonly chance: Chance
    readonly weather: Weather
    /** Ends the process on the spot: whatever it has asked is never answered. */
    readonly die: () => void
  },
): ProgramDatabases => {
  const { number, turns, chance, weather, die } = process
  const strikes = (percent: number) => !weather.healed && chance.percent(percent)

  const watch = (database: Database): Database => ({
    read: statements =>
      turns.wait(number, async () => {
        if (strikes(2)) throw new DatabaseUnavailable('no route to the database')
        if (strikes(1)) die()
        return database.read(statements)
      }),
    commit: statements =>
      turns.wait(number, async () => {
        if (strikes(6)) throw new DatabaseBusy('another writer')
        if (strikes(3)) throw new OutcomeUnknown('cut before it arrived')
        if (strikes(1.5)) {
          die()
          throw new OutcomeUnknown('died before it arrived')
        }
        const rows = await database.commit(statements)
        if (strikes(4)) throw new OutcomeUnknown('cut after it stood')
        if (strikes(2)) die()
        return rows
      }),
    close: () => database.close(),
  })

  return {
    ...databases,
    control: async () => watch(await turns.busy(databases.control())),
    open: async programId => watch(await turns.busy(databases.open(programId))),
    reader: async programId => watch(await turns.busy(databases.reader(programId))),
    create: async programId => watch(await turns.busy(databases.create(programId))),
  }
}
