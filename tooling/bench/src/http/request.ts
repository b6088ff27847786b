/** One HTTP/1.1 request, as it goes over the wire again and again. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'OPTIONS'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The bytes of a request to that address. */
export const requestBytes = (url: string, { method, path, headers, body }: HttpRequest): Buffer => {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: new URL(url).host,
    ...headers,
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
}
