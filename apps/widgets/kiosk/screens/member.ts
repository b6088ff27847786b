import { html, nothing, type TemplateResult } from 'lit'
import type { Reward } from '../kiosk-api.ts'
import type { Tab, View } from '../view.ts'
import { qrCode } from './pictures.ts'

const TABS: readonly Tab[] = ['overview', 'rewards', 'history', 'card']

/** Whoever stands there, and what is theirs. */
export function member(view: View): TemplateResult {
  const { speech, person, act } = view
  const { words } = speech
  const { name, phone } = person.visit!.member
  const panels: Readonly<Record<Tab, (view: View) => TemplateResult>> = { overview, rewards, history, card }
  return html`<section class="member">
    <div class="who">
      <h1>${words.hello(name ?? words.noName)}</h1>
      <p class="quiet">${phone}</p>
    </div>
    <nav class="tabs" aria-label=${words.overview}>
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

function overview({ speech: { locale }, person }: View): TemplateResult {
  const { token } = person.visit!
  return html`<laurel-points member-token=${token} locale=${locale}></laurel-points>
    <laurel-tier-progress member-token=${token} locale=${locale}></laurel-tier-progress>`
}

const waiting = ({ speech }: View): TemplateResult => html`<p class="waiting">${speech.words.loading}</p>`

function obstacle({ speech: { words }, speech }: View, reward: Reward): string {
  switch (reward.whyNot) {
    case 'insufficient_points':
      return words.missing(speech.points(reward.pointsMissing))
    case 'out_of_stock':
      return words.outOfStock
    case 'tier_required':
      return words.otherTier
    case 'per_member_limit':
      return words.limitReached
    default:
      return words.notNow
  }
}

function priceOf({ speech, kiosk }: View, { points, money }: Reward): string {
  const price = speech.points(points)
  return money ? speech.words.plusMoney(price, speech.money(money.amountMinor, kiosk!.program.currency)) : price
}

function rewards(view: View): TemplateResult {
  const { speech, person, act } = view
  if (!person.rewards) return waiting(view)
  if (person.rewards.length === 0) return html`<p class="waiting">${speech.words.noRewards}</p>`
  return html`<ul class="gifts">
    ${person.rewards.map(reward => {
      const name = speech.name(reward.name)
      return html`<li class=${reward.available ? '' : 'out-of-reach'}>
        <div class="picture" aria-hidden="true">
          ${reward.picture ? html`<img src=${reward.picture} alt="" loading="lazy" />` : html`<b>${[...name][0]}</b>`}
        </div>
        <h2>${name}</h2>
        <p class="price">${priceOf(view, reward)}</p>
        ${
          reward.available
            ? html`<button type="button" class="primary" @click=${() => act.want(reward)}>
                ${speech.words.redeem}<span class="unseen"> ${name}</span>
              </button>`
            : html`<p class="why-not">${obstacle(view, reward)}</p>`
        }
      </li>`
    })}
  </ul>`
}

function history({ speech: { locale }, person }: View): TemplateResult {
  return html`<laurel-history member-token=${person.visit!.token} locale=${locale}></laurel-history>`
}

function card({ speech: { locale }, person }: View): TemplateResult {
  return html`<laurel-member-card member-token=${person.visit!.token} locale=${locale}></laurel-member-card>`
}

function confirm(view: View): TemplateResult | typeof nothing {
  const { speech, person, act, isBusy, refused } = view
  const { words } = speech
  if (!person.wanted) return nothing
  const close = () => act.want(null)
  return html`<dialog aria-labelledby="confirm-title" @cancel=${close}>
    <h2 id="confirm-title">${words.confirmTitle(speech.name(person.wanted.name))}</h2>
    <p class="lead">${words.confirmText(priceOf(view, person.wanted))}</p>
    <p class="refusal" role="alert">${refused && speech.refusal(refused)}</p>
    <div class="choices">
      <button type="button" class="secondary" @click=${close}>${words.cancel}</button>
      <button type="button" class="primary" ?disabled=${isBusy} @click=${act.redeem}>${words.redeem}</button>
    </div>
  </dialog>`
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
