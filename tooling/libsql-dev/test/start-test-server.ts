import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, type Config, createClient } from '@libsql/client/web'
import { onTestFinished } from 'vitest'
import { type LibsqlDev, type LibsqlDevOptions, startLibsqlDev } from '../src/index.ts'

/** A server on a folder of its own, gone when the test ends. */
export interface TestServer extends LibsqlDev {
  readonly dataDir: string
  /** A client of one namespace. */
  client(namespace?: string, config?: Partial<Config>): Client
  createNamespace(name: string): Promise<Response>
  /** Sends requests to a stream of namespace `a`, or `body` as it is. */
  pipeline(body: unknown, namespace?: string): Promise<Response>
}

/** Starts a server with the namespace `a` in it. */
export async function startTestServer(options: Partial<LibsqlDevOptions> = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'libsql-dev-'))
  const server = await startLibsqlDev({ ...options, dataDir })
  let isClosed = false
  const close = async () => {
    if (isClosed) return
    isClosed = true
    await server.close()
  }
  onTestFinished(async () => {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const post = (url: string, body: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const createNamespace = (name: string) => post(`${server.adminUrl}/v1/namespaces/${name}/create`, '{}')
  await createNamespace('a')
  return {
    ...server,
    close,
    dataDir,
    createNamespace,
    client: (namespace = 'a', config = {}) => createClient({ url: `${server.url}/dev/${namespace}/`, ...config }),
    pipeline: (body, namespace = 'a') =>
      post(`${server.url}/dev/${namespace}/v2/pipeline`, typeof body === 'string' ? body : JSON.stringify(body)),
  }
}

/** The answer to the one execute among `requests`, or to the last request. */
export async function resultsOf(response: Response): Promise<{ baton: string | null; results: StreamAnswer[] }> {
  return (await response.json()) as { baton: string | null; results: StreamAnswer[] }
}

/** One answer of a pipeline, loosely. */
export interface StreamAnswer {
  readonly type: 'ok' | 'error'
  readonly response?: { readonly type: string; readonly result?: unknown; readonly is_autocommit?: boolean }
  readonly error?: { readonly message: string; readonly code: string }
}
