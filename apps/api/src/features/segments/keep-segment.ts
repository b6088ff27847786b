import { formatInstant } from '@laurel/core'
import {
  addSegment,
  countSegments,
  findSegment,
  listSegments,
  putSegment,
  readAll,
  removeSegment,
  type SegmentRow,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type PresentProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { newSegment } from '../../platform/segments/new-segment.ts'
import { segmentContext, segmentStatements, testOf } from '../../platform/segments/segment-test.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { CreateSegment, PatchSegment, SegmentView } from './segments.schemas.ts'

const show = ({ timeline }: PresentProgram, row: SegmentRow): SegmentView => ({
  id: encodeId('seg', row.id),
  name: row.name,
  filter: JSON.parse(row.filter) as SegmentView['filter'],
  createdAt: formatInstant(row.createdAt, timeline.timeZone),
})

/** A page of the segments, oldest first. */
export const listAllSegments = async (
  caller: Caller,
  query: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const [afterId] = readCursor(query.cursor, [0])
  const { program, rows } = await enterProgram(caller, [listSegments({ afterId: afterId!, limit: query.limit + 1 })])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => show(program, row),
  )
}

/** One segment. */
export const getSegment = async (caller: Caller, id: string): Promise<SegmentView> => {
  const { program, rows } = await enterProgram(caller, [findSegment({ id: decodeId('seg', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return show(program, row)
}

/** Keeps a segment: a name, and what is asked of a member (S15). */
export const createSegment = (caller: Caller, body: CreateSegment): Promise<Answer<SegmentView>> => {
  const id = caller.deps.ids.next()
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [countSegments({}), ...segmentStatements()],
    decide: (program, [[segments], ...known]) => {
      requireStore(program, null)
      testOf(segmentContext(program, known), body.filter)
      const row = newSegment(program, segments?.count ?? 0, { id, ...body })
      return {
        statements: [addSegment(row), record(program, program.actor, 'segmentCreated', encodeId('seg', id))],
        members: [],
        resource: String(id),
        result: show(program, row),
      }
    },
    replay: async (resource, program) => {
      const [[row]] = await readAll(program.database, [findSegment({ id: Number(resource) })])
      if (!row) throw new Problem('not_found')
      return show(program, row)
    },
  })
}

/** Changes a segment's name, or what it asks. */
export const patchSegment = async (caller: Caller, id: string, body: PatchSegment): Promise<SegmentView> => {
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, body, {
    load: [findSegment({ id: decodeId('seg', id) ?? 0 }), ...segmentStatements()],
    decide: (program, [[row], ...known]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, null)
      if (body.filter) testOf(segmentContext(program, known), body.filter)
      const changed: SegmentRow = {
        ...row,
        name: body.name ?? row.name,
        filter: body.filter ? JSON.stringify(body.filter) : row.filter,
        revision: row.revision + 1,
      }
      return {
        statements: [putSegment(changed), record(program, program.actor, 'segmentChanged', id)],
        members: [],
        resource: id,
        result: show(program, changed),
      }
    },
  })
  return result
}

/** Deletes a segment. */
export const deleteSegment = async (caller: Caller, id: string) => {
  const segmentId = decodeId('seg', id) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, id, {
    load: [findSegment({ id: segmentId })],
    decide: (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, null)
      return {
        statements: [removeSegment({ id: segmentId }), record(program, program.actor, 'segmentDeleted', id)],
        members: [],
        resource: id,
        result: { id, deleted: true as const },
      }
    },
    stands: async (_, { database }) => {
      const [rows] = await readAll(database, [findSegment({ id: segmentId })])
      return rows.length === 0
    },
  })
  return result
}
