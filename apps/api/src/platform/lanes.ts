/** What became of one item: its result, or the error that is its own. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

/**
 * One line of work per key (a member of a program): work of one key goes one after another. Items of one kind that wait
 * at the same time are handed over together, whichever their keys, so that they are decided on one load and written in
 * one commit.
 */
export interface Lanes {
  /** Puts an item in the line of `key`. `work` answers each of the items it is handed, in order. */
  readonly submit: <Item, Result>(
    kind: string,
    key: string,
    item: Item,
    work: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
  ) => Promise<Result>
  /** Runs `work` when the lines of all the keys are free, and keeps them until it has ended. */
  readonly exclusive: <Result>(keys: readonly string[], work: () => Promise<Result>) => Promise<Result>
}

interface Entry {
  readonly item: unknown
  readonly settle: (outcome: Outcome<unknown>) => void
}

type Work = (items: readonly unknown[]) => Promise<readonly Outcome<unknown>[]>

/** Items that go together, once it is their turn. */
class Gathering {
  readonly entries: Entry[] = []
  readonly keys = new Set<string>()
  readonly ended: Promise<void>
  readonly #work: Work
  #end: () => void = () => undefined

  constructor(work: Work) {
    this.#work = work
    this.ended = new Promise(resolve => (this.#end = resolve))
  }

  async run(): Promise<void> {
    const { entries } = this
    try {
      const outcomes = await this.#work(entries.map(entry => entry.item))
      for (const [i, entry] of entries.entries())
        entry.settle(outcomes[i] ?? { error: new Error('an item was not answered') })
    } catch (error) {
      for (const entry of entries) entry.settle({ error })
    }
    this.#end()
  }
}

/** How many items of one busy line are decided on one load. */
const OF_ONE_LINE = 64

/** How many items of any lines are: enough to share what a load and a commit cost, few enough to begin soon. */
const OF_ANY_LINES = 16

/** So many groups of one kind are on their way at once: while one is written another is decided and a third gathers. */
const ON_THEIR_WAY = 4

/** `soon` runs something once what has arrived by now has been looked at. */
export const makeLanes = (soon: (work: () => void) => unknown = setImmediate): Lanes => {
  const ends = new Map<string, Promise<void>>()
  /** The groups that have not begun, by what they wait for: a turn of their kind, or one busy line. */
  const gathering = new Map<string, Gathering>()
  const turns = new Map<string, { running: number; readonly queue: Gathering[] }>()

  /** Keeps the line until `end`; whoever comes after waits for that. */
  const keep = (key: string, end: Promise<void>): void => {
    ends.set(key, end)
    void end.then(() => {
      if (ends.get(key) === end) ends.delete(key)
    })
  }

  const exclusive: Lanes['exclusive'] = (keys, work) => {
    const unique = [...new Set(keys)]
    const done = Promise.all(unique.map(key => ends.get(key))).then(work)
    // The line goes on whatever becomes of the work. All ends are set in this one step, so no two wait for each other.
    const end = done.then(
      () => undefined,
      () => undefined,
    )
    for (const key of unique) keep(key, end)
    return done
  }

  /** Begins the groups of a kind whose turn it is, from so many items on. */
  const begin = (kind: string, atLeast = 1): void => {
    const turn = turns.get(kind)
    if (!turn) return
    while (turn.running < ON_THEIR_WAY && (turn.queue[0]?.entries.length ?? 0) >= atLeast) {
      const next = turn.queue.shift()!
      if (gathering.get(kind) === next) gathering.delete(kind)
      turn.running++
      void next.run().then(() => {
        turn.running--
        if (turn.running === 0 && turn.queue.length === 0) turns.delete(kind)
        begin(kind)
      })
    }
  }

  const open = (name: string, work: Work): Gathering => {
    const group = new Gathering(work)
    gathering.set(name, group)
    return group
  }

  /** The group that waits for a busy line: it has its place in it. */
  const waitingInLine = (name: string, key: string, work: Work): Gathering => {
    const group = open(name, work)
    void exclusive([key], async () => {
      if (gathering.get(name) === group) gathering.delete(name)
      await group.run()
    })
    return group
  }

  /** The group that waits for a turn of its kind; what else comes in this turn of the event loop joins it. */
  const waitingForTurn = (kind: string, work: Work): Gathering => {
    const group = open(kind, work)
    const turn = turns.get(kind) ?? { running: 0, queue: [] }
    turns.set(kind, turn)
    turn.queue.push(group)
    soon(() => begin(kind))
    return group
  }

  const roomIn = (group: Gathering | undefined, limit: number): group is Gathering =>
    group !== undefined && group.entries.length < limit

  const groupFor = (kind: string, key: string, work: Work): Gathering => {
    const together = gathering.get(kind)
    const isFree = !ends.has(key)
    if (roomIn(together, OF_ANY_LINES) && (isFree || together.keys.has(key))) {
      if (isFree) keep(key, together.ended)
      together.keys.add(key)
      return together
    }
    if (isFree) {
      const group = waitingForTurn(kind, work)
      group.keys.add(key)
      keep(key, group.ended)
      return group
    }
    const name = `${kind} ${key}`
    const inLine = gathering.get(name)
    return roomIn(inLine, OF_ONE_LINE) ? inLine : waitingInLine(name, key, work)
  }

  const submit: Lanes['submit'] = (kind, key, item, work) =>
    new Promise((resolve, reject) => {
      const group = groupFor(kind, key, work as Work)
      group.entries.push({
        item,
        settle: outcome => ('result' in outcome ? resolve(outcome.result as never) : reject(outcome.error as Error)),
      })
      // A full one does not wait for what else may arrive.
      if (gathering.get(kind) === group) begin(kind, OF_ANY_LINES)
    })

  return { submit, exclusive }
}
