import type { Locale } from '../src/i18n/locale.ts'
import { describe } from './descriptions/describe.ts'
import { KINDS, type Kind } from './descriptions/description.ts'
import { exampleMarkup } from './examples/example-markup.ts'
import { statesOf, type ExampleState } from './examples/example-states.ts'
import { docstring, type ElementEntry, type Named } from './manifest.ts'
import { escaped, prose } from './prose.ts'
import type { DocsWords } from './texts/docs-words.ts'

/** One element: what it is for, a stage that shows it in the state that is chosen, and, folded, all that the manifest says. */
export function elementSection(element: ElementEntry, words: DocsWords, locale: Locale): string {
  const { tag } = element
  return `<section id="${tag}"><h2><code>&lt;${tag}&gt;</code></h2><p>${prose(describe({ tag, docstring: docstring(element) }, locale))}</p>
<div class="example">
<fieldset class="states"><legend>${words.shownAs}</legend>${statesOf(tag)
    .map(state => choice(tag, state, words))
    .join('')}</fieldset>
<div><p class="says" aria-live="polite">${prose(words.states.ready.says)}</p>
<div class="stage ready" data-open="${escaped(words.open)}" data-sign-in="${escaped(words.snippets.signIn)}">${exampleMarkup(tag, 'ready', '')}</div></div>
</div>
${KINDS.map(kind => table(element, kind, words, locale)).join('')}</section>`
}

function choice(tag: string, state: ExampleState, { states }: DocsWords): string {
  const { name, says } = states[state]
  const isChosen = state === 'ready' ? ' checked' : ''
  return `<label><input type="radio" name="${tag}" value="${state}" data-says="${escaped(prose(says))}"${isChosen}><span>${name}</span></label>`
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
  return `<details><summary><h3>${words[kind]}</h3> <span>${rows.length}</span></summary><table>${rows.map(row).join('')}</table></details>`
}
