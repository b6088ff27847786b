import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './platform/http.ts'
import { staffOperations, type Role } from './platform/staff-roles.ts'

const DESCRIPTION = `The loyalty platform for department stores, malls and apparel brands.

Money is an integer of minor units (\`12990\` is ¥129.90), points are integers, instants are RFC 3339, dates are days in
the program's time zone. Errors are \`application/problem+json\` with a stable \`code\`; each has a page under
\`/docs/errors/\`. Every POST that changes something takes an \`Idempotency-Key\`: sent again, it is done once. Signing in keeps none: a token is not shown twice.`

const SECURITY = {
  operator: 'The operator key: makes programs',
  secret: 'A secret key (`sk_…`) of a program’s back end',
  publishable: 'A publishable key (`pk_…`) in a page: reads public facts',
  kiosk: 'The key of a kiosk (`kk_…`): lets members in who prove who they are, and nothing else',
  member: 'A member token: short-lived, for one member',
  staff: 'A session of staff (`st_…`): what it may do is its role’s',
} as const

interface Operation {
  parameters?: object[]
  security?: object[]
  description?: string
  responses: Record<string, { description: string } | undefined>
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again with the same body, the first answer is given again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** What takes no key: it changes nothing, or its token or password serves once. */
const WITHOUT_KEY = new Set([
  '/v1/quotes',
  '/v1/members/search',
  '/v1/cardCodes/resolve',
  '/v1/insights/whatIf',
  '/v1/segments/preview',
  '/v1/messageTemplates/{code}/preview',
  '/v1/members/{id}/sessions',
  '/v1/kiosks/enroll',
  '/v1/kiosk/sessions',
  '/v1/kiosk/members',
  '/v1/staff/sessions',
  '/v1/staff/invitations/taken',
  '/v1/staff/me/password',
  '/v1/webhooks/{id}/test',
])

/** What staff may hear of every operation that takes them. */
const REFUSALS = { 401: 'session_expired', 403: 'role_not_allowed' } as const

/** Tells of an operation that staff of a role may do it: the table of roles is the only place that says so. */
const tellRole = (operation: Operation, role: Role): void => {
  operation.security = [...(operation.security ?? []).filter(one => !('staff' in one)), { staff: [] }]
  const said = `Staff: ${role === 'admin' ? 'admins' : `${role}s and above`}.`
  operation.description = operation.description === undefined ? said : `${operation.description} ${said}`
  for (const [status, code] of Object.entries(REFUSALS)) {
    const response = operation.responses[status]
    if (response) response.description += `, ${code}`
  }
}

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
  for (const [name, role] of staffOperations()) {
    const [method = '', path = ''] = name.split(' ')
    const item = document.paths?.[path] as Record<string, Operation | undefined> | undefined
    const operation = item?.[method.toLowerCase()]
    if (operation) tellRole(operation, role)
  }
  const operations = Object.entries(document.paths ?? {}).map(
    ([path, item]) => [path, item['post'] as Operation | undefined] as const,
  )
  for (const [path, post] of operations)
    if (post && !WITHOUT_KEY.has(path)) post.parameters = [...(post.parameters ?? []), IDEMPOTENCY]
  return withPatterns(document) as object
}
