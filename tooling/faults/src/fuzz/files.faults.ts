import { testApi } from '@laurel/api/testing'
import { answerSchemas, type OpenApiDocument } from '@laurel/api/testing/answer-schemas'
import { expectProblem } from '@laurel/api/testing/expect-problem'
import { workOff } from '@laurel/api/testing/import-file'
import { problemTable, type ProblemCode } from '@laurel/api/testing/problem-table'
import { contractProgram } from '@laurel/api/testing/valid-requests'
import { verifyProgram } from '@laurel/db'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { seed, times } from '../run-form.ts'
import { brokenCsv, brokenWorkbook, GOOD_FILES, oddWorkbooks } from './broken-files.ts'
import { rowsOf } from './rows-of.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const AT = '2026-03-10T23:00:00+08:00'

const api = await testApi()
afterAll(api.close)
const expectDocumented = answerSchemas((await api.call('GET', '/openapi.json')).body as OpenApiDocument)

const total = { taken: 0, refused: 0, rows: 0, bad: 0 }

/** Sends a file: it is worked off to its end, or refused as documented and leaves no row behind. */
const sendFile = async (
  p: Awaited<ReturnType<typeof api.program>>,
  kind: string,
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
) => {
  api.passSeconds(2)
  const database = await api.databases.open(p.id)
  const before = await rowsOf(database, [])
  const answer = await p.call('POST', `/v1/imports?kind=${kind}`, undefined, {
    csv: bytes,
    headers: { 'content-type': type },
  })
  expect(answer.status, answer.text).toBeLessThan(500)
  expectDocumented('POST', '/v1/imports', answer)
  if (answer.status >= 400) {
    total.refused++
    const code: ProblemCode = answer.body?.code
    expect(Object.keys(problemTable), answer.text).toContain(code)
    expectProblem(answer, code, [p.key])
    expect(await rowsOf(database, [])).toEqual(before)
    return
  }
  await workOff(api, p.id)
  const { status, rows, rejectedRows } = await p.ok(200, 'GET', `/v1/imports/${answer.body.id}`)
  expect(status).toBe('done')
  expect((await p.call('GET', `/v1/imports/${answer.body.id}/rejected`)).status).toBe(200)
  total.taken++
  total.rows += rows
  total.bad += rejectedRows
}

const expectVerified = async (p: { readonly id: string }) =>
  expect((await verifyProgram(await api.databases.open(p.id))).differences).toEqual([])

describe('a file that is broken is read as far as it can be, row by row, or refused and leaves nothing', () => {
  test.each(Object.keys(GOOD_FILES))('CSV: %s', async kind => {
    const p = await api.program('contract', AT, contractProgram)
    await sendFile(p, 'members', 'text/csv', new TextEncoder().encode(GOOD_FILES['members']))
    await fc.assert(
      fc.asyncProperty(brokenCsv(GOOD_FILES[kind]!), bytes => sendFile(p, kind, 'text/csv', bytes)),
      { seed, numRuns: times(60, 2_000), endOnFailure: true },
    )
    await expectVerified(p)
  })

  test('a workbook', async () => {
    const p = await api.program('contract', AT, contractProgram)
    for (const make of oddWorkbooks) await sendFile(p, 'members', WORKBOOK, make())
    await fc.assert(
      fc.asyncProperty(brokenWorkbook, bytes => sendFile(p, 'members', WORKBOOK, bytes)),
      { seed, numRuns: times(80, 3_000), endOnFailure: true },
    )
    await expectVerified(p)
  })

  test('a file that is not of the kind it says', async () => {
    const p = await api.program('contract', AT, contractProgram)
    for (const kind of Object.keys(GOOD_FILES))
      for (const [file, type] of [
        [oddWorkbooks[0]!(), 'text/csv'],
        [new TextEncoder().encode(GOOD_FILES['members']), WORKBOOK],
      ] as const)
        await sendFile(p, kind, type, file)
    await expectVerified(p)
  })
})

test('so many files were taken and refused, and rows of them, that it means something', () => {
  console.log(`files: ${JSON.stringify(total)}`)
  for (const count of Object.values(total)) expect(count).toBeGreaterThan(20)
})
