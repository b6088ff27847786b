import { createRoute, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { allow, bearer, callerOf, json, makeRoutes, problems, replayed, type Env } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { textStream } from '../../platform/text-stream.ts'
import { idParam } from '../../platform/wire.ts'
import { cancelImport } from './cancel-import.ts'
import { consequencesFile } from './consequences-file.ts'
import { getImport, listProgramImports, rejectedRows } from './get-import.ts'
import {
  begunImport,
  cancelledImport,
  importDetails,
  importQuery,
  importSummary,
  reconciliation,
  undoneImport,
} from './imports.schemas.ts'
import { MAX_FILE_BYTES, WORKBOOK_TYPE, type FileFormat } from './read-file.ts'
import { rejectedFile } from './rejected-file.ts'
import { reconcileImport } from './reconcile-import.ts'
import { startImport } from './start-import.ts'
import { undoImport } from './undo-import.ts'

/** What kind of file a request says that it brings; null for none that is read here. */
const formatOf = (c: Context<Env>): FileFormat | null => {
  const type = c.req.header('content-type')?.split(';')[0]!.trim().toLowerCase()
  if (type === 'text/csv') return 'csv'
  return type === WORKBOOK_TYPE && c.req.query('kind') === 'members' ? 'workbook' : null
}

/** Refuses what says that it is no such file, or too long a one, before it is read. */
const takesFile: MiddlewareHandler<Env> = async (c, next) => {
  if (formatOf(c) === null)
    throw new Problem('unsupported_media_type', {
      detail: `A file is sent as text/csv; one of members may be a workbook, too: ${WORKBOOK_TYPE}.`,
    })
  if (Number(c.req.header('content-length') ?? 0) > MAX_FILE_BYTES) throw new Problem('body_too_large')
  await next()
}

export const importRoutes = makeRoutes()

importRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/imports',
    tags: ['Imports'],
    summary: 'Bring in a file of members or purchases, or move in from an old system',
    description:
      'A CSV file (RFC 4180) with a header, UTF-8 with or without a byte order mark or GB18030, up to 32 MiB and 200,000 rows; for members also a workbook (.xlsx) of up to 8 MiB, of which the first sheet is read. It is worked off in the background; `GET /v1/imports/{id}` tells how far it is. A bad row never stops the good ones, and the same file twice makes nothing twice: members are known again by `externalId`, phone or e-mail address, receipts by `externalId`. Columns: members `externalId,name,phone,email,birthday,gender,region`; purchases `externalId,memberExternalId,occurredAt,store,sku,itemName,brand,category,size,color,style,quantity,unitPrice,listPrice,promotional,tender`, with prices as decimals. For moving in from an old system: openingBalances `memberExternalId,unit,amount,expiresOn,validThrough`; tiers `memberExternalId,tier,since,validThrough`; pastPurchases as purchases, which count and earn nothing again. All of it is in docs/importing.md.',
    security: bearer('secret'),
    middleware: [allow('secret'), takesFile] as const,
    request: {
      query: importQuery,
      body: {
        required: true,
        content: {
          'text/csv': { schema: z.string() },
          [WORKBOOK_TYPE]: { schema: z.string().openapi({ format: 'binary' }) },
        },
      },
    },
    responses: {
      202: json(begunImport, 'The file is kept, and will be worked off'),
      ...problems(
        'invalid_request',
        'idempotency_conflict',
        'store_not_allowed',
        'workbook_unreadable',
        'workbook_encrypted',
        'workbook_too_old',
        'workbook_too_large',
      ),
    },
  }),
  async c => {
    const { columns = {}, controlTotals = {}, ...query } = c.req.valid('query')
    const answer = await startImport(
      await callerOf(c, 'imports'),
      { ...query, format: formatOf(c) ?? 'csv', columns, controlTotals },
      c.req.raw.body,
    )
    replayed(c, answer)
    return c.json(answer.result, 202)
  },
)

importRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/imports',
    tags: ['Imports'],
    summary: 'Imports, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(importSummary), 'A page of imports'), ...problems('store_not_allowed') },
  }),
  async c => c.json(await listProgramImports(await callerOf(c), c.req.valid('query')), 200),
)

importRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/imports/{id}',
    tags: ['Imports'],
    summary: 'How far an import is, and which rows it has refused',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(importDetails, 'The import'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await getImport(await callerOf(c), c.req.valid('param').id), 200),
)

importRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/imports/{id}/reconciliation',
    tags: ['Imports'],
    summary: 'What an import was to come to, what it came to, and which rows differ',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(reconciliation, 'The reconciliation'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await reconcileImport(await callerOf(c), c.req.valid('param').id), 200),
)

importRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/imports/{id}/rejected',
    tags: ['Imports'],
    summary: 'The refused rows of an import as a file',
    description:
      'CSV with `row,code,message,measure,amount`: the row counted from 1 after the header, why, and what it would have come to (money in minor units), where the file has totals. What stood in it is not kept; it is in your file.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: { description: 'The refused rows', content: { 'text/csv': { schema: z.string() } } },
      ...problems('not_found', 'store_not_allowed'),
    },
  }),
  async c => {
    const { name, pages } = await rejectedRows(await callerOf(c), c.req.valid('param').id)
    return c.body(await textStream(rejectedFile(pages)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  },
)

importRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/imports/{id}/cancel',
    tags: ['Imports'],
    summary: 'Stop an import',
    description: 'What it has made stays, and what is left of its file is forgotten.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(cancelledImport, 'The import goes no further'),
      ...problems('not_found', 'import_over', 'store_not_allowed', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await cancelImport(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

importRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/imports/{id}/undo',
    tags: ['Imports'],
    summary: 'Undo an import that has had no consequences',
    description:
      'All that an import has made is taken back, from its last row to its first, in the background: receipts are returned whole, members that it registered are erased, those that it changed are who they were, balances and tiers that were moved in are reversed. `GET /v1/imports/{id}` tells how far it is. Where something rests on a row by now, nothing is undone (`import_has_consequences`); `errors` names the first hundred rows, `GET /v1/imports/{id}/consequences` all. What gains a consequence while it goes on is left standing (`partlyUndone`), and may be asked for again.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      202: json(undoneImport, 'It is being undone, or was'),
      ...problems(
        'not_found',
        'import_not_over',
        'import_has_consequences',
        'store_not_allowed',
        'idempotency_conflict',
      ),
    },
  }),
  async c => {
    const answer = await undoImport(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 202)
  },
)

importRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/imports/{id}/consequences',
    tags: ['Imports'],
    summary: 'The rows that stand in the way of undoing an import, as a file',
    description:
      'CSV with `row,code,message`: the row counted from 1 after the header, and what rests on it. Once it was undone in part: the rows that were left, and why.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: { description: 'The rows', content: { 'text/csv': { schema: z.string() } } },
      ...problems('not_found', 'store_not_allowed'),
    },
  }),
  async c => {
    const { name, texts } = await consequencesFile(await callerOf(c), c.req.valid('param').id)
    return c.body(await textStream(texts), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  },
)
