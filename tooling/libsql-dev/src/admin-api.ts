import type { Namespaces } from './namespaces.ts'
import { textReply } from './reply.ts'
import type { Handler } from './http-server.ts'
import type { StreamRegistry } from './stream-registry.ts'

const createPath = /^\/v1\/namespaces\/([^/]+)\/create$/
const deletePath = /^\/v1\/namespaces\/([^/]+)$/

/** Makes and removes namespaces, as libsql-server's admin API does. */
export function adminApi(namespaces: Namespaces, streams: StreamRegistry): Handler {
  return async ({ method, path }) => {
    const toCreate = method === 'POST' ? createPath.exec(path)?.[1] : undefined
    if (toCreate !== undefined) {
      namespaces.create(toCreate)
      return textReply(200, '')
    }
    const name = method === 'DELETE' ? deletePath.exec(path)?.[1] : undefined
    if (name === undefined) return undefined
    streams.closeAll(namespaces.get(name))
    await namespaces.delete(name)
    return textReply(200, '')
  }
}
