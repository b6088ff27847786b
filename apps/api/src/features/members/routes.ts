import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { createMember, getMember } from './create-member.ts'
import { eraseMember } from './erase-member.ts'
import { exportMember } from './export-member.ts'
import { findMembers } from './find-members.ts'
import { mergeMembers } from './merge-members.ts'
import {
  createMemberBody,
  erasedView,
  exportedMember,
  findMembersQuery,
  memberView,
  mergeMembersBody,
  patchMemberBody,
  searchMembersBody,
} from './members.schemas.ts'
import { patchMember } from './patch-member.ts'

export const memberRoutes = makeRoutes()

memberRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members',
    tags: ['Members'],
    summary: 'Register a member',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createMemberBody) },
    responses: {
      201: json(memberView, 'The member'),
      ...problems('member_erased', 'invalid_request', 'member_exists', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await createMember(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

memberRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members',
    tags: ['Members'],
    summary: 'Find members by an identifier, or list them, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: findMembersQuery },
    responses: { 200: json(listOf(memberView), 'A page of members'), ...problems() },
  }),
  async c => c.json(await findMembers(await callerOf(c, 'memberLookup'), c.req.valid('query')), 200),
)

memberRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/search',
    tags: ['Members'],
    summary: 'Find members, with the identifier in the body',
    description: 'The same as `GET /v1/members`, for callers whose own logs keep query strings.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(searchMembersBody) },
    responses: { 200: json(listOf(memberView), 'A page of members'), ...problems('invalid_request') },
  }),
  async c => c.json(await findMembers(await callerOf(c, 'memberLookup'), c.req.valid('json')), 200),
)

memberRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}',
    tags: ['Members'],
    summary: 'A member',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(memberView, 'The member'), ...problems('member_erased', 'not_found') },
  }),
  async c => c.json(await getMember(await callerOf(c), c.req.valid('param').id), 200),
)

memberRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/members/{id}',
    tags: ['Members'],
    summary: 'Change what is known of a member',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(patchMemberBody) },
    responses: {
      200: json(memberView, 'The member'),
      ...problems('member_erased', 'invalid_request', 'not_found', 'member_exists'),
    },
  }),
  async c => c.json(await patchMember(await callerOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
)

memberRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/export',
    tags: ['Members'],
    summary: 'All that is held about a member',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(exportedMember, 'The member, and every row about them'),
      ...problems('not_found', 'member_erased', 'store_not_allowed'),
    },
  }),
  async c => c.json(await exportMember(await callerOf(c), c.req.valid('param').id), 200),
)

memberRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/merge',
    tags: ['Members'],
    summary: 'Make two cards of one person one',
    description:
      'Balances, lots with their expiry, debts, receipts, coupons, redemptions, card numbers, notes and all else of `from` are this member’s from now on. Receipts of both count in all windows and the tier is decided again; the higher one keeps its dates. Where both say something of the person this member’s word stands. The id, card numbers, phone, e-mail, externalId and wechatOpenId of `from` lead to this member, and what names it by them acts on this member. Not undone. Sent again it answers the same.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(mergeMembersBody) },
    responses: {
      200: json(memberView, 'The member that both are'),
      ...problems(
        'member_erased',
        'not_found',
        'invalid_request',
        'member_merged',
        'amount_out_of_range',
        'idempotency_conflict',
        'own_account',
        'store_not_allowed',
      ),
    },
  }),
  async c => {
    const answer = await mergeMembers(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

memberRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/members/{id}',
    tags: ['Members'],
    summary: 'Erase a person, and keep the books',
    description:
      'What identifies the person is gone from every table; the number is free for a new member. Journal and receipts stay, under an id that leads to nobody. Open reservations are given back, coupons taken, and points and member cash become breakage; prepaid must be paid back before (`POST /v1/members/{id}/prepaidRefunds`). Nothing brings the person back. Sent again it answers the same.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(erasedView, 'The member is erased'),
      ...problems('not_found', 'prepaid_left', 'store_not_allowed'),
    },
  }),
  async c => c.json(await eraseMember(await callerOf(c), c.req.valid('param').id), 200),
)
