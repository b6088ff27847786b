import { codeOfStatus, Failure } from './failure.ts'
import { readSummary, type MemberSummary } from './me.ts'

/** What one `GET /v1/me` needs. */
export interface MeRequest {
  readonly apiUrl: string
  readonly publishableKey: string
  readonly token: string
  /** The ETag of what is held already, to be answered 304. */
  readonly etag: string | null
  readonly signal: AbortSignal
}

/** A new summary with its ETag; null when the held one is still right. */
export type MeAnswer = { readonly summary: MemberSummary; readonly etag: string | null } | null

/** Asks for the member behind `token`. Throws a `Failure`, or what `fetch` throws when there is no answer. */
export async function fetchMe({ apiUrl, publishableKey, token, etag, signal }: MeRequest): Promise<MeAnswer> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` }
  if (publishableKey) headers['Laurel-Key'] = publishableKey
  if (etag) headers['If-None-Match'] = etag
  // A personal answer never belongs into a shared cache, and no cookie of the API's host is needed or wanted.
  const response = await fetch(`${apiUrl}/v1/me`, { headers, signal, cache: 'no-store', credentials: 'omit' })
  const { status } = response
  const requestId = response.headers.get('X-Request-Id')
  if (status === 304) return null
  if (!response.ok) throw new Failure(codeOfStatus(status), status, requestId)
  const summary = readSummary(await response.json().catch(() => null))
  if (!summary) throw new Failure('malformed', status, requestId)
  return { summary, etag: response.headers.get('ETag') }
}
