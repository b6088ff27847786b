import { holdsFor, type MemberTest, type SegmentFilter } from '@laurel/core'
import {
  findMember,
  findSegment,
  listMatching,
  listSegments,
  previewMatching,
  readAll,
  readKnownMembers,
  type MatchingMember,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { maskName } from '../../platform/mask.ts'
import { openIdentity } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'
import {
  keptTestOf,
  segmentContext,
  segmentStatements,
  testOf,
  toldAsOf,
} from '../../platform/segments/segment-test.ts'
import type { SegmentMember } from './segments.schemas.ts'

const SAMPLE = 10

/** More segments than a program may have. */
const ALL = 1000

const show = async (deps: Deps, row: MatchingMember): Promise<SegmentMember> => ({
  id: encodeId('mem', row.id),
  cardNumber: row.cardNumber,
  name: maskName((await openIdentity(deps, row)).name),
  tier: row.tier,
})

/** The program's database for what looks at all of its members: no till waits for it. */
const aside = ({ databases }: Deps, { id }: PresentProgram) => databases.reader(id)

/** How many members a filter holds for now, and some of them. */
export const previewSegment = async (caller: Caller, filter: SegmentFilter) => {
  const { deps } = caller
  const { program, rows } = await enterProgram(caller, segmentStatements())
  const test = testOf(segmentContext(program, rows), filter)
  const [sample] = await readAll(await aside(deps, program), [previewMatching(test, SAMPLE)])
  return {
    members: sample[0]?.members ?? 0,
    sample: await Promise.all(sample.map(row => show(deps, row))),
    ...toldAsOf(program, rows),
  }
}

/** A page of the members that a segment holds for now, newest first. */
export const listMembersOfSegment = async (
  caller: Caller,
  id: string,
  query: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const { deps } = caller
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [
    findSegment({ id: decodeId('seg', id) ?? 0 }),
    ...segmentStatements(),
  ])
  const [[segment], ...given] = rows
  if (!segment) throw new Problem('not_found')
  const test = keptTestOf(segmentContext(program, given), segment.filter)
  const [found] = await readAll(await aside(deps, program), [
    listMatching(test, { beforeId: beforeId!, limit: query.limit + 1 }),
  ])
  const { data, nextCursor } = page(
    found,
    query.limit,
    row => [row.id],
    row => row,
  )
  return { data: await Promise.all(data.map(row => show(deps, row))), nextCursor, ...toldAsOf(program, given) }
}

/** The segments that hold for one member now, each asked of what is known of them. */
export const listSegmentsOfMember = async (caller: Caller, id: string) => {
  const memberId = decodeId('mem', id) ?? 0
  const { program, rows } = await enterProgram(caller, [
    findMember({ id: memberId }),
    listSegments({ afterId: 0, limit: ALL }),
    ...segmentStatements(),
  ])
  const [[member], segments, ...given] = rows
  if (member?.status !== 'active') throw new Problem('not_found')
  const known = (await readKnownMembers(program.database, [memberId])).get(memberId)
  const context = segmentContext(program, given)
  const holds = (test: MemberTest): boolean => known !== undefined && holdsFor(test, known)
  return {
    data: segments
      .filter(({ filter }) => holds(keptTestOf(context, filter)))
      .map(({ id, name }) => ({ id: encodeId('seg', id), name })),
    ...toldAsOf(program, given),
  }
}
