import { createRoute, z } from '@hono/zod-openapi'
import { transactionKinds, units } from '@laurel/core'
import { causes } from '../../platform/because.ts'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { actorView, date, idParam } from '../../platform/wire.ts'
import { exportJournal, journalFormats } from './export-journal.ts'
import { readLedger, trialBalance } from './read-ledger.ts'
import { readSeals } from './read-seals.ts'
import { textStream } from '../../platform/text-stream.ts'

const entryFields = z.object({
  id: z.string(),
  kind: z.enum(transactionKinds),
  occurredAt: z.string(),
  recordedAt: z.string(),
  rulesVersion: z.int(),
  because: z.object({ cause: z.enum(causes), id: z.string() }),
  postings: z.array(z.object({ account: z.string(), unit: z.enum(units), amount: z.int() })),
})

const entryView = entryFields
  .extend({ by: actorView.openapi({ description: 'Who did it; a member is only told of which kind others are' }) })
  .openapi('LedgerEntry')

const exportedEntryView = entryFields
  .extend({ memberId: z.string(), on: z.string().openapi({ format: 'date', description: 'The business day' }) })
  .openapi('JournalEntry')

const journalQuery = z
  .strictObject({
    format: z.enum(Object.keys(journalFormats) as [keyof typeof journalFormats]).default('json'),
    from: date.optional().openapi({ description: 'The first business day' }),
    to: date.optional().openapi({ description: 'The last business day' }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'must not be before from',
    path: ['to'],
  })

const unitView = z.object({
  sum: z.int().openapi({ description: 'Of all postings: 0' }),
  memberLiability: z.int().openapi({ description: 'What the program owes its members' }),
  accounts: z.record(z.string(), z.int()),
})

const trialBalanceView = z
  .object({
    balanced: z.boolean(),
    transactions: z.int(),
    units: z.object({ points: unitView, memberCash: unitView, prepaid: unitView }),
  })
  .openapi('TrialBalance')

const sealView = z
  .object({
    after: z.string().nullable().openapi({ description: 'The last transaction of the seal before; null in the first' }),
    through: z.string().openapi({ description: 'The last transaction that it covers' }),
    transactions: z.int(),
    sealedAt: z.string(),
    previousHash: z.string().openapi({ description: 'SHA-256 of the seal before, in hex; zeros in the first' }),
    hash: z.string().openapi({ description: 'SHA-256, in hex' }),
  })
  .openapi('Seal')

export const ledgerRoutes = makeRoutes()

ledgerRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/ledger',
    tags: ['Ledger'],
    summary: 'A member’s journal, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: { 200: json(listOf(entryView), 'A page of transactions'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await readLedger(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)

ledgerRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/ledger',
    tags: ['Member side'],
    summary: 'My journal, newest first',
    security: bearer('member'),
    middleware: allow('member'),
    request: { query: listQuery },
    responses: {
      200: json(listOf(entryView), 'A page of transactions'),
      ...problems('member_erased', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const memberId = caller.credential.kind === 'member' ? caller.credential.memberId : null
    return c.json(await readLedger(caller, memberId, c.req.valid('query')), 200)
  },
)

ledgerRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/ledger/trialBalance',
    tags: ['Ledger'],
    summary: 'The trial balance of the program',
    security: bearer('secret'),
    middleware: allow('secret'),
    responses: { 200: json(trialBalanceView, 'Sums by unit and account'), ...problems() },
  }),
  async c => c.json(await trialBalance(await callerOf(c)), 200),
)

ledgerRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/ledger/journal',
    tags: ['Ledger'],
    summary: 'The whole journal as a file',
    description:
      'Streamed, member by member, each in the order of its own sequence. Of what is recorded meanwhile nothing is in it. `hledger` is plain text accounting for hledger and Ledger, with `member:<unit>:<member>` for a member’s accounts. `csv` has one posting a row, money as decimals (`12.90`), UTF-8 with a byte order mark. `json` is one array. A file that is broken off is not whole: fetch it again.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: journalQuery },
    responses: {
      200: {
        description: 'The journal',
        content: {
          'application/json': { schema: z.array(exportedEntryView) },
          'text/csv': { schema: z.string() },
          'text/plain': { schema: z.string() },
        },
      },
      ...problems('store_not_allowed'),
    },
  }),
  async c => {
    const file = await exportJournal(await callerOf(c), c.req.valid('query'))
    return c.body(await textStream(file.text), 200, {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename="${file.name}"`,
    })
  },
)

ledgerRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/ledger/seals',
    tags: ['Ledger'],
    summary: 'The seals of the journal, newest first',
    description:
      'At the start of each day what was recorded before is sealed: a hash over its transactions, chained to the seal before. A seal covers the transactions whose ids, in their order, come after `after`, through `through`; a busy day has several. Who keeps the newest `hash` elsewhere can prove later that nothing before it was changed: `pnpm ledger:verify` walks the chain and prints its end.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(sealView), 'A page of seals'), ...problems() },
  }),
  async c => c.json(await readSeals(await callerOf(c), c.req.valid('query')), 200),
)
