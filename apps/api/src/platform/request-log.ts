/** One answered request. It holds no personal data: paths carry ids only, query strings and bodies are left out. */
export interface RequestEntry {
  readonly requestId: string
  readonly method: string
  /** The path as the reference writes it, such as `/v1/members/{id}`. */
  readonly route: string
  readonly status: number
  readonly code?: string
  readonly programId?: string
  readonly credential?: string
  readonly ms: number
  /** What went wrong inside, for the operator; never sent to a client. */
  readonly error?: string
}

export type RequestLog = (entry: RequestEntry) => void
