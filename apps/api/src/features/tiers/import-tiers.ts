import { decideMovedInTier, decideTierHistory, lastHolding, still, type Day, type TierAct } from '@laurel/core'
import { addImportMade, appendTierAct } from '@laurel/db'
import type { Cells } from '../../platform/imports/file-kind.ts'
import {
  rowMalformed,
  rowWithoutKey,
  type Importer,
  type ImportTurn,
  type ImportUnit,
  type UnitOutcome,
} from '../../platform/imports/importer.ts'
import { MemberBlock } from '../../platform/imports/member-block.ts'
import { MEMBER_COLUMN, memberNotFound, membersOfRows } from '../../platform/imports/members-of-rows.ts'
import { readDay } from '../../platform/imports/read-day.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import { undoOnBlock } from '../../platform/imports/undo-on-block.ts'
import { Problem, type FieldFault } from '../../platform/problem.ts'

interface TierRow {
  readonly tier: string | null
  readonly since: Day | null
  readonly through: Day | null
}

/** A tier's code as a row tells it; null for none. */
const tierOf = (cells: Cells): string | null => {
  const code = cells['tier'] ?? ''
  return ['none', '无', ''].includes(code.toLowerCase()) ? null : code
}

const readRow = (cells: Cells): TierRow | { readonly faults: readonly FieldFault[] } => {
  const faults: FieldFault[] = []
  const dayIn = (field: string): Day | null => {
    const text = cells[field]
    const day = text === undefined ? null : readDay(text)
    if (text !== undefined && day === null) faults.push({ path: field, message: 'must be a day such as 2026-03-10' })
    return day
  }
  if (cells['tier'] === undefined) faults.push({ path: 'tier', message: 'must be the code of a tier, or none' })
  const row = { tier: tierOf(cells), since: dayIn('since'), through: dayIn('validThrough') }
  return faults.length > 0 ? { faults } : row
}

const fault = (path: string, message: string): UnitOutcome =>
  refusalOf(new Problem('invalid_request', { errors: [{ path, message }] }))

/** Gives a member the tier that was held in an old system, as an act of today whose validity began there. */
const move = (turn: ImportTurn, block: MemberBlock, memberId: number, row: number, told: TierRow): UnitOutcome => {
  const member = block.get(memberId)
  if (!member) return memberNotFound
  const { caller, program, importId } = turn
  const { rules, now: at, today: day } = program
  const { tier, since, through } = told
  const before = member.acts.find(act => act.kind === 'set' && act.movedIn)
  if (before?.kind === 'set')
    return before.tier === tier && before.through === through && (since === null || before.movedIn?.since === since)
      ? { change: 'none' }
      : { code: 'moved_in_otherwise', message: 'tier: was moved in before, with another tier or other dates' }
  const decision = decideMovedInTier(rules, { ...told, on: day })
  if (!decision.accepted)
    switch (decision.reason) {
      case 'unknown_tier':
        return refusalOf(new Problem('unknown_tier', { errors: [{ path: 'tier', message: 'unknown tier' }] }))
      case 'validity_ended':
        return fault('validThrough', 'must be today or later, and of a tier')
      case 'held_in_future':
        return fault('since', 'must not be later than today')
    }
  const id = caller.deps.ids.next()
  const rulesVersion = rules.version
  const movedIn = decision.value
  const act: TierAct = {
    id,
    at,
    seq: member.seq + 1,
    day,
    rulesVersion,
    after: [],
    kind: 'set',
    tier,
    through,
    movedIn,
  }
  const acts = [...member.acts, act]
  const held = lastHolding(decideTierHistory(program.timeline, { ...member, acts }, day))
  const kept = {
    id,
    memberId,
    kind: 'set' as const,
    day,
    tier,
    through,
    plan: null,
    tierBefore: member.held.tier,
    sinceAfter: held.since,
    throughAfter: held.through,
    since: movedIn.since,
    validFrom: movedIn.from,
  }
  block.add(
    memberId,
    { id, kind: 'tier', occurredAt: at, rulesVersion, movement: still(member.wallet), causeId: null },
    [appendTierAct(kept), addImportMade({ importId, row, madeId: id, change: 'created' })],
    acts,
  )
  return { change: 'created' }
}

/** Takes back tiers that were moved in: the tier is what it would have been without them. */
const undoTiers: Importer['undo'] = async (turn, rows) => {
  const block = await MemberBlock.load(
    turn,
    rows.map(({ memberId }) => memberId),
  )
  return undoOnBlock(turn, block, rows, ({ wallet, acts }, { madeId }) => ({
    movement: still(wallet),
    acts: acts.filter(({ id }) => id !== madeId),
  }))
}

/** Tiers with their dates, as an old system had them. */
export const tierImporter: Importer = {
  columns: {
    memberExternalId: MEMBER_COLUMN,
    tier: ['level', '卡种', '等级', '会员等级'],
    since: ['heldSince', '起始日', '升级日期'],
    validThrough: ['有效期至', '截止日期', '到期日'],
  },
  needs: [['memberExternalId'], ['tier']],
  unitOf: () => null,
  measure: (_, cells) => ({ measure: tierOf(cells) ?? 'none', amount: 1 }),
  decide: async (turn, units) => {
    const members = await membersOfRows(turn, units)
    const block = await MemberBlock.load(turn, [...members.values()])
    const outcomeOf = ({ row, rows }: ImportUnit): UnitOutcome => {
      const cells = rows[0]?.cells
      if (!cells) return rowMalformed
      const name = cells['memberExternalId']
      if (name === undefined) return rowWithoutKey(['memberExternalId'])
      const told = readRow(cells)
      if ('faults' in told) return refusalOf(new Problem('invalid_request', { errors: told.faults }))
      const memberId = members.get(name)
      if (memberId === undefined) return memberNotFound
      try {
        return move(turn, block, memberId, row, told)
      } catch (error) {
        return refusalOf(error)
      }
    }
    return { outcomes: new Map(units.map(unit => [unit, outcomeOf(unit)])), ...block.decided() }
  },
  undo: undoTiers,
}
