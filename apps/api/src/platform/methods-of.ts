import type { Hono } from 'hono'
import type { Env } from './http.ts'

/** Tells which methods the API's routes take at a path, once all of them are there; none where no route has the path. */
export const methodsOf = (app: Hono<Env>): ((path: string) => readonly string[]) => {
  let known: readonly { readonly method: string; readonly pattern: RegExp }[] | undefined
  const routes = () =>
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`) }))
  return path => {
    known ??= routes()
    const methods = new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    return [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].toSorted()
  }
}
