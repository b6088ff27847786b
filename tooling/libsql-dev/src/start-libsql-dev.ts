import { adminApi } from './admin-api.ts'
import { type HttpServer, listen } from './http-server.ts'
import { Namespaces } from './namespaces.ts'
import type { ErrorCodes } from './sqlite-error.ts'
import { StreamRegistry } from './stream-registry.ts'
import { userApi } from './user-api.ts'

/** How to run the server. */
export interface LibsqlDevOptions {
  /** Where the databases lie, one file `<namespace>.db` each. */
  readonly dataDir: string
  /** Port of the databases; 0, the default, takes a free one. */
  readonly port?: number
  /** Port of the admin API; without it the admin API shares the port of the databases. 0 takes a free one. */
  readonly adminPort?: number
  /** Address to listen on; by default this machine only: there is no authentication. */
  readonly host?: string
  /** A stream left alone for this long is closed and rolled back. */
  readonly streamTimeoutMs?: number
  /** A stream that has waited this long for its database is told SQLITE_BUSY. */
  readonly busyTimeoutMs?: number
  /** How SQLite's errors are named; see {@link ErrorCodes}. */
  readonly errorCodes?: ErrorCodes
}

/** A server that runs. */
export interface LibsqlDev {
  /** Base URL without a slash at its end; a namespace is at `${url}/dev/<namespace>/`, which needs the slash. */
  readonly url: string
  readonly adminUrl: string
  readonly port: number
  close(): Promise<void>
}

/**
 * Starts a local libSQL server: Hrana over HTTP as libsql-server speaks it, on the native engine in this process.
 * Rejects when a port is taken or another server uses the folder.
 */
export async function startLibsqlDev(options: LibsqlDevOptions): Promise<LibsqlDev> {
  const { dataDir, port = 0, adminPort, host = '127.0.0.1' } = options
  const { streamTimeoutMs = 10_000, busyTimeoutMs = 5_000, errorCodes = 'extended' } = options
  const namespaces = new Namespaces(dataDir, { busyTimeoutMs, errorCodes })
  const streams = new StreamRegistry(streamTimeoutMs)
  const user = userApi(namespaces, streams)
  const admin = adminApi(namespaces, streams)
  const servers: HttpServer[] = []
  const close = async () => {
    // First the streams: whoever waits for a transaction left open must not hold up the end.
    streams.closeAll()
    await Promise.all(servers.map(server => server.close()))
    streams.closeAll()
    await namespaces.close()
  }
  try {
    const server = await listen(host, port, adminPort === undefined ? [user, admin] : [user])
    servers.push(server)
    const adminServer = adminPort === undefined ? server : await listen(host, adminPort, [admin])
    if (adminServer !== server) servers.push(adminServer)
    return { url: server.url, adminUrl: adminServer.url, port: server.port, close }
  } catch (error) {
    await close()
    throw error
  }
}
