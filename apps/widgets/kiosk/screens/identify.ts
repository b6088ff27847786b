import { html, nothing, type TemplateResult } from 'lit'
import { callingOf, grouped, nameOfRegion, placesOf } from '../phone-number.ts'
import type { View } from '../view.ts'
import { keypad } from './keypad.ts'
import { stepForm } from './step-form.ts'

const PHONE_DIGITS = 15
const SHORTEST_PHONE = 7
const CODE_DIGITS = 6
/** As enrolment codes are made: without what reads like something else. */
const ENROLMENT_KEYS = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ', '⌫']
const ENROLMENT_LENGTH = 8

/** A field that the keys on the screen fill; a keyboard does, too. */
const display = (label: string, shown: string, set: (text: string) => void, before = '') =>
  html`<label class="field"
    ><span>${label}</span>
    <span class="typed">
      ${before ? html`<b aria-hidden="true">${before}</b>` : nothing}
      <input
        inputmode="none"
        autocomplete="off"
        .value=${shown}
        @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
        aria-label=${before ? `${label}, ${before}` : label}
      /> </span
  ></label>`

const digitsOf = (text: string, most: number): string => text.replace(/\D/g, '').slice(0, most)

/** The calling codes to choose from; whoever comes from elsewhere types theirs. */
function places({ speech: { words, locale }, kiosk, person, act }: View): TemplateResult {
  const currency = kiosk!.program.currency
  const chosen = callingOf(person, currency)
  const choice = (calling: string, name: string) =>
    html`<button type="button" aria-pressed=${calling === chosen} @click=${() => act.set({ calling })}>
      <b>+${calling}</b><span>${name}</span>
    </button>`
  return html`<div class="places" role="group" aria-label=${words.country}>
    ${placesOf(currency).map(({ calling, region }) => choice(calling, words.regions[region] ?? nameOfRegion(region, locale)))}
    ${choice('', words.elsewhere)}
  </div>`
}

export function phone(view: View): TemplateResult {
  const { speech, kiosk, person, act } = view
  const { words } = speech
  const calling = callingOf(person, kiosk!.program.currency)
  const set = (digits: string) => act.set({ phone: digits })
  const type = (text: string) => {
    const digits = digitsOf(text, PHONE_DIGITS)
    // Who begins with a plus types the calling code, too.
    act.set({ phone: digits, ...(text.trim().startsWith('+') && { calling: '' }) })
  }
  return stepForm(view, {
    title: words.phoneTitle,
    text: words.phoneText,
    fields: html`${places(view)}${display(words.phone, grouped(person.phone, calling), type, `+${calling}`)}
    ${calling ? nothing : html`<p class="quiet">${words.elsewhereHint}</p>`}`,
    submit: words.sendCode,
    isComplete: person.phone.length >= SHORTEST_PHONE,
    onSubmit: act.sendCode,
    keys: keypad(person.phone, PHONE_DIGITS, words.erase, set),
  })
}

export function code(view: View): TemplateResult {
  const { speech, kiosk, person, act, isBusy, resendIn } = view
  const { words } = speech
  const calling = callingOf(person, kiosk!.program.currency)
  const set = (text: string) => act.set({ code: digitsOf(text, CODE_DIGITS) })
  const testCode = person.challenge?.testCode
  return stepForm(view, {
    title: words.codeTitle,
    text: words.codeText(`+${`${calling} ${grouped(person.phone, calling)}`.trim()}`.replaceAll(' ', '\u00A0')),
    fields: html`<p class="quiet" role="status">${person.sent > 1 ? words.codeResent : nothing}</p>
      ${testCode ? html`<p class="test">${words.testCode(testCode)}</p>` : nothing}
      ${display(words.code, person.code, set)}`,
    submit: words.confirm,
    isComplete: person.code.length === CODE_DIGITS,
    onSubmit: act.proveCode,
    others: html`<div class="choices">
      <button type="button" class="secondary" @click=${() => act.back()}>${words.otherNumber}</button>
      <button
        type="button"
        class="secondary resend"
        aria-disabled=${resendIn > 0 || isBusy}
        @click=${() => resendIn === 0 && act.sendCode()}
      >
        ${resendIn > 0 ? words.resendIn(resendIn) : words.resend}
      </button>
    </div>`,
    keys: keypad(person.code, CODE_DIGITS, words.erase, set),
  })
}

export function enrol(view: View): TemplateResult {
  const { speech, enrolment, act } = view
  const { words } = speech
  const set = (text: string) => act.typeEnrolment(text)
  return stepForm(view, {
    title: words.enrolTitle,
    text: words.enrolText,
    fields: html`<label class="field"
      ><span>${words.enrolCode}</span
      ><input
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        .value=${enrolment.replace(/^(.{4})(.+)$/, '$1-$2')}
        @input=${(event: Event) =>
          set(
            (event.target as HTMLInputElement).value
              .toUpperCase()
              .replace(/[^2-9A-Z]/g, '')
              .slice(0, ENROLMENT_LENGTH),
          )}
    /></label>`,
    submit: words.enrol,
    isComplete: enrolment.length === ENROLMENT_LENGTH,
    onSubmit: act.enrol,
    keys: keypad(enrolment, ENROLMENT_LENGTH, words.erase, set, ENROLMENT_KEYS),
  })
}
