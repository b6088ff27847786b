import type { Occurrence } from '@laurel/core'
import { listOverdue, readAll } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { decideChunk } from './decide-chunk.ts'
import { computeFacts } from './compute-facts.ts'
import { countCampaigns } from './count-campaigns.ts'
import { countFigures } from './count-figures.ts'
import { followMembers } from './follow-members.ts'
import { forecastMembers } from './forecast-members.ts'
import type { JobProgram } from './job-program.ts'
import { sealJournal } from './seal-journal.ts'
import { lapseReservations } from './lapse-reservations.ts'
import { listCandidates } from './list-candidates.ts'
import type { Part } from './part.ts'

const insightPart: typeof nextPart = (deps, program, occurrence, ...range) => {
  if (occurrence.code === 'campaigns') return countCampaigns(deps, program, occurrence, ...range)
  const part = occurrence.code === 'facts' ? computeFacts : countFigures
  return part(deps, program, occurrence, ...range)
}

/** The next part of an occurrence that stands at `after`, of `limit` members, reservations or transactions. */
export const nextPart = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  after: number,
  limit: number,
): Promise<Part> => {
  if (occurrence.kind === 'seal') return sealJournal(deps, program, occurrence, limit)
  if (occurrence.kind === 'insight') return insightPart(deps, program, occurrence, after, limit)
  if (occurrence.kind === 'forecast') return forecastMembers(deps, program, occurrence, after, limit)
  if (occurrence.kind === 'segments') return followMembers(deps, program, occurrence, after, limit)
  if (occurrence.kind === 'lapse') {
    const [overdue] = await readAll(program.database, [listOverdue({ day: occurrence.day, limit })])
    const ids = overdue.map(({ id }) => id)
    return {
      memberIds: [...new Set(overdue.map(({ memberId }) => memberId))],
      cursor: Math.max(after, ...ids),
      isLast: ids.length < limit,
      decide: () => lapseReservations(deps, program, occurrence, ids),
    }
  }
  const ids = await listCandidates(program, occurrence, after, limit)
  return {
    memberIds: ids,
    cursor: Math.max(after, ...ids),
    isLast: ids.length < limit,
    decide: () => decideChunk(deps, program, occurrence, ids),
  }
}
