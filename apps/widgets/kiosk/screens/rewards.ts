import { html, nothing, type TemplateResult } from 'lit'
import type { Reward } from '../kiosk-api.ts'
import type { View } from '../view.ts'

/** So many gifts are shown before the list of all. */
const ON_THE_SHELF = 4

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

/** A picture that is not there leaves its place to the letter behind it. */
const hide = ({ target }: Event): void => {
  if (target instanceof HTMLElement) target.hidden = true
}

function gift(view: View, reward: Reward): TemplateResult {
  const { speech, act } = view
  const name = speech.name(reward.name)
  return html`<li class=${reward.available ? '' : 'out-of-reach'}>
    <div class="picture" aria-hidden="true">
      ${reward.picture ? html`<img src=${reward.picture} alt="" loading="lazy" @error=${hide} />` : nothing}
      <b>${[...name][0]}</b>
    </div>
    <h2 tabindex="-1">${name}</h2>
    <p class="price">${priceOf(view, reward)}</p>
    ${
      reward.available
        ? html`<button type="button" class="primary" @click=${() => act.want(reward)}>
            ${speech.words.redeem}<span class="unseen"> ${name}</span>
          </button>`
        : html`<p class="why-not">${obstacle(view, reward)}</p>`
    }
  </li>`
}

/** All gifts, page by page, and why some cannot be had. */
export function rewards(view: View): TemplateResult {
  const { speech, person, act, isBusy, refused } = view
  const { words } = speech
  if (!person.rewards) return refused ? failed(view) : html`<p class="waiting">${words.loading}</p>`
  if (person.rewards.length === 0)
    return html`${toCollect(view)}
      <p class="waiting">${words.noRewards}</p>`
  return html`${toCollect(view)}
    <ul class="gifts">
      ${person.rewards.map(reward => gift(view, reward))}
    </ul>
    ${
      person.nextRewards === null
        ? nothing
        : html`<button type="button" class="wide more" aria-disabled=${isBusy} @click=${act.showMore}>
            ${words.moreRewards}
          </button>`
    }`
}

/** What waits at the desk, each with its code: of a slip that was lost, or an answer that never came. */
function toCollect({ speech, person, act }: View): TemplateResult | typeof nothing {
  const { words } = speech
  if (person.toCollect.length === 0) return nothing
  return html`<section class="to-collect" aria-labelledby="to-collect-title">
    <h2 id="to-collect-title">${words.toCollect}</h2>
    <ul>
      ${person.toCollect.map(redemption => {
        const name = speech.name(redemption.name)
        return html`<li>
          <h3>${name}</h3>
          <p class="quiet">${words.collectBy(speech.day(redemption.collectBy))}</p>
          <button type="button" class="secondary" @click=${() => act.set({ redemption })}>
            ${words.showCode}<span class="unseen"> ${name}</span>
          </button>
        </li>`
      })}
    </ul>
  </section>`
}

function failed({ speech, refused, act }: View): TemplateResult {
  return html`<div class="waiting">
    <p class="refusal" role="alert">${speech.refusal(refused)}</p>
    <button type="button" @click=${() => act.open('rewards')}>${speech.words.tryAgain}</button>
  </div>`
}

/** Some of what their points reach, where they see first how they stand. */
export function shelf(view: View): TemplateResult | typeof nothing {
  const { speech, person, act } = view
  const inReach = (person.rewards ?? []).filter(({ available }) => available).slice(0, ON_THE_SHELF)
  if (inReach.length === 0) return nothing
  return html`<section class="shelf" aria-labelledby="shelf-title">
    <div class="shelf-head">
      <h2 id="shelf-title">${speech.words.withinReach}</h2>
      <button type="button" class="all" @click=${() => act.open('rewards')}>${speech.words.allRewards}</button>
    </div>
    <ul class="gifts">
      ${inReach.map(reward => gift(view, reward))}
    </ul>
  </section>`
}

/** Nothing is taken from anybody's points by one touch. */
export function confirm(view: View): TemplateResult | typeof nothing {
  const { speech, person, act, isBusy, refused } = view
  const { words } = speech
  if (!person.wanted) return nothing
  const { code, name } = person.wanted
  // As it stands since it was refused.
  const isThere = !refused || person.rewards?.find(reward => reward.code === code)?.available === true
  const close = () => act.want(null)
  return html`<dialog aria-labelledby="confirm-title" @cancel=${close}>
    <h2 id="confirm-title">${words.confirmTitle(speech.name(name))}</h2>
    <p class="lead">${words.confirmText(priceOf(view, person.wanted))}</p>
    <p class="refusal" role="alert">${refused && speech.refusal(refused)}</p>
    <div class="choices">
      <button type="button" class="secondary" @click=${close}>${words.cancel}</button>
      <button type="button" class="primary" aria-disabled=${isBusy || !isThere} @click=${() => isThere && act.redeem()}>
        ${words.redeem}
      </button>
    </div>
  </dialog>`
}
