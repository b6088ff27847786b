import { readFile } from 'node:fs/promises'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

/** What the mock API says once to `GET /v1/me`; `hang` never answers, `drop` cuts the line. */
export type MeReply =
  | { readonly status?: number; readonly body?: unknown; readonly etag?: string; readonly waitFor?: Promise<unknown> }
  | 'hang'
  | 'drop'

/** One request that the mock API has seen. */
export interface MeCall {
  readonly token: string
  readonly key: string | undefined
  readonly etag: string | undefined
}

/** A request of another path of the mock store. */
export interface StoreCall {
  readonly method: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly token: string
  readonly headers: IncomingHttpHeaders
}

/** Answers another path of the mock store. */
export type Handler = (call: StoreCall) => Answer | Promise<Answer>

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Answers another path of the mock store with JSON. */
export type JsonHandler = (method: string, body: unknown) => unknown

const dist = join(import.meta.dirname, '../dist')
const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
}
/** What a careful store sends. Everything in here must live under it. */
const STRICT_CSP = "default-src 'self'"
/** What our server says of the one script that compiles WebAssembly. */
const READER_CSP = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'"

/** A store on a port of its own: serves `dist/`, pages made by tests, and a scripted API. */
export class MockStore {
  readonly calls: MeCall[] = []
  readonly #server: Server
  readonly #replies = new Map<string, MeReply[]>()
  readonly #pages = new Map<string, { readonly html: string; readonly policy: string }>()
  #framedBy: readonly string[] = []
  readonly #handlers = new Map<string, Handler>()

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(error => response.destroy(error))
    })
  }

  async start(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What the API says to a token, one reply after the other; the last one stays. */
  script(token: string, ...replies: MeReply[]): void {
    this.#replies.set(token, replies)
  }

  /** Forgets what was asked; what is served stays. */
  reset(): void {
    this.calls.length = 0
    this.#replies.clear()
  }

  /** Serves a page and returns its address. */
  page(html: string, policy = STRICT_CSP): string {
    const path = `/pages/${this.#pages.size}`
    this.#pages.set(path, { html, policy })
    return this.url + path
  }

  /** Serves the frames of isolated elements to pages of these origins, as the API does. */
  frameFor(...origins: string[]): void {
    this.#framedBy = origins
  }

  /** Answers a path of the demo's back end. */
  json(path: string, handler: JsonHandler): void {
    this.#handlers.set(path, ({ method, body }) => ({ body: handler(method, body) }))
  }

  /** Answers a path of the API. */
  answer(path: string, handler: Handler): void {
    this.#handlers.set(path, handler)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url)
    if (pathname.startsWith('/v1/') && request.headers.origin) {
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin)
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key, Laurel-Key')
      if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    }
    if (pathname === '/v1/me') return this.#answerMe(request, response)
    const handler = this.#handlers.get(pathname)
    if (handler) {
      const { method = '', headers } = request
      const token = headers.authorization?.replace('Bearer ', '') ?? ''
      const answer = await handler({ method, query: searchParams, body: await readJson(request), token, headers })
      for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
      const type = answer.headers?.['Content-Type']
      const text = type === undefined ? JSON.stringify(answer.body) : String(answer.body)
      return send(response, answer.status ?? 200, type ?? 'application/json', text)
    }
    const page = this.#pages.get(pathname)
    if (page) return send(response, 200, 'text/html; charset=utf-8', page.html, page.policy)
    if (pathname.startsWith('/frame/')) return this.#answerFrame(response)
    // A module of other sites' pages.
    if (pathname.startsWith('/widgets/')) response.setHeader('Access-Control-Allow-Origin', '*')
    const file = join(dist, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname))
    const body = await readFile(file).catch(() => null)
    return body
      ? send(response, 200, types[extname(file)] ?? 'text/plain', body, policyOf(pathname))
      : send(response, 404, 'text/plain', 'not found')
  }

  #answerFrame(response: ServerResponse): void {
    const origins = this.#framedBy.join(' ')
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Membership</title>
      <meta name="laurel-origins" content="${origins}"><link rel="stylesheet" href="/assets/frame/frame.css">
      <script type="module" src="/assets/frame/frame.js"></script></head><body></body></html>`
    send(
      response,
      200,
      'text/html; charset=utf-8',
      html,
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ${origins}; frame-ancestors ${origins || "'none'"}`,
    )
  }

  async #answerMe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    const { 'laurel-key': key, 'if-none-match': etag } = request.headers
    this.calls.push({ token, key: key as string | undefined, etag })
    const replies = this.#replies.get(token) ?? [{ status: 401 }]
    const reply = replies.length > 1 ? replies.shift() : replies[0]
    if (reply === 'hang' || !reply) return
    if (reply === 'drop') return void response.destroy()
    await reply.waitFor
    if (reply.etag) response.setHeader('ETag', reply.etag)
    response.setHeader('X-Request-Id', 'req_test')
    send(
      response,
      reply.status ?? 200,
      'application/json',
      typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}),
    )
  }
}

const policyOf = (path: string): string => (path === '/kiosk/code-reader.js' ? READER_CSP : STRICT_CSP)

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  policy: string = STRICT_CSP,
): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': policy })
  response.end(status === 304 ? undefined : body)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  if (!text) return null
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? text : JSON.parse(text)
}
