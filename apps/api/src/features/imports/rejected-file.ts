import { csvHead, csvRows } from '../../platform/csv.ts'

interface Rejection {
  readonly row: number
  readonly code: string
  readonly message: string
}

/** The file of refused rows, page by page. */
export const rejectedFile = async function* (pages: AsyncIterable<readonly Rejection[]>): AsyncGenerator<string> {
  yield csvHead(['row', 'code', 'message'])
  for await (const page of pages) yield csvRows(page.map(({ row, code, message }) => [row, code, message]))
}
