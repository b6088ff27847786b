import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a carrier was asked. */
export interface CarrierRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What it says: a status and JSON, or a text as it stands. */
export interface CarrierAnswer {
  readonly status?: number
  readonly json?: unknown
  readonly text?: string
}

/** A local server that speaks a carrier's protocol by `answer`, and keeps what it was asked. */
export const carrierServer = async (answer: (request: CarrierRequest) => CarrierAnswer) => {
  const asked: CarrierRequest[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = {
      method: incoming.method!,
      url: new URL(incoming.url!, `http://${incoming.headers.host}`),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    }
    asked.push(request)
    const { status = 200, json, text } = answer(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(text ?? JSON.stringify(json))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
