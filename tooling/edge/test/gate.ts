import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy before a database that lets nothing through until enough requests wait at it: a slow database, without a clock. */
export interface Gate {
  readonly url: string
  close(): void
}

/** Opens once `needed` requests have arrived, and stays open. */
export async function startGate(target: string, needed: number): Promise<Gate> {
  let open: () => void = () => undefined
  const opened = new Promise<void>(resolve => (open = resolve))
  let arrived = 0
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    arrived += 1
    if (arrived === needed) open()
    await opened
    const reply = await fetch(target + (request.url ?? '/'), { method: 'POST', body })
    response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'text/plain' })
    response.end(await reply.text())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
