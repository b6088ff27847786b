import { createClient } from '@libsql/client/web'

interface Env {
  readonly ASSETS: Fetcher
  readonly LIBSQL_URL: string
  readonly LIBSQL_ADMIN_URL: string
  readonly LAUREL_OPERATOR_KEY: string
  readonly LAUREL_SECRET: string
  readonly LAUREL_DEMO?: string
}

/** What our Worker must not do: a client that outlives its request. */
let kept: ReturnType<typeof createClient> | undefined

/** A worker as small as can be that does what ours does: a libSQL client per request, assets behind the routes. */
export default {
  async fetch(request, env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    switch (pathname) {
      case '/vars':
        return Response.json({
          key: env.LAUREL_OPERATOR_KEY,
          secret: env.LAUREL_SECRET,
          demo: env.LAUREL_DEMO,
          libsqlUrl: env.LIBSQL_URL,
        })
      case '/namespaces': {
        const created = await fetch(`${env.LIBSQL_ADMIN_URL}/v1/namespaces/${searchParams.get('name')}/create`, {
          method: 'POST',
          body: '{}',
        })
        return new Response(await created.text(), { status: created.status })
      }
      case '/sql': {
        // Per request, not per isolate: a client kept between requests hangs them.
        const url = searchParams.get('url') ?? `${env.LIBSQL_URL}/dev/${searchParams.get('namespace')}/`
        const client = searchParams.has('kept') ? (kept ??= createClient({ url })) : createClient({ url })
        const results = await client.batch((await request.json()) as string[], 'write')
        return Response.json(results.map(result => result.rows))
      }
      default:
        return env.ASSETS.fetch(request)
    }
  },
} satisfies ExportedHandler<Env>
