import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const STATUS_AT = 'HTTP/1.1 '.length
const LENGTH = /\r\ncontent-length: *(\d+)/i
const CHUNKED = /\r\ntransfer-encoding: *chunked/i
const LAST_CHUNK = '\r\n0\r\n\r\n'

/** Whether an answer, as far as it has come, is whole; its bytes as latin-1. Bodies are JSON, so a last chunk is one. */
const isWhole = (text: string): boolean => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const head = text.slice(0, end)
  const status = Number(head.slice(STATUS_AT, STATUS_AT + 3))
  if (status === 204 || status === 304) return true
  const length = LENGTH.exec(head)?.[1]
  if (length !== undefined) return text.length >= end + 4 + Number(length)
  if (CHUNKED.test(head)) return text.endsWith(LAST_CHUNK)
  throw new Error(`an answer of unknown length: ${head}`)
}

/**
 * One connection with one request on its way at a time. Written for load: nothing of an answer is looked at but its
 * status and its end, so that the machine is left to the server.
 */
export class LoadConnection {
  readonly #socket: Socket
  #answer = ''
  #settle: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => this.#receive(chunk))
    socket.on('error', error => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  static async open(url: string): Promise<LoadConnection> {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    return new LoadConnection(socket)
  }

  /** The status of the answer. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #receive(chunk: string): void {
    this.#answer += chunk
    try {
      if (!isWhole(this.#answer)) return
    } catch (error) {
      this.#fail(error as Error)
      return
    }
    const status = Number(this.#answer.slice(STATUS_AT, STATUS_AT + 3))
    this.#answer = ''
    const settle = this.#settle
    this.#settle = undefined
    settle?.resolve(status)
  }

  #fail(error: Error): void {
    this.#settle?.reject(error)
    this.#settle = undefined
  }
}
