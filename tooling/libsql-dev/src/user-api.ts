import { defaultNamespace, type Namespaces } from './namespaces.ts'
import { parsePipelineRequest } from './pipeline-request.ts'
import { jsonReply, type Reply, textReply } from './reply.ts'
import type { Handler } from './http-server.ts'
import type { StreamRegistry } from './stream-registry.ts'
import type { StreamResult } from './stream.ts'

const pipelinePath = /^(?:\/dev\/([^/]+))?\/v[23]\/pipeline$/
const versionPath = /^(?:\/dev\/([^/]+))?\/v[23]$/

/** What clients of the databases see. The namespace stands in the path, as in libsql-server's dev mode, or in `x-namespace`. */
export function userApi(namespaces: Namespaces, streams: StreamRegistry): Handler {
  return async ({ method, path, headers, readBody }) => {
    if (method === 'GET' && path === '/health') return textReply(200, '')
    if (method === 'GET' && path === '/version') return textReply(200, 'laurel-libsql-dev')
    if (method === 'GET' && versionPath.test(path)) {
      return textReply(200, 'Hello, this is HTTP API v2 (Hrana over HTTP)')
    }
    const match = method === 'POST' ? pipelinePath.exec(path) : null
    if (match === null) return undefined
    const inHeader = headers['x-namespace']
    const name = match[1] ?? (typeof inHeader === 'string' ? inHeader : defaultNamespace)
    const database = namespaces.get(name)
    return runPipeline(streams, database, await readBody())
  }
}

async function runPipeline(
  streams: StreamRegistry,
  database: ReturnType<Namespaces['get']>,
  body: string,
): Promise<Reply> {
  const pipeline = parsePipelineRequest(body)
  const { result, baton } = await streams.use(database, pipeline.baton, async stream => {
    const results: StreamResult[] = []
    for (const request of pipeline.requests) results.push(await stream.handle(request))
    return results
  })
  return jsonReply(200, { baton, base_url: null, results: result })
}
