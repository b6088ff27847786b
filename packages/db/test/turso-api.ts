import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestServer } from './libsql-server.ts'

export interface TursoApi {
  readonly url: string
  close(): void
}

/** The part of Turso's platform API that Laurel uses (docs.turso.tech/api-reference/databases), over a local server. */
export async function startTursoApi(server: TestServer): Promise<TursoApi> {
  const names = new Set<string>()
  const api = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const url = new URL(request.url ?? '', 'http://localhost')
    if (request.headers.authorization !== 'Bearer platform-token')
      return answer(401, { error: 'could not authenticate' })
    if (url.pathname !== '/v1/organizations/house/databases') return answer(404, { error: 'not found' })
    if (request.method === 'GET') {
      const databases = Array.from(names, name => ({ Name: name, DbId: name, group: url.searchParams.get('group') }))
      return answer(200, { databases })
    }
    const { name, group } = JSON.parse(await text(request)) as { readonly name: string; readonly group: string }
    if (group !== 'default') return answer(400, { error: 'group not found' })
    if (names.has(name)) return answer(409, { error: 'database with name already exists' })
    names.add(name)
    await server.namespace(name)
    answer(200, { database: { DbId: name, Hostname: `${name}-house.turso.io`, Name: name } })
  })
  await once(api.listen(0, '127.0.0.1'), 'listening')
  return { url: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, close: () => api.close() }
}
