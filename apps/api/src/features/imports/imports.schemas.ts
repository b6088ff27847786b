import { z } from '@hono/zod-openapi'
import { actorView } from '../../platform/wire.ts'

const kind = z.enum(['members', 'purchases', 'openingBalances', 'tiers', 'pastPurchases'])

/** A JSON object in a query. */
const jsonOf = <T>(schema: z.ZodType<T>, example: string) =>
  z
    .string()
    .max(4_000)
    .transform((text, context) => {
      try {
        return schema.parse(JSON.parse(text))
      } catch {
        context.addIssue({ code: 'custom', message: `must be a JSON object such as ${example}` })
        return z.NEVER
      }
    })

const columns = jsonOf(z.record(z.string().max(64), z.string().min(1).max(200)), '{"phone":"手机号"}').openapi({
  type: 'string',
  description:
    'JSON object of our columns, each with what the file calls it: `{"phone":"手机号"}`. Others are found by their usual names, in English and Chinese.',
})

const controlTotals = jsonOf(z.record(z.string().min(1).max(64), z.int()), '{"points":1234500}').openapi({
  type: 'string',
  description:
    'JSON object of what the file should come to, by what it counts: `{"points":1234500,"prepaid":9900000}` (money in minor units), a tier’s code with the number of its holders, `total` of receipts. `GET /v1/imports/{id}/reconciliation` tells the difference.',
})

export const importQuery = z.strictObject({
  kind,
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform(text => text === 'true')
    .openapi({ type: 'string', description: 'Judge every row, and keep nothing of it' }),
  columns: columns.optional(),
  controlTotals: controlTotals.optional(),
})

export const begunImport = z.object({ id: z.string(), status: z.enum(['queued', 'done']) }).openapi('BegunImport')

export const cancelledImport = z.object({ id: z.string(), status: z.literal('cancelled') }).openapi('CancelledImport')

const status = z
  .enum(['queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone', 'partlyUndone'])
  .openapi({
    description:
      '`failed`: something of ours is wrong, and it goes no further; the same file again does what is left. `partlyUndone`: rows that gained consequences meanwhile were left as they are',
  })

export const undoneImport = z.object({ id: z.string(), status }).openapi('UndoneImport')

const undo = z
  .object({
    askedAt: z.string(),
    doneAt: z.string().nullable(),
    rows: z.int().openapi({ description: 'How many rows had made something' }),
    undone: z.int(),
    standing: z.int().openapi({
      description: 'Left as they are, since something rests on them; `GET /v1/imports/{id}/consequences` tells which',
    }),
    erased: z.int().openapi({ description: 'Of members who were erased since: nothing of them is left to be undone' }),
  })
  .nullable()
  .openapi({ description: 'How far it was undone; null where nobody asked for that' })

const summary = {
  id: z.string(),
  kind,
  status,
  dryRun: z.boolean(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  askedBy: actorView,
  columns: z.record(z.string(), z.string()).openapi({ description: 'Our columns, each with what the file calls it' }),
  ignoredColumns: z.array(z.string()).openapi({ description: 'Columns that nothing is taken from' }),
  encoding: z.enum(['utf-8', 'gb18030']),
  sheet: z.string().optional().openapi({ description: 'Of a workbook: the sheet that was read' }),
  ignoredSheets: z
    .array(z.string())
    .optional()
    .openapi({ description: 'Of a workbook: sheets that nothing is taken from' }),
  rows: z.int(),
  done: z.int().openapi({ description: 'How many of the rows have been dealt with' }),
  created: z.int().openapi({ description: 'Members or receipts' }),
  updated: z.int().openapi({ description: 'Members of whom something has changed' }),
  rejectedRows: z.int(),
  undo,
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

export const reconciliation = z
  .object({
    importId: z.string(),
    kind,
    status: summary.status,
    dryRun: z.boolean(),
    reconciled: z.boolean().openapi({ description: 'Whether all of it is done, and no difference is left' }),
    measures: z.array(
      z.object({
        measure: z.string().openapi({ description: '`points`, `memberCash`, `prepaid`, a tier’s code, `total`' }),
        told: z.int().nullable().openapi({ description: 'The control total; null where none was given' }),
        inFile: z.int().openapi({ description: 'What the rows that could be read come to' }),
        movedIn: z.int(),
        alreadyThere: z.int().openapi({ description: 'What the same rows had moved in before' }),
        refused: z.int(),
        difference: z.int().openapi({ description: 'What was told, else what is in the file, less what is here' }),
      }),
    ),
    rows: z
      .array(
        z.object({
          row: z.int(),
          code: z.string(),
          message: z.string(),
          measure: z.string().nullable(),
          amount: z.int().nullable().openapi({ description: 'Null where it cannot be read' }),
        }),
      )
      .openapi({
        description:
          'What is missing, row by row: the first thousand, each of which names its member in your file; `GET /v1/imports/{id}/rejected` has all',
      }),
  })
  .openapi('ImportReconciliation')
