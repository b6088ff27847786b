import { messageRulesOf, occasions, type OccasionCode, type SegmentFilter } from '@laurel/core'
import type { SegmentRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import type { Audience } from '../../platform/messages/expand-campaign.ts'
import { Problem } from '../../platform/problem.ts'
import { newSegment } from '../../platform/segments/new-segment.ts'
import type { CreateCampaign, NewArrival } from './campaigns.schemas.ts'

export const invalid = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

/** Whom a campaign speaks to, and when: once, or to each who enters a segment. */
export interface Addressed {
  readonly audience: Audience
  readonly entering: number | null
  /** The segment of a ready-made occasion, where there was none yet. */
  readonly made: SegmentRow | null
}

const once = (audience: Audience): Addressed => ({ audience, entering: null, made: null })

const atEntering = (id: number, made: SegmentRow | null = null): Addressed => ({
  audience: { kind: 'segment', id },
  entering: id,
  made,
})

/** The segment of a ready-made occasion: the one that asks the same, or a new one named in the program's language. */
const atOccasion = (
  deps: Deps,
  program: PresentProgram,
  code: OccasionCode,
  segments: readonly SegmentRow[],
): Addressed => {
  const { name, filter } = occasions[code]
  const kept = segments.find(segment => segment.filter === JSON.stringify(filter))
  if (kept) return atEntering(kept.id)
  const { language } = messageRulesOf(program.rules.document)
  const made = newSegment(program, segments.length, { id: deps.ids.next(), name: name[language] ?? name.en, filter })
  return atEntering(made.id, made)
}

/** The ids of some members, each once. Throws invalid_request where one is none. */
const memberIds = (texts: readonly string[]): readonly number[] => [
  ...new Set(
    texts.map((text, i) => {
      const id = decodeId('mem', text)
      if (id === null) throw invalid(`audience.members[${i}]`, 'is no member’s id')
      return id
    }),
  ),
]

/** Whom a new arrival suits (S15): who likes one of each kind that it is of. */
const likersOf = ({ share, ...kinds }: NewArrival): SegmentFilter => ({
  and: Object.entries(kinds).flatMap(([by, values]) =>
    values === undefined ? [] : [{ kind: 'prefers', by: by as keyof typeof kinds, in: values, share }],
  ),
})

/** Whom a request addresses. Throws invalid_request where it names what is not there. */
export const addressed = (
  deps: Deps,
  program: PresentProgram,
  { audience, occasion }: CreateCampaign,
  segments: readonly SegmentRow[],
): Addressed => {
  const segmentId = (text: string, path: string): number => {
    const id = decodeId('seg', text)
    if (!segments.some(segment => segment.id === id)) throw invalid(path, 'is no segment')
    return id!
  }
  if (occasion?.entering !== undefined) return atEntering(segmentId(occasion.entering, 'occasion.entering'))
  if (occasion?.code !== undefined) return atOccasion(deps, program, occasion.code, segments)
  if (audience?.members) return once({ kind: 'members', ids: memberIds(audience.members) })
  if (audience?.segment !== undefined)
    return once({ kind: 'segment', id: segmentId(audience.segment, 'audience.segment') })
  if (audience?.arrival) return once({ kind: 'filter', filter: JSON.stringify(likersOf(audience.arrival)) })
  if (audience?.filter) return once({ kind: 'filter', filter: JSON.stringify(audience.filter) })
  return once({ kind: 'everybody' })
}
