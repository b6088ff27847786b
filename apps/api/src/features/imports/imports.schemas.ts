import { z } from '@hono/zod-openapi'
import { actorView } from '../../platform/wire.ts'

const kind = z.enum(['members', 'purchases'])

/** A JSON object of texts in a query. */
const columns = z
  .string()
  .max(4_000)
  .transform((text, context) => {
    try {
      return z.record(z.string().max(64), z.string().min(1).max(200)).parse(JSON.parse(text))
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON object such as {"phone":"手机号"}' })
      return z.NEVER
    }
  })
  .openapi({
    type: 'string',
    description:
      'JSON object of our columns, each with what the file calls it: `{"phone":"手机号"}`. Others are found by their usual names, in English and Chinese.',
  })

export const importQuery = z.strictObject({
  kind,
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform(text => text === 'true')
    .openapi({ type: 'string', description: 'Judge every row, and keep nothing of it' }),
  columns: columns.optional(),
})

export const begunImport = z.object({ id: z.string(), status: z.enum(['queued', 'done']) }).openapi('BegunImport')

export const cancelledImport = z.object({ id: z.string(), status: z.literal('cancelled') }).openapi('CancelledImport')

const summary = {
  id: z.string(),
  kind,
  status: z.enum(['queued', 'running', 'done', 'cancelled']),
  dryRun: z.boolean(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  askedBy: actorView,
  columns: z.record(z.string(), z.string()).openapi({ description: 'Our columns, each with what the file calls it' }),
  ignoredColumns: z.array(z.string()).openapi({ description: 'Columns that nothing is taken from' }),
  encoding: z.enum(['utf-8', 'gb18030']),
  rows: z.int(),
  done: z.int().openapi({ description: 'How many of the rows have been dealt with' }),
  created: z.int().openapi({ description: 'Members or receipts' }),
  updated: z.int().openapi({ description: 'Members of whom something has changed' }),
  rejectedRows: z.int(),
}

export const importSummary = z.object(summary).openapi('ImportSummary')

export const importDetails = z
  .object({
    ...summary,
    rejected: z
      .array(z.object({ row: z.int(), code: z.string(), message: z.string() }))
      .openapi({ description: 'The first thousand; `GET /v1/imports/{id}/rejected` has all' }),
  })
  .openapi('Import')
