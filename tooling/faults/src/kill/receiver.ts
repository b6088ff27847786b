import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a shop's system was sent, as it came. */
interface Received {
  readonly path: string
  readonly id: string
  readonly body: string
}

/** A shop's system on this machine that takes whatever it is sent, and outlives the server that sends it. */
export const startReceiver = async () => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    received.push({ path: request.url ?? '', id: String(request.headers['webhook-id']), body })
    response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** The ids that came by a path, each once, in the order in which they first came, but for so many that came before. */
  const ids = (path: string, before = 0) => [
    ...new Set(
      received
        .slice(before)
        .filter(one => one.path === path)
        .map(({ id }) => id),
    ),
  ]
  return {
    url,
    received,
    ids,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
