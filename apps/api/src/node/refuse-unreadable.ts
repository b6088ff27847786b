import type { ServerType } from '@hono/node-server'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { randomUUID } from 'node:crypto'
import { problemTable } from '../platform/problem-table.ts'

/** A refusal of what is no HTTP, as a client hears it: like every other one (RFC 9457). */
const refusal = (): string => {
  const { status, title } = problemTable.malformed_request
  const body = JSON.stringify({
    type: '/docs/errors/malformed_request',
    title,
    status,
    code: 'malformed_request',
    requestId: `req_${randomUUID()}`,
  })
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}

/** Answers what Node itself cannot read, before any of it reaches the app, in the words of the app. */
export const refuseUnreadable = (server: ServerType): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else socket.end(refusal())
  })
}
