import { codeOfStatus, Failure } from './failure.ts'

/** Where a call goes, and under which program's key. */
export interface ApiAddress {
  readonly apiUrl: string
  readonly publishableKey: string
}

/** One call of the API; with a `body` it is a POST. */
export interface ApiCall {
  /** From `/v1/` on. */
  readonly path: string
  readonly body?: object
  /** Further headers, such as `If-None-Match`. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Calls the API as the member behind `token`. Throws a `Failure`, or what `fetch` throws when there is no answer. */
export async function askApi(
  { apiUrl, publishableKey }: ApiAddress,
  token: string,
  { path, body, headers: further }: ApiCall,
  signal: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}`, ...further }
  if (publishableKey) headers['Laurel-Key'] = publishableKey
  if (body) headers['Content-Type'] = 'application/json'
  const response = await fetch(apiUrl + path, {
    method: body ? 'POST' : 'GET',
    body: body ? JSON.stringify(body) : null,
    headers,
    signal,
    // A personal answer never belongs into a shared cache, and no cookie of the API's host is needed or wanted.
    cache: 'no-store',
    credentials: 'omit',
  })
  const { status } = response
  if (response.ok || status === 304) return response
  const { code } = ((await response.json().catch(() => null)) ?? {}) as { code?: string }
  throw new Failure(codeOfStatus(status), status, response.headers.get('X-Request-Id'), code)
}
