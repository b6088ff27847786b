import { html, type TemplateResult } from 'lit'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', '⌫']

/** Keys for digits, as on a telephone. */
export function keypad(
  value: string,
  most: number,
  erase: string,
  onChange: (value: string) => void,
  keys: readonly string[] = DIGITS,
): TemplateResult {
  const press = (key: string) => onChange(key === '⌫' ? value.slice(0, -1) : value.length < most ? value + key : value)
  return html`<div class="keypad ${keys.length > 12 ? 'letters' : ''}">
    ${keys.map(key =>
      key
        ? html`<button type="button" aria-label=${key === '⌫' ? erase : key} @click=${() => press(key)}>${key}</button>`
        : html`<span></span>`,
    )}
  </div>`
}
