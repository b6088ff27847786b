import { formatInstant, type IdPrefix, type TransactionKind } from '@laurel/core'
import { findBooks, listActs, listActsOn, type ActsAsked, type KeptAct } from '@laurel/db'
import { showActor } from '../../platform/actor.ts'
import { auditActs, type AuditAct } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { openReason } from '../../platform/reasons.ts'

/** What by hand is in the journal, by its kind there, and the prefix of the id of what it made. */
const inJournal = {
  adjustment: ['adjust', 'adj'],
  topupReversal: ['reverse', 'top'],
  prepaidRefund: ['refund', 'ref'],
  tier: ['tier', 'tier'],
} as const satisfies Record<string, readonly [TransactionKind, IdPrefix]>

type JournalAct = keyof typeof inJournal
const journalActs = Object.keys(inJournal) as JournalAct[]

/** What may be done by hand. */
export const acts = [...journalActs, ...auditActs] as const

interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** What was done, and the id of what it was done to or has made. */
const doneOf = ({ id, kind, causeId, act, subject }: KeptAct): { act: (typeof acts)[number]; id: string } => {
  if (kind === null) return { act: act as AuditAct, id: subject ?? '' }
  const name = journalActs.find(one => inJournal[one][0] === kind) ?? 'adjustment'
  return { act: name, id: encodeId(inJournal[name][1], causeId ?? id) }
}

const render = async (caller: Caller, { timeline }: OpenProgram, act: KeptAct) => ({
  ...doneOf(act),
  transactionId: act.kind === null ? null : encodeId('txn', act.id),
  memberId: act.memberId === null ? null : encodeId('mem', act.memberId),
  occurredAt: formatInstant(act.occurredAt, timeline.timeZone),
  recordedAt: formatInstant(act.recordedAt, timeline.timeZone),
  by: act.actor && (await showActor(caller.deps, act.actor)),
  askedBy: act.asker && (await showActor(caller.deps, act.asker)),
  reason: await openReason(caller.deps, act),
})

const rendered = async (caller: Caller, program: OpenProgram, found: readonly KeptAct[], { limit }: PageQuery) => {
  const { data, nextCursor } = page(
    found,
    limit,
    act => [act.id],
    act => act,
  )
  return { data: await Promise.all(data.map(act => render(caller, program, act))), nextCursor }
}

const askedOf = (query: PageQuery): ActsAsked => ({
  before: readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])[0]!,
  limit: query.limit + 1,
})

/** A page of what was done to a member by hand, newest first: what, when, by whom, and why. */
export const readMemberAudit = (caller: Caller, asked: number | null, query: PageQuery) =>
  onMember(caller, asked, async memberId => {
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId: memberId }),
      listActsOn(memberId, askedOf(query)),
    ])
    const [[member], found] = rows
    if (!member) throw new Problem('not_found')
    return rendered(caller, program, found, query)
  })

/** The number behind an actor's id; one that nobody has where it is none. */
const actorIdOf = (id: string): number => (decodeId('stf', id) ?? decodeId('key', id) ?? decodeId('mem', id)) || -1

const isJournalAct = (act: (typeof acts)[number]): act is JournalAct => act in inJournal

/** A page of everything done by hand in the program, newest first; of one actor, or of one act. */
export const readAudit = async (
  caller: Caller,
  query: PageQuery & { readonly actor?: string | undefined; readonly act?: (typeof acts)[number] | undefined },
) => {
  const { act } = query
  const { program, rows } = await enterProgram(caller, [
    listActs(query.actor === undefined ? 0 : actorIdOf(query.actor), {
      ...askedOf(query),
      ...(act !== undefined && (isJournalAct(act) ? { kind: inJournal[act][0] } : { act })),
    }),
  ])
  return rendered(caller, program, rows[0], query)
}
