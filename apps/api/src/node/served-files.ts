import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'

/** What browsers are served from a folder: compressed for whoever takes it, and not again to whoever has it. */
export function servedFiles(root: string): Hono {
  const app = new Hono()
  app.use(compress(), etag(), serveStatic({ root }))
  return app
}
