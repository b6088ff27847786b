import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy before a database that lets nothing through until enough requests wait at it: a slow database, without a clock. */
export interface Gate {
  readonly url: string
  /** How many requests were under way at once, at most, since it was last asked. */
  most(): number
  /** Shuts it until so many requests have arrived. */
  shut(needed: number): void
  close(): void
}

/** Opens once `needed` requests have arrived, and stays open; with none needed it is open. */
export async function startGate(target: string, needed = 0): Promise<Gate> {
  let open: () => void = () => undefined
  let opened = Promise.resolve()
  let missing = 0
  let underWay = 0
  let most = 0
  const shut = (count: number) => {
    missing = count
    if (count > 0) opened = new Promise<void>(resolve => (open = resolve))
  }
  shut(needed)
  const server = createServer(async (request, response) => {
    underWay += 1
    most = Math.max(most, underWay)
    response.once('close', () => (underWay -= 1))
    const body = await bodyOf(request)
    missing -= 1
    if (missing === 0) open()
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
  const tellMost = () => {
    const told = most
    most = 0
    return told
  }
  return { url: `http://127.0.0.1:${port}`, most: tellMost, shut, close }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
