import type { ChangeMark } from '../database.ts'
import { RecentlyUsed } from '../recently-used.ts'

/** Members whose marks are remembered; one that is forgotten gets a new mark, as if something had changed. */
const REMEMBERED = 10_000

interface Mark {
  /** What is everybody's in that file. */
  readonly shared: object
}

/**
 * Marks of the states that the members in some files are in. They are moved when a commit ends and before its caller
 * hears of it: whoever takes a mark and then reads has read that state, or one that the mark no longer stands for.
 */
export class ChangeMarks {
  readonly #members: RecentlyUsed<string, Mark>
  readonly #shared: RecentlyUsed<string, object>

  constructor(limit = REMEMBERED) {
    this.#members = new RecentlyUsed(limit)
    this.#shared = new RecentlyUsed(limit)
  }

  of(file: string, memberId: number): ChangeMark {
    const shared = this.#sharedOf(file)
    const key = keyOf(file, memberId)
    const known = this.#members.get(key)
    if (known?.shared === shared) return known
    const mark = { shared }
    this.#members.set(key, mark)
    return mark
  }

  /** A commit to that file has ended, whatever became of it; without members it may have changed anybody's state. */
  move(file: string, members: readonly number[] | undefined): void {
    if (members) for (const id of members) this.#members.delete(keyOf(file, id))
    else this.#shared.delete(file)
  }

  #sharedOf(file: string): object {
    const known = this.#shared.get(file)
    if (known) return known
    const shared = {}
    this.#shared.set(file, shared)
    return shared
  }
}

const keyOf = (file: string, memberId: number): string => `${file} ${memberId}`
