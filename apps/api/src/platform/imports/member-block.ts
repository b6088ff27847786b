import type { DayActivity, TierAct } from '@laurel/core'
import { listActivityUpTo, listBooksOf, listOpenLotsOf, listTierActsOf, readAll, type Statement } from '@laurel/db'
import { requireOther } from '../enter-program.ts'
import {
  changeStatements,
  heldAfter,
  loadedMember,
  type LoadedMember,
  type MemberChange,
  type MemberTransaction,
} from '../member-write.ts'
import type { ImportTurn } from './importer.ts'

const byMember = <Row extends { readonly memberId: number }>(rows: readonly Row[]): ReadonlyMap<number, Row[]> =>
  Map.groupBy(rows, row => row.memberId)

/** Members that the rows of a block are about: read together, each as what is decided on it leaves it. */
export class MemberBlock {
  readonly #turn: ImportTurn
  readonly #loaded: ReadonlyMap<number, LoadedMember>
  readonly #transactions = new Map<number, readonly MemberTransaction[]>()
  readonly #acts = new Map<number, readonly TierAct[]>()
  readonly #activity = new Map<number, readonly DayActivity[]>()
  readonly #beside: Statement[] = []

  private constructor(turn: ImportTurn, loaded: ReadonlyMap<number, LoadedMember>) {
    this.#turn = turn
    this.#loaded = loaded
  }

  static async load(turn: ImportTurn, ids: readonly number[]): Promise<MemberBlock> {
    const memberIds = JSON.stringify([...new Set(ids)])
    const [books, activity, acts, lots] = await readAll(turn.program.database, [
      listBooksOf({ memberIds }),
      listActivityUpTo({ memberIds, through: Number.MAX_SAFE_INTEGER }),
      listTierActsOf(memberIds),
      listOpenLotsOf({ memberIds }),
    ])
    const [days, theirActs, theirLots] = [byMember(activity), byMember(acts), byMember(lots)]
    const loaded = books.map(found => {
      const open = theirLots.get(found.id) ?? []
      const member = loadedMember(turn.program, [
        [found],
        (days.get(found.id) ?? []).map(({ memberId: _, ...day }) => day),
        theirActs.get(found.id) ?? [],
        open.filter(lot => lot.unit === 'points'),
        open.filter(lot => lot.unit === 'memberCash'),
      ])
      return [member.id, member] as const
    })
    return new MemberBlock(turn, new Map(loaded))
  }

  /** A member after what has been decided; undefined where there is none. Throws where it is who asks. */
  get(id: number): LoadedMember | undefined {
    const member = this.#loaded.get(id)
    if (!member) return undefined
    requireOther(this.#turn.program, id)
    const last = this.#transactions.get(id)?.at(-1)
    return {
      ...member,
      seq: member.seq + (this.#transactions.get(id)?.length ?? 0),
      wallet: last?.movement.wallet ?? member.wallet,
      activity: this.#activity.get(id) ?? member.activity,
      acts: this.#acts.get(id) ?? member.acts,
      held: heldAfter(this.#turn.program, member, this.#change(id)),
    }
  }

  #change(id: number): MemberChange {
    const [activity, acts] = [this.#activity.get(id), this.#acts.get(id)]
    return { transactions: this.#transactions.get(id) ?? [], ...(activity && { activity }), ...(acts && { acts }) }
  }

  /** Adds all that a command does to a member to what has been decided, with what stands or falls with it. */
  apply(id: number, { transactions, activity, acts }: MemberChange, beside: readonly Statement[]): void {
    this.#transactions.set(id, [...(this.#transactions.get(id) ?? []), ...transactions])
    if (activity) this.#activity.set(id, activity)
    if (acts) this.#acts.set(id, acts)
    this.#beside.push(...beside)
  }

  /** Adds a transaction to what has been decided of a member, with what stands or falls with it. */
  add(id: number, transaction: MemberTransaction, beside: readonly Statement[], acts?: readonly TierAct[]): void {
    this.apply(id, { transactions: [transaction], ...(acts && { acts }) }, beside)
  }

  /** All that was decided, to be committed together, and whose it is; nothing of a rehearsal. */
  decided(): { readonly statements: readonly Statement[]; readonly members: readonly number[] } {
    if (this.#turn.dryRun) return { statements: [], members: [] }
    const { program } = this.#turn
    const changes = [...this.#transactions.keys()].flatMap(id =>
      changeStatements(program, this.#loaded.get(id)!, this.#change(id), program.actor.id),
    )
    return { statements: [...changes, ...this.#beside], members: [...this.#transactions.keys()] }
  }
}
