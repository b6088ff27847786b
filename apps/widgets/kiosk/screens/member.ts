import { html, nothing, type TemplateResult } from 'lit'
import type { Tab, View } from '../view.ts'
import { qrCode } from './pictures.ts'
import { confirm, rewards, shelf } from './rewards.ts'

const TABS: readonly Tab[] = ['overview', 'rewards', 'history', 'card']

/** Whoever stands there, and what is theirs. */
export function member(view: View): TemplateResult {
  const { speech, person, act } = view
  const { words } = speech
  const { name, phone } = person.visit!.member
  const panels: Readonly<Record<Tab, (view: View) => TemplateResult>> = { overview, rewards, history, card }
  return html`<section class="member">
    <div class="who">
      <h1 tabindex="-1">${words.hello(name ?? words.noName)}</h1>
      <p class="quiet">${phone}</p>
    </div>
    <nav class="tabs" aria-label=${words.sections}>
      ${TABS.map(
        tab =>
          html`<button
            type="button"
            aria-current=${person.tab === tab ? 'page' : nothing}
            @click=${() => act.open(tab)}
          >
            ${words[tab]}
          </button>`,
      )}
    </nav>
    <div class="panel ${person.tab}">${panels[person.tab](view)}</div>
    ${confirm(view)} ${pickUp(view)}
  </section>`
}

function overview(view: View): TemplateResult {
  const { speech, person } = view
  const { token } = person.visit!
  const { locale } = speech
  return html`<laurel-points member-token=${token} locale=${locale}></laurel-points>
    <laurel-tier-progress member-token=${token} locale=${locale}></laurel-tier-progress>
    ${shelf(view)}`
}

function history({ speech: { locale }, person }: View): TemplateResult {
  return html`<laurel-history member-token=${person.visit!.token} locale=${locale}></laurel-history>`
}

function card({ speech: { locale }, person }: View): TemplateResult {
  return html`<laurel-member-card member-token=${person.visit!.token} locale=${locale}></laurel-member-card>`
}

function pickUp({ speech, kiosk, person, act }: View): TemplateResult | typeof nothing {
  const { redemption } = person
  if (!redemption) return nothing
  const { words } = speech
  const close = () => act.set({ redemption: null })
  return html`<dialog class="pick-up" aria-labelledby="pick-up-title" @cancel=${close}>
    <p class="issuer">${kiosk?.program.name}</p>
    <p class="eyebrow">${speech.name(redemption.name)}</p>
    <h2 id="pick-up-title">${words.pickUpTitle}</h2>
    <p class="lead">${words.pickUpText}</p>
    <p class="pick-up-code">${redemption.code.replace(/^(.{4})(.+)$/, '$1 $2')}</p>
    ${qrCode(redemption.code, words.pickUpTitle)}
    <p class="quiet">${words.collectBy(speech.day(redemption.collectBy))}</p>
    <div class="choices">
      <button type="button" class="secondary" @click=${() => print()}>${words.print}</button>
      <button type="button" class="primary" @click=${close}>${words.confirm}</button>
    </div>
  </dialog>`
}
