import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, onNamed, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { createSegment, deleteSegment, getSegment, listAllSegments, patchSegment } from './keep-segment.ts'
import { listMembersOfSegment, listSegmentsOfMember, previewSegment } from './read-segment.ts'
import {
  createSegmentBody,
  deletedView,
  patchSegmentBody,
  previewBody,
  previewView,
  segmentMembersView,
  segmentsOfMemberView,
  segmentView,
} from './segments.schemas.ts'

const secret = { tags: ['Segments'], security: bearer('secret'), middleware: allow('secret') }

export const segmentRoutes = makeRoutes()

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'post',
    path: '/v1/segments',
    summary: 'Keep a segment',
    description: 'A name, and what is asked of a member. Whom it holds for is found out whenever it is asked.',
    request: { body: body(createSegmentBody) },
    responses: {
      201: json(segmentView, 'The segment'),
      ...problems('invalid_request', 'too_many', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createSegment(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/segments',
    summary: 'The segments, oldest first',
    request: { query: listQuery },
    responses: { 200: json(listOf(segmentView), 'A page of segments'), ...problems() },
  }),
  async c => c.json(await listAllSegments(await callerOf(c), c.req.valid('query')), 200),
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'post',
    path: '/v1/segments/preview',
    summary: 'How many members a filter holds for now, and some of them',
    description: 'Nothing is kept.',
    request: { body: body(previewBody) },
    responses: { 200: json(previewView, 'How many, and the newest of them'), ...problems('invalid_request') },
  }),
  async c => c.json(await previewSegment(await callerOf(c, 'segmentPreview'), c.req.valid('json').filter), 200),
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/segments/{id}',
    summary: 'One segment',
    request: { params: idParam },
    responses: { 200: json(segmentView, 'The segment'), ...problems('not_found') },
  }),
  async c => c.json(await getSegment(await callerOf(c), c.req.valid('param').id), 200),
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'patch',
    path: '/v1/segments/{id}',
    summary: 'Change a segment',
    request: { params: idParam, body: body(patchSegmentBody) },
    responses: {
      200: json(segmentView, 'The segment'),
      ...problems('invalid_request', 'not_found', 'store_not_allowed'),
    },
  }),
  async c => c.json(await patchSegment(await callerOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'delete',
    path: '/v1/segments/{id}',
    summary: 'Delete a segment',
    request: { params: idParam },
    responses: { 200: json(deletedView, 'What was deleted'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await deleteSegment(await callerOf(c), c.req.valid('param').id), 200),
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/segments/{id}/members',
    summary: 'The members that a segment holds for now, newest first',
    request: { params: idParam, query: listQuery },
    responses: { 200: json(segmentMembersView, 'A page of members'), ...problems('not_found') },
  }),
  async c =>
    c.json(
      await listMembersOfSegment(await callerOf(c, 'segmentPreview'), c.req.valid('param').id, c.req.valid('query')),
      200,
    ),
)

segmentRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/members/{id}/segments',
    summary: 'The segments that hold for a member now',
    request: { params: idParam },
    responses: {
      200: json(segmentsOfMemberView, 'The segments'),
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => c.json(await onNamed(c, c.req.valid('param').id, listSegmentsOfMember), 200),
)
