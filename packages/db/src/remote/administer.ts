import { DatabaseUnavailable } from '../database.ts'

export interface AdministrativeRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly token: string | undefined
  readonly body?: unknown
  readonly timeoutMs?: number
}

export interface AdministrativeAnswer {
  readonly status: number
  readonly text: string
}

/** Sends one request to the API that makes databases. DatabaseUnavailable when no answer comes, or a 5xx. */
export async function administer(request: AdministrativeRequest): Promise<AdministrativeAnswer> {
  const { method, url, token, body, timeoutMs = 30_000 } = request
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  let answer: AdministrativeAnswer
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    answer = { status: response.status, text: await response.text() }
  } catch {
    throw new DatabaseUnavailable('The server that makes databases cannot be reached')
  }
  if (answer.status >= 500) throw new DatabaseUnavailable(`The server that makes databases answered ${answer.status}`)
  return answer
}
