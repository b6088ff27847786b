import { Problem } from '../problem.ts'
import { problemTable } from '../problem-table.ts'

/** A refusal as a refused row tells it: the same code as the request would have had. What is no refusal is thrown. */
export const refusalOf = (error: unknown): { readonly code: string; readonly message: string } => {
  if (!(error instanceof Problem)) throw error
  const faults = (error.errors ?? []).map(({ path, message }) => `${path}: ${message}`)
  return { code: error.code, message: faults.join('; ') || (error.detail ?? problemTable[error.code].title) }
}
