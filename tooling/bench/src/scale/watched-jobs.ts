import { addOccurrence, moveOccurrence, type Database, type ProgramDatabases, type Statement } from '@laurel/db'

/** How long an occurrence took, from the commit before its first one to its last. */
export interface WatchedJob {
  readonly name: string
  readonly members: number
  readonly commits: number
  readonly seconds: number
  /** Of this process, whatever else the machine did meanwhile. */
  readonly cpuSeconds: number
  /** The most memory that the process held while it ran, in MiB. */
  readonly peakMiB: number
}

const [ID, MEMBERS, NAME] = [-1, -2, '#']
const marked = {
  id: ID,
  name: NAME,
  kind: 'seal' as const,
  code: null,
  day: 0,
  at: 0,
  cursor: 0,
  members: MEMBERS,
  doneAt: null,
  revision: 0,
}

/** Where a statement has what it says of an occurrence. */
const placesIn = ({ sql, args }: Statement) => ({
  sql,
  id: args.indexOf(ID),
  members: args.indexOf(MEMBERS),
  name: args.indexOf(NAME),
})

/** Watches which occurrence each commit moves on, and how long it took to get there. */
export const watchJobs = () => {
  const written = [addOccurrence(marked), moveOccurrence(marked)].map(placesIn)
  const names = new Map<unknown, string>()
  const jobs = new Map<string, { members: number; commits: number; ms: number; cpuMs: number; peak: number }>()
  const cpuNow = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  let last = performance.now()
  let lastCpu = cpuNow()
  const note = (statements: readonly Statement[]) => {
    const now = performance.now()
    const cpu = cpuNow()
    for (const { sql, args } of statements) {
      const places = written.find(one => one.sql === sql)
      if (!places) continue
      const id = args[places.id]
      if (places.name >= 0) names.set(id, String(args[places.name]))
      const name = names.get(id) ?? 'begun before'
      const job = jobs.get(name) ?? { members: 0, commits: 0, ms: 0, cpuMs: 0, peak: 0 }
      jobs.set(name, {
        members: Number(args[places.members]),
        commits: job.commits + 1,
        ms: job.ms + now - last,
        cpuMs: job.cpuMs + cpu - lastCpu,
        peak: Math.max(job.peak, process.memoryUsage.rss()),
      })
    }
    last = performance.now()
    lastCpu = cpuNow()
  }
  const watched = (database: Database): Database => ({
    read: statements => database.read(statements),
    commit: async statements => {
      const rows = await database.commit(statements)
      note(statements)
      return rows
    },
    close: () => database.close(),
  })
  return {
    wrap: (databases: ProgramDatabases): ProgramDatabases => ({
      control: () => databases.control(),
      migrateControl: () => databases.migrateControl(),
      create: id => databases.create(id),
      reader: id => databases.reader(id),
      open: async id => watched(await databases.open(id)),
      close: () => databases.close(),
    }),
    /** Forgets what was, and counts from now on. */
    begin: () => {
      jobs.clear()
      last = performance.now()
      lastCpu = cpuNow()
    },
    jobs: (): readonly WatchedJob[] =>
      [...jobs].map(([name, { members, commits, ms, cpuMs, peak }]) => ({
        name,
        members,
        commits,
        seconds: ms / 1000,
        cpuSeconds: cpuMs / 1000,
        peakMiB: Math.round(peak / 2 ** 20),
      })),
  }
}
