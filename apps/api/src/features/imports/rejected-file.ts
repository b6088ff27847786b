import { csvHead, csvRows } from '../../platform/csv.ts'

interface Rejection {
  readonly row: number
  readonly code: string
  readonly message: string
  readonly measure: string | null
  readonly amount: number | null
}

/** The file of refused rows, page by page. */
export const rejectedFile = async function* (pages: AsyncIterable<readonly Rejection[]>): AsyncGenerator<string> {
  yield csvHead(['row', 'code', 'message', 'measure', 'amount'])
  for await (const page of pages)
    yield csvRows(page.map(({ row, code, message, measure, amount }) => [row, code, message, measure, amount]))
}
