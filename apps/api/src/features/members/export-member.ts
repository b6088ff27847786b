import { formatDay, formatInstant, type IdPrefix } from '@laurel/core'
import { findMember, listHeld, type HeldRow } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireByHand, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { openIdentity } from '../../platform/person.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { renderMembers } from './member-view.ts'
import type { ExportedMember } from './members.schemas.ts'

/** What an id in a column is of. */
const ids: Readonly<Record<string, IdPrefix>> = {
  memberId: 'mem',
  referredBy: 'mem',
  mergedInto: 'mem',
  mergedFrom: 'mem',
  fromId: 'mem',
  intoId: 'mem',
  fromTransactionId: 'txn',
  transactionId: 'txn',
  causeId: 'txn',
  lotId: 'txn',
  purchaseId: 'pur',
  returnId: 'ret',
  redemptionId: 'red',
  useId: 'use',
  couponId: 'cpn',
  topUpId: 'top',
  approvalId: 'apr',
}

/** What a table's own id is of, where it is one of the API's. */
const ownIds: Readonly<Record<string, IdPrefix>> = {
  members: 'mem',
  merges: 'txn',
  transactions: 'txn',
  purchases: 'pur',
  returns: 'ret',
  top_ups: 'top',
  adjustments: 'adj',
  prepaid_refunds: 'ref',
  tier_acts: 'tier',
  openings: 'txn',
  redemptions: 'red',
  benefit_uses: 'use',
  member_coupons: 'cpn',
  approvals: 'apr',
  staff: 'stf',
}

const days = new Set([
  'day',
  'through',
  'collectBy',
  'validThrough',
  'tierSince',
  'tierThrough',
  'tierAsOf',
  'sinceAfter',
  'throughAfter',
  'since',
  'validFrom',
])

// The profile opens the identity; keyed hashes and keys tell nothing of anybody; a password and an invitation are of the account; who of the staff did
// something is about them.
const left = new Set([
  'identity',
  'wrappedKey',
  'hash',
  'bodyHash',
  'emailHash',
  'invitationHash',
  'password',
  'actorId',
])
/** An account of the staff is of who works there: of it only which one it is. */
const whole = (table: string, name: string): boolean => table !== 'staff' || name === 'id' || name === 'memberId'

const camelCase = (table: string): string => table.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** A row with its sealed texts opened, ids, instants and days as the API writes them. */
const rendered = async (
  caller: Caller,
  program: OpenProgram,
  wrappedKey: Uint8Array | null,
  table: string,
  row: HeldRow,
): Promise<Record<string, unknown>> => {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) {
    if (left.has(name) || !whole(table, name)) continue
    const prefix = name === 'id' ? ownIds[table] : ids[name]
    if (value instanceof Uint8Array) {
      if (wrappedKey) shown[name] = await caller.deps.secrets.open(wrappedKey, value)
    } else if (typeof value !== 'number') shown[name] = value
    else if (prefix) shown[name] = encodeId(prefix, value)
    else if (name.endsWith('At') || name === 'at') shown[name] = formatInstant(value, program.timeline.timeZone)
    else if (name.endsWith('On') || days.has(name)) shown[name] = formatDay(value)
    else if (name !== 'id') shown[name] = value
  }
  return shown
}

/** All that is held about a member: the profile, and the rows of every table that has some. */
export const exportMember = (caller: Caller, id: string): Promise<ExportedMember> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    const held = listHeld(memberId)
    const { program, rows } = await enterProgram(caller, [findMember({ id: memberId }), ...held.map(one => one.rows)])
    requireByHand(program)
    const [[row], ...found] = rows
    if (!row) throw new Problem('not_found')
    const [member] = await renderMembers(caller.deps, program, [row])
    const tables: Record<string, Record<string, unknown>[]> = {}
    for (const [i, { table }] of held.entries()) {
      const some: readonly HeldRow[] = found[i]!
      // What finds a member is keyed hashes of what the profile shows.
      if (table === 'lookups' || some.length === 0) continue
      tables[camelCase(table)] = await Promise.all(
        some.map(one => rendered(caller, program, row.wrappedKey, table, one)),
      )
    }
    const { merged } = await openIdentity(caller.deps, row)
    // What merged cards were found by, and is not in the profile.
    if (merged) tables['mergedIdentities'] = merged.map(identifiers => ({ ...identifiers }))
    return {
      member: member!,
      exportedAt: formatInstant(program.now, program.timeline.timeZone),
      held: tables,
    }
  })
