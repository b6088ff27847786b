import type { Locale } from '../src/i18n/locale.ts'
import { describe } from './descriptions/describe.ts'
import { KINDS, type Kind } from './descriptions/description.ts'
import { docstring, elementsOf, type ElementEntry, type Manifest, type Named } from './manifest.ts'
import { snippets } from './snippets.ts'
import type { DocsWords } from './texts/docs-words.ts'
import { en } from './texts/en.ts'
import { zhCn } from './texts/zh-cn.ts'
import { zhTw } from './texts/zh-tw.ts'

const WORDS: Readonly<Record<Locale, DocsWords>> = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }

/** The languages of the documentation: where each has its page, and what it calls itself. */
export const DOCS_LANGUAGES = [
  { locale: 'en', folder: '', name: 'English' },
  { locale: 'zh-CN', folder: 'zh-CN/', name: '简体中文' },
  { locale: 'zh-TW', folder: 'zh-TW/', name: '繁體中文' },
] as const satisfies readonly { readonly locale: Locale; readonly folder: string; readonly name: string }[]

/**
 * The documentation for store developers in one language: every element live in each state, and all that the manifest says
 * of it. The other languages are links: the page needs no script to change them.
 */
export function docsPage(manifest: Manifest, locale: Locale): string {
  const words = WORDS[locale]
  const elements = elementsOf(manifest)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${words.summary}">
<title>${words.documentTitle}</title>
${DOCS_LANGUAGES.map(({ locale: other, folder }) => `<link rel="alternate" hreflang="${other}" href="/docs/widgets/${folder}">`).join('\n')}
<link rel="alternate" hreflang="x-default" href="/docs/widgets/">
<link rel="icon" href="/demo/products/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/widgets/docs.css">
<link rel="stylesheet" href="/widgets/laurel.css">
<script type="module" src="/widgets/laurel.js"></script>
<script type="module" src="/docs/widgets/docs.js"></script>
</head>
<body>
<header>
<nav aria-label="${words.language}"><ul class="languages">${DOCS_LANGUAGES.map(language => languageLink(language, locale)).join('')}</ul></nav>
<nav aria-label="${words.elements}"><p><a href="/docs">${words.reference}</a> · <a href="/demo/">${words.demo}</a> · <a href="/demo/theme/">${words.themes}</a></p>
<ul>${elements.map(({ tag }) => `<li><a href="#${tag}">${tag}</a></li>`).join('')}</ul></nav>
</header>
<main>
<h1>${words.title}</h1>
<p>${words.intro}</p>
<noscript><p>${words.needsScript}</p></noscript>
<h2>${words.copyAndPaste}</h2>
<p class="unseen" id="copied" role="status" data-copied="${words.copied}"></p>
${snippets(words.snippets)
  .map(
    ([name, code]) =>
      `<h3>${name}</h3><div class="snippet"><pre tabindex="0"><code>${escaped(code)}</code></pre><button type="button" class="copy" aria-label="${words.copy}: ${name}">${words.copy}</button></div>`,
  )
  .join('\n')}
${elements.map(element => section(element, words, locale)).join('\n')}
</main>
</body>
</html>
`
}

function languageLink({ locale, folder, name }: (typeof DOCS_LANGUAGES)[number], current: Locale): string {
  const isCurrent = locale === current ? ' aria-current="page"' : ''
  return `<li><a href="/docs/widgets/${folder}" lang="${locale}" hreflang="${locale}"${isCurrent}>${name}</a></li>`
}

function section(element: ElementEntry, words: DocsWords, locale: Locale): string {
  const { tag } = element
  const examples =
    tag === 'laurel-program'
      ? ''
      : Object.entries(words.states)
          .map(
            ([state, name]) =>
              `<figure><figcaption>${name}</figcaption><${tag} data-state="${state}"></${tag}></figure>`,
          )
          .join('')
  return `<section><h2 id="${tag}"><code>&lt;${tag}&gt;</code></h2><p>${prose(describe({ tag, docstring: docstring(element) }, locale))}</p>
<div class="examples">${examples}</div>
${KINDS.map(kind => table(element, kind, words, locale)).join('')}</section>`
}

function table(element: ElementEntry, kind: Kind, words: DocsWords, locale: Locale): string {
  const rows = element[kind] ?? []
  if (rows.length === 0) return ''
  const row = (entry: Named) => {
    const { name, default: value } = entry
    const says = describe({ tag: element.tag, kind, name, docstring: docstring(entry) }, locale)
    const code = `<code>${escaped(entry.kind === 'method' ? `${name}()` : name)}</code>`
    return `<tr><th scope="row">${name ? code : words.defaultSlot}</th><td>${prose(says)}${value ? `${words.defaultValue}<code>${escaped(value)}</code>` : ''}</td></tr>`
  }
  return `<h3>${words[kind]}</h3><table>${rows.map(row).join('')}</table>`
}

/** A docstring: what it has between backticks is code. */
function prose(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
