/** Why a member could not be loaded. Stable: pages may switch on it in `laurel-error`. */
export type FailureCode = 'network' | 'timeout' | 'unauthorized' | 'refused' | 'busy' | 'server' | 'malformed' | 'token'

/** A failed load. `status` is the HTTP status, 0 when there was no answer; `requestId` helps the store's support. */
export class Failure extends Error {
  declare readonly code: FailureCode
  declare readonly status: number
  declare readonly requestId: string | null
  /** The API's own code of the refusal, such as `out_of_stock`. */
  declare readonly problem: string | undefined

  constructor(code: FailureCode, status = 0, requestId: string | null = null, problem?: string) {
    super(code)
    this.code = code
    this.status = status
    this.requestId = requestId
    this.problem = problem
  }

  /** Whether what was shown before may still be shown: a line that is down says nothing about who is signed in. */
  get isPassing(): boolean {
    return !['unauthorized', 'refused', 'token'].includes(this.code)
  }
}

/** What an HTTP status other than 2xx means. */
export function codeOfStatus(status: number): FailureCode {
  if (status === 401) return 'unauthorized'
  if (status === 429 || status === 503) return 'busy'
  return status < 500 ? 'refused' : 'server'
}
