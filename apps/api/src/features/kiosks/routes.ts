import { createRoute } from '@hono/zod-openapi'
import {
  allow,
  bearer,
  body,
  callerOf,
  json,
  limitAddress,
  makeRoutes,
  problems,
  replayed,
} from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { createKiosk } from './create-kiosk.ts'
import { enrolKiosk } from './enrol-kiosk.ts'
import { createdKiosk, createKioskBody, enrolBody, enrolledKiosk, kioskView } from './kiosks.schemas.ts'
import { listKiosks } from './list-kiosks.ts'
import { revokeKiosk } from './revoke-kiosk.ts'

/** Kiosks as a program has them. */
export const kioskRoutes = makeRoutes()

kioskRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/kiosks',
    tags: ['Kiosks'],
    summary: 'Make a kiosk, and the code to enrol its device',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createKioskBody) },
    responses: {
      201: json(createdKiosk, 'The kiosk, with its enrolment code, shown once'),
      ...problems('idempotency_conflict', 'invalid_request', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createKiosk(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

kioskRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/kiosks',
    tags: ['Kiosks'],
    summary: 'List the kiosks, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(kioskView), 'A page of kiosks'), ...problems() },
  }),
  async c => c.json(await listKiosks(await callerOf(c), c.req.valid('query')), 200),
)

kioskRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/kiosks/{id}',
    tags: ['Kiosks'],
    summary: 'Revoke a kiosk, at once, and whoever stands there',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(kioskView, 'The revoked kiosk'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await revokeKiosk(await callerOf(c), c.req.valid('param').id), 200),
)

kioskRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/kiosks/enroll',
    tags: ['Kiosks'],
    summary: 'Enrol a device: its code for a key of its own',
    security: bearer('publishable'),
    middleware: allow('publishable'),
    request: { body: body(enrolBody) },
    responses: {
      201: json(enrolledKiosk, 'The kiosk, with its key, shown once'),
      ...problems('invalid_request', 'enrolment_invalid', 'origin_not_allowed'),
    },
  }),
  async c => {
    limitAddress(c, 'kioskEnrolment')
    return c.json(await enrolKiosk(await callerOf(c), c.req.valid('json').code), 201)
  },
)
