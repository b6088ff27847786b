import { html, nothing, type TemplateResult } from 'lit'
import type { MemberSummary } from '../../api/me.ts'
import type { Language } from '../../i18n/language.ts'
import { priceWords } from './reward-words.ts'
import type { RewardsTexts } from './rewards-texts.ts'
import type { Wish } from './wish.ts'

/** What the dialog needs of the element around it. */
export interface DialogFrame {
  readonly picture: TemplateResult
  readonly texts: RewardsTexts
  readonly language: Language
  readonly summary: MemberSummary
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** The question before redeeming; after it the code. */
export function renderWish(wish: Wish, { picture, texts, language, summary, ...on }: DialogFrame): TemplateResult {
  const { reward, redemption, state } = wish
  const { balances, program } = summary
  const name = language.name(reward.name)
  const isBusy = state === 'busy'
  return html`<dialog
    part="dialog"
    aria-labelledby="question"
    @close=${on.onClose}
    @cancel=${(event: Event) => isBusy && event.preventDefault()}
  >
    ${picture}
    <h2 id="question">${redemption ? texts.yours : texts.question(name)}</h2>
    <div role="status">
      ${
        redemption
          ? html`<p>${name}</p>
              <strong class="code" part="code">${redemption.code}</strong>
              <p class="muted">
                ${texts.show} ${redemption.collectBy && texts.by(language.day(redemption.collectBy))}
              </p>`
          : html`<p class="muted">
              ${reward.moneyMinor ? priceWords(reward, program.currency, language, texts) : nothing}
              ${texts.leaves(language.points(balances.points.available - reward.points))}
            </p>`
      }
      ${state === 'unsure' || state === 'refused' ? html`<p class="message">${failureWords(wish, texts)}</p>` : nothing}
    </div>
    <form method="dialog">
      ${
        redemption || state === 'refused'
          ? html`<button class="retry redeem">${texts.close}</button>`
          : html`<button
                class="retry"
                aria-disabled=${isBusy}
                @click=${(event: Event) => isBusy && event.preventDefault()}
              >
                ${texts.cancel}
              </button>
              <button
                class="retry redeem"
                part="redeem"
                type="button"
                aria-disabled=${isBusy}
                @click=${() => isBusy || on.onConfirm()}
              >
                ${isBusy ? texts.busy : state === 'unsure' ? texts.again : texts.confirm(language.points(reward.points))}
              </button>`
      }
    </form>
  </dialog>`
}

function failureWords({ failure, state }: Wish, texts: RewardsTexts): string {
  if (state === 'unsure') return failure?.isPassing === false ? texts.signIn : texts.unsure
  switch (failure?.problem) {
    case 'insufficient_points':
      return texts.tooFew
    case 'out_of_stock':
      return texts.soldOut
    case 'per_member_limit':
      return texts.limit
    case 'tier_required':
      return texts.otherTier
    case 'token_used':
    case 'wrong_token_purpose':
      return texts.signIn
    default:
      return texts.otherTime
  }
}
