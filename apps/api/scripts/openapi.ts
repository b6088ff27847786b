// Writes openapi.json from the routes themselves. Run: node apps/api/scripts/openapi.ts [--check]
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import { format, resolveConfig } from 'prettier'
import { features } from '../src/features.ts'
import { openApiDocument } from '../src/openapi-document.ts'
import type { Env } from '../src/platform/http.ts'

const target = join(import.meta.dirname, '../openapi.json')
const app = new OpenAPIHono<Env>()
for (const routes of features) app.route('/', routes)
const text = await format(JSON.stringify(openApiDocument(app)), { ...(await resolveConfig(target)), parser: 'json' })

if (!process.argv.includes('--check')) await writeFile(target, text)
else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
  console.error('apps/api/openapi.json is not what the routes say: run pnpm --filter @laurel/api openapi')
  process.exitCode = 1
}
