import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, json, makeRoutes, onNamed, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import {
  createRelativeBody,
  deletedView,
  dossierView,
  noteBody,
  noteParams,
  noteView,
  patchDossierBody,
  patchRelativeBody,
  relativeParams,
  relativeView,
  tagParams,
  tagsView,
} from './dossier.schemas.ts'
import { createRelative, deleteRelative, getFamily, patchRelative } from './family.ts'
import { getDossier } from './get-dossier.ts'
import { deleteNote, listNotesOfMember, writeNote } from './notes.ts'
import { patchDossier } from './patch-dossier.ts'
import { tagMember, untagMember } from './tag-member.ts'

const tags = ['Dossier']
const secret = { tags, security: bearer('secret'), middleware: allow('secret') }

export const dossierRoutes = makeRoutes()

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/members/{id}/dossier',
    summary: 'What the shop knows of a member, and how complete that is',
    request: { params: idParam },
    responses: { 200: json(dossierView, 'The dossier'), ...problems('member_erased', 'not_found') },
  }),
  async c => c.json(await onNamed(c, c.req.valid('param').id, (caller, member) => getDossier(caller, member)), 200),
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'patch',
    path: '/v1/members/{id}/dossier',
    summary: 'Change what the shop knows of a member',
    description:
      'What is left out stays, what is null is taken away. Lists are replaced; of `sizes` and `fields` only what is named changes.',
    request: { params: idParam, body: body(patchDossierBody) },
    responses: { 200: json(dossierView, 'The dossier'), ...problems('member_erased', 'invalid_request', 'not_found') },
  }),
  async c =>
    c.json(
      await onNamed(c, c.req.valid('param').id, (caller, member) => patchDossier(caller, member, c.req.valid('json'))),
      200,
    ),
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'put',
    path: '/v1/members/{id}/tags/{tag}',
    summary: 'Tag a member',
    request: { params: tagParams },
    responses: { 200: json(tagsView, 'The member’s tags'), ...problems('member_erased', 'not_found', 'too_many') },
  }),
  async c => {
    const { id, tag } = c.req.valid('param')
    return c.json({ tags: await onNamed(c, id, (caller, member) => tagMember(caller, member, tag)) }, 200)
  },
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'delete',
    path: '/v1/members/{id}/tags/{tag}',
    summary: 'Take a tag from a member',
    request: { params: tagParams },
    responses: { 200: json(tagsView, 'The member’s tags'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const { id, tag } = c.req.valid('param')
    return c.json({ tags: await onNamed(c, id, (caller, member) => untagMember(caller, member, tag)) }, 200)
  },
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/members/{id}/family',
    summary: 'The family of a member',
    request: { params: idParam },
    responses: {
      200: json(z.object({ data: z.array(relativeView) }), 'The family'),
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => c.json(await onNamed(c, c.req.valid('param').id, (caller, member) => getFamily(caller, member)), 200),
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'post',
    path: '/v1/members/{id}/family',
    summary: 'Write down somebody of a member’s family',
    request: { params: idParam, body: body(createRelativeBody) },
    responses: {
      201: json(relativeView, 'Who was written down'),
      ...problems('member_erased', 'invalid_request', 'not_found', 'too_many', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await onNamed(c, c.req.valid('param').id, (caller, member) =>
      createRelative(caller, member, c.req.valid('json')),
    )
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'patch',
    path: '/v1/members/{id}/family/{relative}',
    summary: 'Change what is known of somebody of a member’s family',
    request: { params: relativeParams, body: body(patchRelativeBody) },
    responses: {
      200: json(relativeView, 'Who was changed'),
      ...problems('member_erased', 'invalid_request', 'not_found'),
    },
  }),
  async c => {
    const { id, relative } = c.req.valid('param')
    return c.json(
      await onNamed(c, id, (caller, member) => patchRelative(caller, member, relative, c.req.valid('json'))),
      200,
    )
  },
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'delete',
    path: '/v1/members/{id}/family/{relative}',
    summary: 'Forget somebody of a member’s family',
    request: { params: relativeParams },
    responses: { 200: json(deletedView, 'Who was forgotten'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const { id, relative } = c.req.valid('param')
    return c.json(await onNamed(c, id, (caller, member) => deleteRelative(caller, member, relative)), 200)
  },
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/members/{id}/notes',
    summary: 'What was noted of a member, newest first',
    request: { params: idParam, query: listQuery },
    responses: { 200: json(listOf(noteView), 'A page of notes'), ...problems('member_erased', 'not_found') },
  }),
  async c =>
    c.json(
      await onNamed(c, c.req.valid('param').id, (caller, member) =>
        listNotesOfMember(caller, member, c.req.valid('query')),
      ),
      200,
    ),
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'post',
    path: '/v1/members/{id}/notes',
    summary: 'Note something of a member',
    description: 'Kept sealed under the member’s own key, with who wrote it and when.',
    request: { params: idParam, body: body(noteBody) },
    responses: {
      201: json(noteView, 'The note'),
      ...problems('member_erased', 'invalid_request', 'not_found', 'too_many', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await onNamed(c, c.req.valid('param').id, (caller, member) =>
      writeNote(caller, member, c.req.valid('json').text),
    )
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

dossierRoutes.openapi(
  createRoute({
    ...secret,
    method: 'delete',
    path: '/v1/members/{id}/notes/{note}',
    summary: 'Delete a note',
    description: 'Who wrote it may, and managers; an associate may delete nobody else’s.',
    request: { params: noteParams },
    responses: { 200: json(deletedView, 'What was deleted'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const { id, note } = c.req.valid('param')
    return c.json(await onNamed(c, id, (caller, member) => deleteNote(caller, member, note)), 200)
  },
)
