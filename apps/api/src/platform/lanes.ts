/** What became of one item: its result, or the error that is its own. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

/**
 * One line of work per key (a member of a program). Work of one key goes one after another; items of one kind that wait
 * for it together are handed over together, so that they can be decided on one load and written in one commit.
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

interface Waiting {
  readonly item: unknown
  readonly settle: (outcome: Outcome<unknown>) => void
}

/** How many items of one line are decided on one load. */
const TOGETHER = 64

export const makeLanes = (): Lanes => {
  const ends = new Map<string, Promise<void>>()
  const gathering = new Map<string, Waiting[]>()

  const exclusive: Lanes['exclusive'] = (keys, work) => {
    const unique = [...new Set(keys)]
    const done = Promise.all(unique.map(key => ends.get(key))).then(work)
    // The line goes on whatever becomes of the work. All ends are set in this one step, so no two wait for each other.
    const end = done.then(
      () => undefined,
      () => undefined,
    )
    for (const key of unique) ends.set(key, end)
    void end.then(() => {
      for (const key of unique) if (ends.get(key) === end) ends.delete(key)
    })
    return done
  }

  const submit: Lanes['submit'] = <Item, Result>(
    kind: string,
    key: string,
    item: Item,
    work: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
  ) =>
    new Promise<Result>((resolve, reject) => {
      const entry: Waiting = {
        item,
        settle: outcome => ('result' in outcome ? resolve(outcome.result as Result) : reject(outcome.error as Error)),
      }
      const name = `${kind} ${key}`
      const open = gathering.get(name)
      if (open && open.length < TOGETHER) {
        open.push(entry)
        return
      }
      const together = [entry]
      gathering.set(name, together)
      void exclusive([key], async () => {
        if (gathering.get(name) === together) gathering.delete(name)
        try {
          const outcomes = await work(together.map(waiting => waiting.item as Item))
          for (const [i, waiting] of together.entries())
            waiting.settle(outcomes[i] ?? { error: new Error('an item was not answered') })
        } catch (error) {
          for (const waiting of together) waiting.settle({ error })
        }
      })
    })

  return { submit, exclusive }
}
