import {
  listImportReplaced,
  listMembersIn,
  listMembersOfHashes,
  readAll,
  type RowToUndo,
  type Statement,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import type { DecidedUndo, ImportTurn } from '../../platform/imports/importer.ts'
import { MemberBlock } from '../../platform/imports/member-block.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import { changeStatements, type LoadedMember } from '../../platform/member-write.ts'
import { hexHashesOf, type Identity } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'
import { erasure } from './erasure.ts'
import { KEYS } from './known-members.ts'
import type { MemberRow } from './member-view.ts'
import { openReplaced, restoredPerson } from './replaced-person.ts'

/** The first rows, as long as each is of another member: what comes after is decided on what these leave. */
const ofOthers = (rows: readonly RowToUndo[]): readonly RowToUndo[] => {
  const again = rows.findIndex(({ memberId }, i) => rows.findIndex(row => row.memberId === memberId) < i)
  return again < 0 ? rows : rows.slice(0, again)
}

/** A row that changed somebody, with who they are and were. */
interface Restored {
  readonly row: MemberRow
  readonly before: Awaited<ReturnType<typeof openReplaced>>
}

const loadRestored = async (
  { caller: { deps }, program: { database }, importId }: ImportTurn,
  rows: readonly RowToUndo[],
): Promise<ReadonlyMap<number, Restored>> => {
  const updated = rows.filter(({ change }) => change === 'updated')
  const [replaced, members] = await readAll(database, [
    listImportReplaced({ importId, rows: JSON.stringify(updated.map(({ row }) => row)) }),
    listMembersIn({ ids: JSON.stringify(updated.map(({ memberId }) => memberId)) }),
  ])
  const byId = new Map(members.map(row => [row.id, row]))
  return new Map(
    await Promise.all(
      replaced.map(async ({ row: place, memberId, sealed }) => {
        const row = byId.get(memberId)!
        return [place, { row, before: await openReplaced(deps, row, sealed) }] as const
      }),
    ),
  )
}

/** Whom the keys of some persons lead to by now. */
const holdersOf = async (
  { caller: { deps }, program }: ImportTurn,
  identities: readonly Identity[],
): Promise<(identity: Identity) => readonly number[]> => {
  const keysOf = (identity: Identity) =>
    [identity, ...(identity.merged ?? [])].flatMap(person =>
      KEYS.flatMap(key => {
        const text = person[key]
        return text === null ? [] : hexHashesOf(deps, program.id, key, text).map(hash => [key, hash] as const)
      }),
    )
  const [found] = await readAll(program.database, [listMembersOfHashes(identities.flatMap(keysOf))])
  const holders = new Map(found.map(({ kind, hash, memberId }) => [`${kind} ${hash}`, memberId]))
  return identity => keysOf(identity).flatMap(([key, hash]) => holders.get(`${key} ${hash}`) ?? [])
}

/** What undoing one row comes to; null where it has to wait for what was undone before it in this step. */
type Undone =
  { readonly undoneId: number; readonly statements: readonly Statement[] } | { readonly code: string } | null

/** Makes somebody whom a row had changed who they were, unless what led to them leads to somebody else by now. */
const restore = async (
  { caller: { deps }, program }: ImportTurn,
  { row, before }: Restored,
  holders: readonly number[],
  done: ReadonlySet<number>,
): Promise<Undone> => {
  const memberId = row.id
  requireOther(program, memberId)
  const others = holders.filter(holder => holder !== memberId)
  // What leads to somebody of an earlier row is free once that stands.
  if (others.some(holder => done.has(holder))) return null
  if (others.length > 0) throw new Problem('member_exists')
  const undoneId = deps.ids.next()
  const record = auditing(deps, undoneId)
  const entry = record(program, program.actor, 'memberChanged', encodeId('mem', memberId), { memberId })
  return { undoneId, statements: [...(await restoredPerson(deps, program, row, before)), entry] }
}

/** Erases somebody whom a row had made. Nobody has reserved anything: it would stand in the way. */
const erase = async ({ caller: { deps }, program }: ImportTurn, member: LoadedMember): Promise<Undone> => {
  const { actor } = program
  const { id, change, statements } = await erasure(deps, program, member, [], { actorId: actor.id, isKnown: false })
  const entry = auditing(deps)(program, actor, 'memberErased', encodeId('mem', member.id), { memberId: member.id })
  return { undoneId: id, statements: [entry, ...statements, ...changeStatements(program, member, change, actor.id)] }
}

/** Erases members whom a file had made, as `DELETE /v1/members/{id}` does, and makes those whom it changed who they were. */
export const undoMembers = async (turn: ImportTurn, rows: readonly RowToUndo[]): Promise<DecidedUndo> => {
  const some = ofOthers(rows)
  const restored = await loadRestored(turn, some)
  const holdersBy = await holdersOf(
    turn,
    [...restored.values()].map(({ before }) => before.identity),
  )
  const made = some.filter(({ change }) => change === 'created').map(({ memberId }) => memberId)
  const block = await MemberBlock.load(turn, made)
  const outcomes = new Map<RowToUndo, { undoneId: number } | { code: string }>()
  const statements: Statement[] = []
  const erased: number[] = []
  const done = new Set<number>()
  const undo = async ({ row, memberId, change }: RowToUndo): Promise<Undone> => {
    try {
      if (change === 'created') return await erase(turn, block.get(memberId)!)
      const person = restored.get(row)!
      return await restore(turn, person, holdersBy(person.before.identity), done)
    } catch (error) {
      return { code: refusalOf(error).code }
    }
  }
  for (const row of some) {
    const one = await undo(row)
    if (one === null) break
    outcomes.set(row, one)
    if ('code' in one) continue
    statements.push(...one.statements)
    if (row.change === 'created') erased.push(row.memberId)
    done.add(row.memberId)
  }
  return { outcomes, statements, members: some.map(({ memberId }) => memberId), erased }
}
