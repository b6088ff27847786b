import type { Locale } from '../src/i18n/locale.ts'
import { elementSection } from './element-section.ts'
import { elementsOf, type Manifest } from './manifest.ts'
import { addressOf, pageShell } from './page-shell.ts'
import { policyFor } from './policy.ts'
import { escaped, prose } from './prose.ts'
import { snippets } from './snippets.ts'
import type { DocsWords, PolicyWords, TitledList } from './texts/docs-words.ts'
import { DOCS_WORDS } from './texts/words.ts'

/**
 * The documentation for store developers in one language: every element live in the state that is chosen, all that the
 * manifest says of it, what to copy, and what a store's policy needs.
 */
export function docsPage(manifest: Manifest, locale: Locale): string {
  const words = DOCS_WORDS[locale]
  const elements = elementsOf(manifest)
  const { security } = words
  return pageShell({
    locale,
    path: '',
    title: words.documentTitle,
    description: words.summary,
    languages: words.language,
    head: `<link rel="stylesheet" href="/widgets/laurel.css">
<script type="module" src="/widgets/laurel.js"></script>
<script type="module" src="/docs/widgets/docs.js"></script>
`,
    nav: `<nav aria-label="${words.elements}"><p><a href="/docs">${words.reference}</a> · <a href="/demo/">${words.demo}</a> · <a href="/demo/theme/">${words.themes}</a></p>
<ul><li><a href="#copy">${words.copyAndPaste}</a></li>${elements.map(({ tag }) => `<li><a href="#${tag}">${tag}</a></li>`).join('')}
<li><a href="#policy">${words.policy.title}</a></li><li><a href="#offline">${words.offline.title}</a></li><li><a href="#security">${security.title}</a></li></ul></nav>`,
    main: `<h1>${words.title}</h1>
<p>${words.intro}</p>
<noscript><p>${words.needsScript}</p></noscript>
<h2 id="copy">${words.copyAndPaste}</h2>
<p class="unseen" id="copied" role="status" data-copied="${words.copied}"></p>
${snippets(words.snippets)
  .map(
    ([name, code], index) =>
      `<details${index === 0 ? ' open' : ''}><summary><h3>${name}</h3></summary>${snippet(name, code, words)}</details>`,
  )
  .join('\n')}
${elements.map(element => elementSection(element, words, locale)).join('\n')}
${policySection(words.policy, words)}
${listSection('offline', words.offline)}
<section id="security"><h2>${security.title}</h2><p>${prose(security.intro)} <a href="${addressOf(locale, 'security/')}">${security.link}</a></p></section>`,
  })
}

function snippet(name: string, code: string, words: DocsWords): string {
  return `<div class="snippet" data-name="${name}"><pre tabindex="0"><code>${escaped(code)}</code></pre><button type="button" class="copy" aria-label="${words.copy}: ${name}">${words.copy}</button></div>`
}

function policySection({ title, intro, directives, notNeeded }: PolicyWords, words: DocsWords): string {
  const policy = policyFor('https://your-laurel.example', 'https://your-pictures.example')
  const rows = Object.entries(directives).map(
    ([name, says]) => `<tr><th scope="row"><code>${name}</code></th><td>${prose(says)}</td></tr>`,
  )
  return `<section id="policy"><h2>${title}</h2><p>${prose(intro)}</p>
${snippet(title, `Content-Security-Policy:\n  ${policy.replaceAll('; ', ';\n  ')}`, words)}
<table>${rows.join('')}</table><p>${prose(notNeeded)}</p></section>`
}

function listSection(id: string, { title, items }: TitledList): string {
  return `<section id="${id}"><h2>${title}</h2><ul>${items.map(item => `<li>${prose(item)}</li>`).join('')}</ul></section>`
}
