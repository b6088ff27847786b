import { HttpError, ProtocolError, StreamExpired } from './errors.ts'

/** What goes back over HTTP. */
export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export function jsonReply(status: number, value: unknown): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify(value) }
}

export function textReply(status: number, body: string): Reply {
  return { status, contentType: 'text/plain', body }
}

/** Each kind of fault in the form libsql-server gives it. */
export function errorReply(error: unknown): Reply {
  if (error instanceof ProtocolError) return textReply(400, error.message)
  if (error instanceof StreamExpired) return jsonReply(400, { message: error.message, code: error.code })
  if (error instanceof HttpError) return jsonReply(error.status, { error: error.message })
  return jsonReply(500, { error: `Internal Error: \`${error instanceof Error ? error.message : String(error)}\`` })
}
