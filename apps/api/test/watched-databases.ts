import { OutcomeUnknown, scheduleProgram, type Database, type ProgramDatabases } from '@laurel/db'

type Commit = Database['commit']
type Read = Database['read']
/** Stands between the app and a commit: does it, or not, and says what it likes. */
type AroundCommit = (commit: () => ReturnType<Commit>) => ReturnType<Commit>

const CALL_TO_WORK = scheduleProgram({ id: '', nextDueAt: null }).sql
const isCallToWork = (statements: Parameters<Commit>[0]): boolean =>
  statements.length === 1 && statements[0]!.sql === CALL_TO_WORK

/**
 * The port of the databases, watched: it counts round trips and can fail as a network and a disk do. The databases
 * behind it are real.
 */
export const watchedDatabases = () => {
  let reads = 0
  let commits = 0
  let stood = 0
  const around: AroundCommit[] = []
  let readFails: Error | null = null
  let never: { readonly value: string; readonly error: Error } | null = null

  const watch = (database: Database): Database => ({
    read: (statements => {
      reads++
      return readFails ? Promise.reject(readFails) : database.read(statements)
    }) as Read,
    commit: ((statements, members) => {
      // Nothing to write is no round trip; and that work is to be taken up soon is no part of what it is to be.
      if (statements.length === 0 || isCallToWork(statements)) return database.commit(statements, members)
      commits++
      const refusal = never
      if (refusal && statements.some(({ args }) => args.includes(refusal.value))) return Promise.reject(refusal.error)
      const commit = async () => {
        const rows = await database.commit(statements, members)
        stood++
        return rows
      }
      return (around.shift() ?? succeed)(commit)
    }) as Commit,
    close: () => database.close(),
  })

  return {
    wrap: (databases: ProgramDatabases): ProgramDatabases => ({
      ...databases,
      control: async () => watch(await databases.control()),
      open: async programId => watch(await databases.open(programId)),
      create: async programId => watch(await databases.create(programId)),
    }),
    /** Round trips since the last call, and how many commits stood. */
    count: () => {
      const counted = { reads, commits, stood }
      reads = commits = stood = 0
      return counted
    },
    /** The next commits, one by one, end like this. */
    next: (...ways: AroundCommit[]) => void around.push(...ways),
    /** Every read fails like this, until told otherwise. */
    failReads: (error: Error | null) => (readFails = error),
    /** Whatever binds that value is refused, until told otherwise. */
    never: (value: string, error: Error) => void (never = { value, error }),
    heal: () => {
      never = null
      around.length = 0
      readFails = null
    },
  }
}

/** Refused before anything was written. */
export const refuse =
  (error: Error): AroundCommit =>
  async () => {
    throw error
  }

/** Done as it should be. */
export const succeed: AroundCommit = commit => commit()

/** The connection is cut before the commit arrives. */
export const cutBefore: AroundCommit = refuse(new OutcomeUnknown('cut before it arrived'))

/** The connection is cut once the commit stands. */
export const cutAfter: AroundCommit = async commit => {
  await commit()
  throw new OutcomeUnknown('cut after it stood')
}

/** The network doubles it: it is done, and the answer is that of the second. */
export const doubled: AroundCommit = async commit => {
  await commit()
  return commit()
}

/** Two commits: the first one is cut off, and arrives after all just before the second. */
export const overtaken = (): readonly [AroundCommit, AroundCommit] => {
  let late: () => Promise<unknown> = async () => undefined
  return [
    commit => {
      late = commit
      return cutBefore(commit)
    },
    async commit => {
      await late()
      return commit()
    },
  ]
}
