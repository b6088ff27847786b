import { html, nothing, type TemplateResult } from 'lit'
import type { View } from '../view.ts'
import { keyboard, LONGEST_NAME } from './keyboard.ts'
import { keypad } from './keypad.ts'
import { refusal } from './refusal.ts'

const PHONE_DIGITS = 15
const SHORTEST_PHONE = 7
const CODE_DIGITS = 6
/** As enrolment codes are made: without what reads like something else. */
const ENROLMENT_KEYS = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ', '⌫']
const ENROLMENT_LENGTH = 8

/** A phone number as it is read best: in groups, from the front. */
const grouped = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{1,4})?(\d+)?$/, (_, a, b = '', c = '') => [a, b, c].filter(Boolean).join(' '))

/** A field that the keys on the screen fill; a keyboard does, too. */
const display = (label: string, value: string, shown: string, most: number, set: (value: string) => void) =>
  html`<label class="field"
    ><span>${label}</span
    ><input
      inputmode="none"
      autocomplete="off"
      .value=${shown}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value.replace(/\D/g, '').slice(0, most))}
      aria-label=${label}
      data-length=${value.length}
  /></label>`

export function phone(view: View): TemplateResult {
  const { speech, person, act, isBusy } = view
  const { words } = speech
  const set = (digits: string) => act.set({ phone: digits })
  return html`<section class="step">
    <div class="ask">
      <h1>${words.phoneTitle}</h1>
      <p class="lead">${words.phoneText}</p>
      ${display(words.phone, person.phone, grouped(person.phone), PHONE_DIGITS, set)} ${refusal(view)}
      <button
        type="button"
        class="primary wide"
        ?disabled=${isBusy || person.phone.length < SHORTEST_PHONE}
        @click=${act.sendCode}
      >
        ${words.sendCode}
      </button>
    </div>
    ${keypad(person.phone, PHONE_DIGITS, words.erase, set)}
  </section>`
}

export function code(view: View): TemplateResult {
  const { speech, person, act, isBusy } = view
  const { words } = speech
  const set = (digits: string) => act.set({ code: digits })
  const testCode = person.challenge?.testCode
  return html`<section class="step">
    <div class="ask">
      <h1>${words.codeTitle}</h1>
      <p class="lead">${words.codeText(grouped(person.phone))}</p>
      ${testCode ? html`<p class="test">${words.testCode(testCode)}</p>` : nothing}
      ${display(words.code, person.code, person.code, CODE_DIGITS, set)} ${refusal(view)}
      <button
        type="button"
        class="primary wide"
        ?disabled=${isBusy || person.code.length < CODE_DIGITS}
        @click=${act.proveCode}
      >
        ${words.confirm}
      </button>
    </div>
    ${keypad(person.code, CODE_DIGITS, words.erase, set)}
  </section>`
}

export function register(view: View): TemplateResult {
  const { speech, person, act, isBusy } = view
  const { words } = speech
  const consent = (purpose: 'service' | 'marketing', text: string) =>
    html`<label class="consent"
      ><input
        type="checkbox"
        .checked=${person.consents[purpose]}
        @change=${(event: Event) =>
          act.set({ consents: { ...person.consents, [purpose]: (event.target as HTMLInputElement).checked } })}
      /><span>${text}</span></label
    >`
  // To touch the field itself brings the keyboard of the system, where there is one: for a name in characters.
  return html`<section class="step names">
    <div class="ask">
      <h1>${words.joinTitle}</h1>
      <p class="lead">${words.joinText}</p>
      <label class="field"
        ><span>${words.name}</span
        ><input
          autocomplete="off"
          maxlength=${LONGEST_NAME}
          spellcheck="false"
          .value=${person.name}
          @input=${(event: Event) => act.set({ name: (event.target as HTMLInputElement).value })}
      /></label>
      ${words.nameHint ? html`<p class="quiet">${words.nameHint}</p>` : nothing}
      ${consent('service', words.consentService)} ${consent('marketing', words.consentMarketing)} ${refusal(view)}
      <button type="button" class="primary wide" ?disabled=${isBusy || !person.name.trim()} @click=${act.register}>
        ${words.register}
      </button>
    </div>
    ${keyboard(view)}
  </section>`
}

export function enrol(view: View): TemplateResult {
  const { speech, enrolment, act, isBusy } = view
  const { words } = speech
  const set = (text: string) => act.typeEnrolment(text)
  return html`<section class="step">
    <div class="ask">
      <h1>${words.enrolTitle}</h1>
      <p class="lead">${words.enrolText}</p>
      <label class="field"
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
      /></label>
      ${refusal(view)}
      <button
        type="button"
        class="primary wide"
        ?disabled=${isBusy || enrolment.length < ENROLMENT_LENGTH}
        @click=${act.enrol}
      >
        ${words.enrol}
      </button>
    </div>
    ${keypad(enrolment, ENROLMENT_LENGTH, words.erase, set, ENROLMENT_KEYS)}
  </section>`
}
