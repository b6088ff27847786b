import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from './read-body.ts'
import { errorReply, type Reply, textReply } from './reply.ts'

/** A request as the handlers need it. */
interface Request {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readBody(): Promise<string>
}

/** Answers a request, or undefined when it is not for this handler. */
export type Handler = (request: Request) => Promise<Reply | undefined>

/** A server that listens. */
export interface HttpServer {
  readonly port: number
  readonly url: string
  /** Refuses new connections, waits for the answers under way. */
  close(): Promise<void>
}

/** Listens and asks the handlers in turn. Port 0 takes a free one. Rejects when the port is taken. */
export async function listen(host: string, port: number, handlers: readonly Handler[]): Promise<HttpServer> {
  const server = createServer((request, response) => void answer(request, response, handlers))
  // Longer than clients keep theirs, or a request would now and then meet a connection just closed.
  server.keepAliveTimeout = 120_000
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return { port: address.port, url: `http://${host}:${address.port}`, close: () => close(server) }
}

async function answer(request: IncomingMessage, response: ServerResponse, handlers: readonly Handler[]): Promise<void> {
  const reply = await reached(request, handlers).catch(errorReply)
  // What was not read of a body refused must not be taken for the next request.
  const headers = request.complete ? {} : { connection: 'close' }
  response.writeHead(reply.status, {
    ...headers,
    'content-type': reply.contentType,
    'content-length': Buffer.byteLength(reply.body),
  })
  response.end(reply.body)
}

async function reached(request: IncomingMessage, handlers: readonly Handler[]): Promise<Reply> {
  const [path = '/'] = (request.url ?? '/').split('?', 1)
  const { method = 'GET', headers } = request
  for (const handler of handlers) {
    const reply = await handler({ method, path, headers, readBody: () => readBody(request) })
    if (reply !== undefined) return reply
  }
  return textReply(404, '')
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  await closed
}
