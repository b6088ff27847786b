import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { ProtocolError } from './errors.ts'

const payloadBytes = 16
const macBytes = 32

/** Signs what names a stream and its next request, so that nobody can guess or forge one. */
export class Batons {
  readonly #key = randomBytes(32)

  encode(streamId: bigint, sequence: bigint): string {
    const payload = Buffer.alloc(payloadBytes)
    payload.writeBigUInt64BE(streamId, 0)
    payload.writeBigUInt64BE(sequence, 8)
    return Buffer.concat([payload, this.#mac(payload)])
      .toString('base64')
      .replace(/=+$/, '')
  }

  /** Throws {@link ProtocolError} for anything this server did not write. */
  decode(baton: string): { streamId: bigint; sequence: bigint } {
    const bytes = Buffer.from(baton, 'base64')
    const payload = bytes.subarray(0, payloadBytes)
    const isOurs =
      bytes.length === payloadBytes + macBytes && timingSafeEqual(bytes.subarray(payloadBytes), this.#mac(payload))
    if (!isOurs) throw new ProtocolError('Received an invalid baton')
    return { streamId: payload.readBigUInt64BE(0), sequence: payload.readBigUInt64BE(8) }
  }

  #mac(payload: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest()
  }
}
