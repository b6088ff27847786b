import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLibsqlDev, type ErrorCodes } from '@laurel/libsql-dev'

export interface TestServer {
  readonly url: string
  readonly adminUrl: string
  /** Makes a namespace and gives its URL. */
  namespace(name: string): Promise<string>
  close(): Promise<void>
}

/** A libSQL server with a folder of its own. */
export async function startTestServer(errorCodes: ErrorCodes = 'extended'): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-server-'))
  const server = await startLibsqlDev({ dataDir, errorCodes, busyTimeoutMs: 120_000 })
  return {
    url: server.url,
    adminUrl: server.adminUrl,
    namespace: async name => {
      const headers = { 'content-type': 'application/json' }
      await fetch(`${server.adminUrl}/v1/namespaces/${name}/create`, { method: 'POST', headers, body: '{}' })
      return `${server.url}/dev/${name}`
    },
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true })
    },
  }
}
