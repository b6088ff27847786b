import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './platform/http.ts'

const DESCRIPTION = `The loyalty platform for department stores, malls and apparel brands.

Money is an integer of minor units (\`12990\` is ¥129.90), points are integers, instants are RFC 3339, dates are days in
the program's time zone. Errors are \`application/problem+json\` with a stable \`code\`; each has a page under
\`/docs/errors/\`. Every POST that changes something takes an \`Idempotency-Key\`: sent again, it is done once.`

const SECURITY = {
  operator: 'The operator key: makes programs',
  secret: 'A secret key (`sk_…`) of a program’s back end',
  publishable: 'A publishable key (`pk_…`) in a page: reads public facts',
  member: 'A member token: short-lived, for one member',
} as const

type Operation = { parameters?: object[] }

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again with the same body, the first answer is given again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** What takes no key: it changes nothing. */
const WITHOUT_KEY = new Set(['/v1/quotes', '/v1/members/search', '/v1/members/{id}/sessions'])

/** The document with its patterns as JSON Schema writes them: the generator leaves `/u` at the end of some. */
const withPatterns = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withPatterns)
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'pattern' && typeof value === 'string' ? value.replace(/\/u$/, '') : withPatterns(value),
    ]),
  )
}

/** The whole contract as OpenAPI 3.1, made from the routes themselves. */
export const openApiDocument = (app: OpenAPIHono<Env>): object => {
  for (const [name, description] of Object.entries(SECURITY))
    app.openAPIRegistry.registerComponent('securitySchemes', name, { type: 'http', scheme: 'bearer', description })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Laurel', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
  })
  const operations = Object.entries(document.paths ?? {}).map(
    ([path, item]) => [path, item['post'] as Operation | undefined] as const,
  )
  for (const [path, post] of operations)
    if (post && !WITHOUT_KEY.has(path)) post.parameters = [...(post.parameters ?? []), IDEMPOTENCY]
  return withPatterns(document) as object
}
