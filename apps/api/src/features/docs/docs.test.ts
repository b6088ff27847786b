import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, describe, expect, test } from 'vitest'
import type { OpenApiDocument } from '../../../test/answer-schemas.ts'
import { testApi } from '../../../test/test-api.ts'
import { problemTable } from '../../platform/problem-table.ts'
import { DOCS_LANGUAGES } from './docs-languages.ts'

const api = await testApi()
afterAll(api.close)

const answer = await api.call('GET', '/openapi.json')
const document = answer.body as OpenApiDocument & { openapi: string }
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
)

describe('the reference', () => {
  test('is a valid OpenAPI 3.1 document, which any page may read', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(answer.body))
    expect(errors ?? []).toEqual([])
    expect([valid, document.openapi]).toEqual([true, '3.1.0'])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('names every schema by what JSON Schema understands', () => {
    const patterns = [...answer.text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) =>
      JSON.parse(pattern!),
    )
    expect(patterns.length).toBeGreaterThan(10)
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow()
    expect(patterns.filter(pattern => /\/\w*$/.test(pattern))).toEqual([])
  })

  test.each(operations)('says of $name what it does, who may, and how it is refused', ({ name, operation }) => {
    expect(operation.summary).toMatch(/^\S.{3,80}$/)
    expect(operation.security).toBeDefined()
    const asked = operation.security!.length > 0
    if (asked)
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
      )
    if (operation.requestBody)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['413', '415', '422']))
    // A kiosk's session that is not there is ended: that is all that is asked.
    const findsNothing = /\{id\}|\/v1\/(purchases|quotes)$/.test(name) && name !== 'DELETE /v1/kiosk/sessions/{id}'
    if (findsNothing) expect(Object.keys(operation.responses)).toContain('404')
    for (const [status, { content }] of Object.entries(operation.responses))
      if (Number(status) >= 400 && asked) expect(Object.keys(content ?? {})).toEqual(['application/problem+json'])
  })
})

/** What a page would fetch: by attribute, by style, by script. */
const asked = (html: string): string[] =>
  [...html.matchAll(/(?:src|href|action|data-url)="([^"]*)"|url\(([^)]*)\)|@import\s+["']([^"']*)/g)].map(
    ([, attribute, style, imported]) => attribute ?? style ?? imported ?? '',
  )

const ERROR_PAGES = DOCS_LANGUAGES.flatMap(({ folder }) =>
  ['', ...Object.keys(problemTable)].map(code => `/docs/errors/${folder}${code}`),
)

describe('the pages', () => {
  test.each(['/docs', ...ERROR_PAGES])('%s asks no other host', async path => {
    const page = await api.call('GET', path)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(asked(page.text).length).toBeGreaterThan(0)
    for (const url of asked(page.text)) expect(url).toMatch(/^\/(?!\/)/)
    expect(page.text).not.toMatch(/https?:\/\//)
  })

  test('the reference page’s own script keeps fonts, telemetry and every proxy of its library off', async () => {
    const script = await readFile(join(import.meta.dirname, '../../../reference/start.js'), 'utf8')
    for (const setting of [
      'withDefaultFonts: false',
      'telemetry: false',
      "showDeveloperTools: 'never'",
      'agent: { disabled: true }',
    ])
      expect(script).toContain(setting)
    expect(script).not.toMatch(/https?:\/\//)
  })

  test('a problem’s type is the English page of its code', async () => {
    const { body } = await api.call('GET', '/v1/program')
    expect(body.type).toBe('/docs/errors/unauthenticated')
    const page = await api.call('GET', body.type)
    expect([page.status, page.text.includes('<html lang="en">')]).toEqual([200, true])
  })
})
