import { html, type TemplateResult } from 'lit'
import type { View } from '../view.ts'

export const LONGEST_NAME = 60

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** Letters for a name, as on a typewriter. A name begins with a capital, and so does each of its parts. */
export function keyboard({ speech: { words }, person, act }: View): TemplateResult {
  const { name } = person
  const isUpper = person.isUpper ?? /(^|[\s’-])$/.test(name)
  const set = (text: string) => act.set({ name: text.slice(0, LONGEST_NAME), isUpper: null })
  const letters = (row: string) =>
    [...(isUpper ? row.toUpperCase() : row)].map(
      letter => html`<button type="button" @click=${() => set(name + letter)}>${letter}</button>`,
    )
  const [first, second, third] = ROWS.map(letters)
  return html`<div class="keyboard" role="group" aria-label=${words.keyboard}>
    ${first}<span></span>${second}<span></span>
    <button
      type="button"
      class="broad"
      aria-label=${words.capitals}
      aria-pressed=${isUpper}
      @click=${() => act.set({ isUpper: !isUpper })}
    >
      ⇧
    </button>
    ${third}
    <button type="button" class="broad" aria-label=${words.erase} @click=${() => set(name.slice(0, -1))}>⌫</button>
    <button type="button" class="broad" aria-label=${words.hyphen} @click=${() => set(`${name}-`)}>-</button>
    <button type="button" class="space" @click=${() => set(`${name} `)}>${words.space}</button>
    <button type="button" class="broad" aria-label=${words.apostrophe} @click=${() => set(`${name}’`)}>’</button>
    <p class="unseen" role="status">${name}</p>
  </div>`
}
