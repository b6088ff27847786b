import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { createStaff } from './create-staff.ts'
import { inviteStaff } from './invite-staff.ts'
import { getStaff, listProgramStaff } from './list-staff.ts'
import { patchStaff } from './patch-staff.ts'
import { revokeSessions } from './sign-out.ts'
import { createStaffBody, invitedStaff, patchStaffBody, staffView } from './staff.schemas.ts'

/** The accounts of a program's staff. */
export const staffRoutes = makeRoutes()

staffRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/staff',
    tags: ['Staff'],
    summary: 'Make a staff account',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createStaffBody) },
    responses: {
      201: json(invitedStaff, 'The account; without a password, with an invitation to set one'),
      ...problems('invalid_request', 'weak_password', 'staff_exists', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createStaff(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

staffRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/staff',
    tags: ['Staff'],
    summary: 'List the staff accounts, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(staffView), 'A page of accounts'), ...problems() },
  }),
  async c => c.json(await listProgramStaff(await callerOf(c), c.req.valid('query')), 200),
)

staffRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/staff/{id}',
    tags: ['Staff'],
    summary: 'A staff account',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(staffView, 'The account'), ...problems('not_found') },
  }),
  async c => c.json(await getStaff(await callerOf(c), c.req.valid('param').id), 200),
)

staffRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/staff/{id}',
    tags: ['Staff'],
    summary: 'Change a staff account: role, store, disable',
    description: 'What it may do changes with its next request. One that is disabled is signed out at once.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(patchStaffBody) },
    responses: {
      200: json(staffView, 'The account'),
      ...problems('not_found', 'invalid_request', 'staff_exists', 'store_not_allowed'),
    },
  }),
  async c => c.json(await patchStaff(await callerOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
)

staffRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/staff/{id}/invitations',
    tags: ['Staff'],
    summary: 'Invite somebody to set a new password',
    description: 'The old password and all sessions end at once. An invitation is taken up once, within seven days.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      201: json(invitedStaff, 'The account, with the invitation'),
      ...problems('not_found', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await inviteStaff(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

staffRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/staff/{id}/sessions',
    tags: ['Staff'],
    summary: 'Sign somebody out everywhere, at once',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(staffView, 'The account'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await revokeSessions(await callerOf(c), c.req.valid('param').id), 200),
)
