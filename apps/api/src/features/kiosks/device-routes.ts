import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { idParam } from '../../platform/wire.ts'
import { challengePhone } from './challenge-phone.ts'
import { endKioskSession } from './end-kiosk-session.ts'
import { getOwnKiosk } from './get-own-kiosk.ts'
import {
  challengeBody,
  challengeView,
  endedKioskSession,
  kioskSessionView,
  openKioskSessionBody,
  ownKiosk,
  registerBody,
} from './kiosks.schemas.ts'
import { openKioskSession } from './open-kiosk-session.ts'
import { registerAtKiosk } from './register-at-kiosk.ts'

/** What a kiosk may do, and all that it may: let in who proves who they are, and register who has no card yet. */
export const deviceRoutes = makeRoutes()

deviceRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/kiosk',
    tags: ['Kiosks'],
    summary: 'The kiosk that asks',
    security: bearer('kiosk'),
    middleware: allow('kiosk'),
    responses: { 200: json(ownKiosk, 'Its place, and how members are identified there'), ...problems() },
  }),
  async c => c.json(await getOwnKiosk(await callerOf(c)), 200),
)

deviceRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/kiosk/challenges',
    tags: ['Kiosks'],
    summary: 'Send a code to a phone',
    description:
      'Any phone, whether a member has it or not: nobody looks before the code is proven. A code lasts five minutes and five tries; a phone is sent five within the hour.',
    security: bearer('kiosk'),
    middleware: allow('kiosk'),
    request: { body: body(challengeBody) },
    responses: {
      201: json(challengeView, 'The challenge'),
      ...problems('challenge_over', 'channel_not_ready', 'code_not_sent', 'idempotency_conflict', 'invalid_request'),
    },
  }),
  async c => {
    const answer = await challengePhone(await callerOf(c, 'kioskChallenge'), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

deviceRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/kiosk/sessions',
    tags: ['Kiosks'],
    summary: 'Let a member in who proves who they are',
    description:
      'By the code on their card, which lets in once, or by the one that was sent to their phone. What follows is asked with the token: `/v1/me…`.',
    security: bearer('kiosk'),
    middleware: allow('kiosk'),
    request: { body: body(openKioskSessionBody) },
    responses: {
      201: json(kioskSessionView, 'The session'),
      ...problems(
        'card_code_expired',
        'card_code_invalid',
        'card_number_not_enough',
        'challenge_failed',
        'challenge_over',
        'invalid_request',
        'not_registered',
      ),
    },
  }),
  async c => c.json(await openKioskSession(await callerOf(c, 'kioskIdentification'), c.req.valid('json')), 201),
)

deviceRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/kiosk/sessions/{id}',
    tags: ['Kiosks'],
    summary: 'End a session: whoever stood there is gone',
    security: bearer('kiosk'),
    middleware: allow('kiosk'),
    request: { params: idParam },
    responses: { 200: json(endedKioskSession, 'It is ended, also where it was before'), ...problems() },
  }),
  async c => c.json(await endKioskSession(await callerOf(c), c.req.valid('param').id), 200),
)

deviceRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/kiosk/members',
    tags: ['Kiosks'],
    summary: 'Register who has proven a phone, and let them in',
    security: bearer('kiosk'),
    middleware: allow('kiosk'),
    request: { body: body(registerBody) },
    responses: {
      201: json(kioskSessionView, 'The session of the new member'),
      ...problems('challenge_failed', 'challenge_over', 'invalid_request', 'member_exists'),
    },
  }),
  async c => c.json(await registerAtKiosk(await callerOf(c, 'kioskIdentification'), c.req.valid('json')), 201),
)
