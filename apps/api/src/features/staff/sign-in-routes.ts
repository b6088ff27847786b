import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, limitAddress, makeRoutes, problems } from '../../platform/http.ts'
import { changePassword } from './change-password.ts'
import { takeInvitation } from './invite-staff.ts'
import { signIn } from './sign-in.ts'
import { getMe, signOut } from './sign-out.ts'
import { changePasswordBody, openedSession, signInBody, staffView, takeInvitationBody } from './staff.schemas.ts'

/** Signing in and out, and what somebody of the staff does to their own account. */
export const signInRoutes = makeRoutes()

signInRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/staff/sessions',
    tags: ['Staff'],
    summary: 'Sign in',
    description:
      'No key is needed. An unknown address, a wrong password and a disabled account are answered alike; after five failures in a row an address is locked for a growing time, whether there is an account or not.',
    security: [],
    request: { body: body(signInBody) },
    responses: {
      201: json(openedSession, 'The session'),
      ...problems('invalid_request', 'sign_in_failed', 'sign_in_locked'),
    },
  }),
  async c => {
    limitAddress(c, 'signIn')
    return c.json(await signIn(c.var.deps, c.req.valid('json')), 201)
  },
)

signInRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/staff/invitations/taken',
    tags: ['Staff'],
    summary: 'Take up an invitation: set a password, and be signed in',
    security: [],
    request: { body: body(takeInvitationBody) },
    responses: {
      201: json(openedSession, 'The session'),
      ...problems('invalid_request', 'weak_password', 'invitation_invalid'),
    },
  }),
  async c => {
    limitAddress(c, 'signIn')
    return c.json(await takeInvitation(c.var.deps, c.req.valid('json')), 201)
  },
)

signInRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/staff/sessions/current',
    tags: ['Staff'],
    summary: 'Sign out',
    security: bearer('staff'),
    middleware: allow('staff'),
    responses: { 200: json(staffView, 'Who was signed in'), ...problems() },
  }),
  async c => c.json(await signOut(await callerOf(c)), 200),
)

signInRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/staff/me',
    tags: ['Staff'],
    summary: 'Who is signed in',
    security: bearer('staff'),
    middleware: allow('staff'),
    responses: { 200: json(staffView, 'The account'), ...problems() },
  }),
  async c => c.json(await getMe(await callerOf(c)), 200),
)

signInRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/staff/me/password',
    tags: ['Staff'],
    summary: 'Change my password',
    description: 'Every other session of the account ends.',
    security: bearer('staff'),
    middleware: allow('staff'),
    request: { body: body(changePasswordBody) },
    responses: {
      200: json(staffView, 'The account'),
      ...problems('invalid_request', 'weak_password', 'wrong_password', 'sign_in_locked', 'account_changed'),
    },
  }),
  async c => c.json(await changePassword(await callerOf(c), c.req.valid('json')), 200),
)
