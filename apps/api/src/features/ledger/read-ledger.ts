import { formatInstant, memberAccount, units, type Unit } from '@laurel/core'
import {
  countTransactions,
  findBooks,
  listJournal,
  listMergedJournal,
  sumAccounts,
  sumBalances,
  type ActedEntry,
  type JournalEntry,
} from '@laurel/db'
import { showActor, showActorToMember } from '../../platform/actor.ts'
import { becauseOf } from '../../platform/because.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'

/** A transaction as clients see it; times are in the program's zone. */
export const entryView = (entry: JournalEntry, timeZone: string) => ({
  id: encodeId('txn', entry.id),
  kind: entry.kind,
  occurredAt: formatInstant(entry.occurredAt, timeZone),
  recordedAt: formatInstant(entry.recordedAt, timeZone),
  rulesVersion: entry.rulesVersion,
  because: becauseOf(entry),
  postings: entry.postings.map(posting => ({ ...posting })),
})

/** The member's own journal and those of merged cards as one, each entry with where the next page begins after it. */
const newestFirst = (own: readonly ActedEntry[], merged: readonly ActedEntry[], before: readonly [number, number]) => {
  let [seq, id] = before
  let [i, j] = [0, 0]
  return Array.from({ length: own.length + merged.length }, () => {
    const isOwn = j === merged.length || (i < own.length && own[i]!.id > merged[j]!.id)
    const entry = isOwn ? own[i++]! : merged[j++]!
    if (isOwn) seq = entry.seq
    else id = entry.id
    return { entry, next: [seq, id] }
  })
}

/** A page of a member's journal, newest first. */
export const readLedger = (
  caller: Caller,
  asked: number | null,
  query: { limit: number; cursor?: string | undefined },
) =>
  onMember(caller, asked, async memberId => {
    const [beforeSeq, beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId: memberId }),
      listJournal(memberId, beforeSeq!, query.limit + 1),
      listMergedJournal(memberId, beforeId!, query.limit + 1),
    ])
    const [[member], own, merged] = rows
    if (!member) throw new Problem('not_found')
    const { timeZone } = program.timeline
    const { data, nextCursor } = page(
      newestFirst(own, merged, [beforeSeq!, beforeId!]),
      query.limit,
      ({ next }) => next,
      ({ entry }) => entry,
    )
    const by = ({ actor, job }: (typeof data)[number]) =>
      program.actor.kind === 'member' ? showActorToMember(actor, job) : showActor(caller.deps, actor, job)
    return {
      data: await Promise.all(data.map(async entry => ({ ...entryView(entry, timeZone), by: await by(entry) }))),
      nextCursor,
    }
  })

export interface UnitBalance {
  readonly sum: number
  readonly memberLiability: number
  readonly accounts: Record<string, number>
}

/**
 * The trial balance: every unit's postings sum to zero, and what the journal says the members are owed is what their
 * standings say.
 */
export const trialBalance = async (
  caller: Caller,
): Promise<{ balanced: boolean; transactions: number; units: Record<Unit, UnitBalance> }> => {
  const { rows } = await enterProgram(caller, [sumAccounts(), sumBalances({}), countTransactions({})])
  const [sums, [standings], [count]] = rows
  const balances = Object.fromEntries(
    units.map(unit => {
      const accounts = Object.fromEntries(sums.filter(s => s.unit === unit).map(s => [s.account, s.amount]))
      return [
        unit,
        {
          sum: Object.values(accounts).reduce((total, amount) => total + amount, 0),
          memberLiability: accounts[memberAccount(unit)] ?? 0,
          accounts,
        },
      ]
    }),
  ) as Record<Unit, UnitBalance>
  const balanced = units.every(
    unit => balances[unit].sum === 0 && balances[unit].memberLiability === (standings?.[unit] ?? 0),
  )
  return { balanced, transactions: count?.count ?? 0, units: balances }
}
