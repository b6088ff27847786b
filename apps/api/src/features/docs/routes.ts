import type { OpenAPIHono } from '@hono/zod-openapi'
import { makeRoutes, type Env } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { problemTable, type ProblemCode } from '../../platform/problem-table.ts'
import { DOCS_LANGUAGES } from './docs-languages.ts'
import { errorList, errorPage } from './error-page.ts'

const REFERENCE_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Laurel API reference</title>
<link rel="icon" href="/assets/reference/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/reference/reference.css">
</head>
<body>
<p class="languages" lang="zh-CN" hidden>API 参考仅有英文版。有中文版的是<a href="/docs/errors/zh-CN/">错误说明</a>和<a href="/docs/widgets/zh-CN/">会员组件文档</a>。</p>
<p class="languages" lang="zh-TW" hidden>API 參考僅有英文版。有中文版的是<a href="/docs/errors/zh-TW/">錯誤說明</a>和<a href="/docs/widgets/zh-TW/">會員元件文件</a>。</p>
<div id="reference" data-url="/openapi.json"></div>
<noscript>
<p>The reference needs JavaScript; the whole contract is <a href="/openapi.json">openapi.json</a>.</p>
<p lang="zh-CN">API 参考需要启用 JavaScript；完整契约见 <a href="/openapi.json">openapi.json</a>（英文）。</p>
<p lang="zh-TW">API 參考需要啟用 JavaScript；完整契約請見 <a href="/openapi.json">openapi.json</a>（英文）。</p>
</noscript>
<script src="/assets/reference/scalar.js"></script>
<script src="/assets/reference/start.js"></script>
</body>
</html>
`

const isCode = (text: string): text is ProblemCode => Object.hasOwn(problemTable, text)

/** The reference: its page, the document it shows, and a page for every error, in every language. */
export const docsRoutes = (document: () => object): OpenAPIHono<Env> => {
  const routes = makeRoutes()
  let text: string | undefined
  routes.get('/openapi.json', c =>
    c.body((text ??= JSON.stringify(document())), 200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    }),
  )
  routes.get('/docs', c => c.html(REFERENCE_PAGE))
  routes.get('/docs/', c => c.redirect('/docs'))
  for (const { locale, folder } of DOCS_LANGUAGES) {
    const list = `/docs/errors/${folder}`
    routes.get(list, c => c.html(errorList(locale)))
    routes.get(list.slice(0, -1), c => c.redirect(list))
  }
  for (const { locale, folder } of DOCS_LANGUAGES)
    routes.get(`/docs/errors/${folder}:code` as const, c => {
      const code = c.req.param('code')
      if (!isCode(code)) throw new Problem('not_found')
      return c.html(errorPage(code, locale))
    })
  return routes
}
