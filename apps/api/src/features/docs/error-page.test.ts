import { afterAll, describe, expect, test } from 'vitest'
import { testApi } from '../../../test/test-api.ts'
import { problemTable } from '../../platform/problem-table.ts'
import { DOCS_LANGUAGES } from './docs-languages.ts'

const api = await testApi()
afterAll(api.close)

const PATHS = ['', ...Object.keys(problemTable)]

/** What is read on a page: its texts and what is only spoken, without code and what is marked as another language. */
const readOn = (html: string): string[] => {
  const own = html
    .replace(/<(code|style)>.*?<\/\1>/gs, '')
    .replace(/<a [^>]*lang="[^"]*"[^>]*>[^<]*<\/a>/g, '')
    .replaceAll(/<meta name="description" content="([^"]*)">|aria-label="([^"]*)"/g, '>$1$2<')
  return own.split(/<[^>]*>|[<>]/).map(text => text.trim())
}

describe.each(DOCS_LANGUAGES)('in $name', ({ locale, folder }) => {
  test.each(PATHS)('the page "%s" says its language, and leads to itself in the others', async path => {
    const { text, status } = await api.call('GET', `/docs/errors/${folder}${path}`)
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${locale}">`)
    const alternates = [...text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)]
    expect(alternates.map(([, language, address]) => [language, address])).toEqual([
      ['en', `/docs/errors/${path}`],
      ['zh-CN', `/docs/errors/zh-CN/${path}`],
      ['zh-TW', `/docs/errors/zh-TW/${path}`],
      ['x-default', `/docs/errors/${path}`],
    ])
    for (const other of DOCS_LANGUAGES) {
      const isCurrent = other.locale === locale ? ' aria-current="page"' : ''
      expect(text).toContain(
        `<a href="/docs/errors/${other.folder}${path}" lang="${other.locale}" hreflang="${other.locale}"${isCurrent}>${other.name}</a>`,
      )
    }
  })

  test('the list leads to every error', async () => {
    const { text } = await api.call('GET', `/docs/errors/${folder}`)
    for (const code of Object.keys(problemTable)) expect(text).toContain(`<li><a href="/docs/errors/${folder}${code}">`)
  })

  test('the list is found without its last slash', async () => {
    const { status, headers } = await api.call('GET', `/docs/errors/${folder}`.slice(0, -1))
    expect([status, headers.get('location')]).toEqual([302, `/docs/errors/${folder}`])
  })

  test.each(['nonsense', 'constructor', '__proto__', '%3Cscript%3E', '..%2F..'])(
    'there is no page of an error "%s"',
    async code => {
      const page = await api.call('GET', `/docs/errors/${folder}${code}`)
      expect([page.status, page.body.code]).toEqual([404, 'not_found'])
    },
  )
})

test.each([
  ['', 'The tenders do not add up to the lines', 'The amounts of all tenders'],
  ['zh-CN/', '付款金额与明细合计不符', '各付款方式的金额之和'],
  ['zh-TW/', '付款金額與明細合計不符', '各付款方式的金額總和'],
])('a page of an error under "%s" says what it means and how to mend it', async (folder, title, mend) => {
  const { text } = await api.call('GET', `/docs/errors/${folder}tender_mismatch`)
  expect(text).toContain(`<h1>${title}</h1>`)
  expect(text).toContain('HTTP 422')
  expect(text).toContain(mend)
  expect(text).toContain('<code>total</code>')
})

test.each(DOCS_LANGUAGES.slice(1))('no page in $name leaves a sentence in English', async ({ folder }) => {
  const pages = await Promise.all(PATHS.map(path => api.call('GET', `/docs/errors/${folder}${path}`)))
  const texts = pages.flatMap(({ text }) => readOn(text))
  expect(texts.length).toBeGreaterThan(PATHS.length * 5)
  const isName = (text: string) => /^\w+ · Laurel$|^· HTTP \d+$/.test(text)
  const isEnglish = (text: string) => /[a-z]{2,}/i.test(text) && !/\p{Script=Han}/u.test(text) && !isName(text)
  expect(texts.filter(isEnglish)).toEqual([])
})
