/** One statement, or one request of a pipeline, was refused; the stream lives on. Travels in the answer's `error`. */
export class HranaError extends Error {
  override readonly name = 'HranaError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The client broke the protocol: the whole request is answered 400 as plain text and its stream is closed. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
}

/** The stream was closed since its client kept silent for too long. Answered 400 as JSON. */
export class StreamExpired extends Error {
  override readonly name = 'StreamExpired'
  readonly code = 'STREAM_EXPIRED'

  constructor() {
    super('The stream has expired due to inactivity')
  }
}

/** A fault outside the protocol (unknown namespace, too large a body): answered with its status as `{"error": message}`. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}
