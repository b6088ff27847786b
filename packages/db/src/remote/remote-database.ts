import { createClient } from '@libsql/client/web'
import { checkedStatements, nativeArgs, rowOf } from '../bind.ts'
import { OutcomeUnknown, type Database, type Row, type Statement } from '../database.ts'
import { remoteError, type Exchange } from './remote-errors.ts'

export interface RemoteOptions {
  /** `https:` or `libsql:`; may have a path, as the namespaces of a libSQL server do. */
  readonly url: string
  readonly authToken?: string
  /** After it a read is unavailable and a commit of unknown outcome. 10,000 unless told. */
  readonly timeoutMs?: number
}

/** A database on a libSQL server or at Turso, over HTTP: one request per read, one per commit. Runs on Workers. */
export function openRemote(options: RemoteOptions): Database {
  return new RemoteDatabase(options)
}

/** Without its trailing slash the last part of the path, the namespace, would be lost. */
function withTrailingSlash(url: string): string {
  const [address = '', query] = url.split('?', 2)
  const directory = address.endsWith('/') ? address : `${address}/`
  return query === undefined ? directory : `${directory}?${query}`
}

class RemoteDatabase implements Database {
  readonly #url: string
  readonly #authToken: string | undefined
  readonly #timeoutMs: number

  constructor({ url, authToken, timeoutMs = 10_000 }: RemoteOptions) {
    this.#url = withTrailingSlash(url)
    this.#authToken = authToken
    this.#timeoutMs = timeoutMs
  }

  read(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    return this.#batch('read', statements)
  }

  commit(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    return this.#batch('commit', statements)
  }

  async #batch(use: 'read' | 'commit', statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    const checked = checkedStatements(statements, use)
    if (checked.length === 0) return []
    const exchange: Exchange = { status: undefined, cause: undefined }
    const results = await this.#send(use, checked, exchange)
    try {
      return results.map(({ rows, columns }) => rows.map(row => rowOf(Array.from(columns, (_, index) => row[index]))))
    } catch (error) {
      if (use === 'read') throw error
      throw new OutcomeUnknown(`The commit stands, but its answer cannot be given: ${String(error)}`)
    }
  }

  async #send(use: 'read' | 'commit', statements: readonly Statement[], exchange: Exchange) {
    // A client per use: one kept on workerd fails for good after a burst, since its queue crosses requests.
    const client = createClient({
      url: this.#url,
      ...(this.#authToken === undefined ? {} : { authToken: this.#authToken }),
      intMode: 'bigint',
      fetch: (request: Request) => this.#fetch(request, exchange),
    })
    try {
      const batch = statements.map(({ sql, args }) => ({ sql, args: nativeArgs(args) }))
      return await client.batch(batch, use === 'read' ? 'read' : 'write')
    } catch (error) {
      throw remoteError(error, use, exchange)
    } finally {
      client.close()
    }
  }

  async #fetch(request: Request, exchange: Exchange): Promise<Response> {
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(this.#timeoutMs) })
      exchange.status = response.status
      return response
    } catch (error) {
      exchange.cause = error
      throw error
    }
  }

  async close(): Promise<void> {
    // Nothing is kept open between two requests.
  }
}
