import type { IncomingMessage } from 'node:http'
import { HttpError } from './errors.ts'

const maxBodyBytes = 16 * 1024 * 1024

/** The body of a request as text. Throws {@link HttpError} 413 past 16 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBodyBytes) throw new HttpError(413, 'The request is too large')
    chunks.push(chunk)
  }
  const [first] = chunks
  return (chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)).toString('utf8')
}
