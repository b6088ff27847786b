import { element } from './element.ts'

/** How long a word stays, in milliseconds. It stays while it is looked at or held by the keyboard. */
const STAY_MS = 8_000

/** Says a word at the foot of the page, politely to screen readers; a link leads on. */
export function toast(text: string, link?: { readonly text: string; readonly href: string }): void {
  const place = document.querySelector('#toasts')
  const said = element('div', 'toast', element('p', '', text))
  if (link) {
    const anchor = element('a', '', link.text)
    anchor.href = link.href
    said.append(anchor)
  }
  place?.replaceChildren(said)
  let timer = setTimeout(leave, STAY_MS)
  function leave(): void {
    if (said.matches(':hover, :focus-within')) timer = setTimeout(leave, STAY_MS)
    else said.remove()
  }
  said.addEventListener('click', () => clearTimeout(timer))
}
