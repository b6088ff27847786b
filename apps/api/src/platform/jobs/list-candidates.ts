import { inactiveThrough, startOfDay, type Occurrence } from '@laurel/core'
import { listHolders, listInactive, listLapsed, listTiersDue, readAll, type Bound } from '@laurel/db'
import type { JobProgram } from './job-program.ts'

const bound = (
  { timeline }: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  after: number,
  limit: number,
): Bound<{ readonly memberId: number }> | null => {
  const { kind, code, day, at, id } = occurrence
  const { document } = timeline.at(at)
  switch (kind) {
    // They look at something else than the members whom a posting may concern.
    case 'seal':
    case 'lapse':
    case 'insight':
    case 'forecast':
    case 'segments':
      return null
    case 'expiry':
      return listLapsed({ occurrenceId: id, day, limit })
    case 'inactivity': {
      const unit = code === 'points' ? 'points' : 'memberCash'
      const rule = document.expiry[unit]
      if (rule.kind !== 'inactivity') return null
      const lastDay = inactiveThrough(day, rule.months)
      return listInactive(unit, { lastDay, from: startOfDay(lastDay + 1, timeline.timeZone), day, at, after, limit })
    }
    case 'tiers':
      return listTiersDue({ day, limit })
    case 'rebate': {
      const rebate = document.rebates.find(r => r.code === code)
      return rebate ? listHolders({ points: rebate.perPoints, after, limit }) : null
    }
  }
}

/** The next members that an occurrence may concern, after the one where it stands; fewer than `limit` are the last. */
export const listCandidates = async (
  program: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  after: number,
  limit: number,
): Promise<readonly number[]> => {
  const statement = bound(program, occurrence, after, limit)
  if (!statement) return []
  const [rows] = await readAll(program.database, [statement])
  return rows.map(row => row.memberId)
}
