import { DatabaseBusy, DatabaseUnavailable, OutcomeUnknown, type Database, type ProgramDatabases } from '@laurel/db'
import type { Chance } from './chance.ts'
import type { Turns } from './turns.ts'

/** What can happen to what is asked of the storage. */
export const FAULTS = ['noRoute', 'busy', 'cutBefore', 'cutAfter', 'diedReading', 'diedBefore', 'diedAfter'] as const
export type Fault = (typeof FAULTS)[number]

/** Whether the storage fails now; in a healed world nothing does. And how often each fault has happened. */
export interface Weather {
  healed: boolean
  readonly struck: Record<Fault, number>
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
  const strikes = (fault: Fault, percent: number): boolean => {
    const isHit = !weather.healed && chance.percent(percent)
    if (isHit) weather.struck[fault]++
    return isHit
  }

  const watch = (database: Database): Database => ({
    read: statements =>
      turns.wait(number, async () => {
        if (strikes('noRoute', 2)) throw new DatabaseUnavailable('no route to the database')
        if (strikes('diedReading', 1)) die()
        return database.read(statements)
      }),
    commit: statements =>
      turns.wait(number, async () => {
        if (strikes('busy', 6)) throw new DatabaseBusy('another writer')
        if (strikes('cutBefore', 3)) throw new OutcomeUnknown('cut before it arrived')
        if (strikes('diedBefore', 1.5)) {
          die()
          throw new OutcomeUnknown('died before it arrived')
        }
        const rows = await database.commit(statements)
        if (strikes('cutAfter', 4)) throw new OutcomeUnknown('cut after it stood')
        if (strikes('diedAfter', 2)) die()
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
