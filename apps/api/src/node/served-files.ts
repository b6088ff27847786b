import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'

/** A file whose name tells its contents: what is under it never changes. */
const HASHED = /-[\w-]{8}\.js$/

/** What browsers are served from a folder: compressed for whoever takes it, and kept where the name tells the contents. */
export function servedFiles(root: string): Hono {
  const app = new Hono()
  app.use(compress(), async (c, next) => {
    await next()
    if (c.res.ok && HASHED.test(c.req.path)) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.use(serveStatic({ root }))
  return app
}
