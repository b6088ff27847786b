import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import type { MemberSummary } from '../../api/me.ts'
import { readPages, type PagedList } from '../../api/paged-list.ts'
import type { Redemption } from '../../events/laurel-redeem.ts'
import type { Language, Zeros } from '../../i18n/language.ts'
import { Words } from '../../i18n/words.ts'
import { zerosOf } from '../../i18n/zeros.ts'
import { DetailElement } from '../../session/detail-element.ts'
import type { Session } from '../../session/session.ts'
import { cardStyles, frameStyles } from '../../styles/frame.styles.ts'
import { listStyles } from '../../styles/list.styles.ts'
import { signedOutStyles } from '../../styles/signed-out.styles.ts'
import { themeStyles } from '../../styles/theme.styles.ts'
import { en } from './en.ts'
import { readReserved, readReward, type Reward } from './read-rewards.ts'
import type { Redeeming } from './redeeming.ts'
import { obstacleWords, priceWords } from './reward-words.ts'
import { rewardsStyles } from './rewards.styles.ts'
import type { RewardsTexts } from './rewards-texts.ts'

const words = new Words<RewardsTexts>(en, {
  'zh-CN': () => import('./zh-cn.ts'),
  'zh-TW': () => import('./zh-tw.ts'),
})

interface Catalogue extends PagedList<Reward> {
  readonly reserved: readonly Redemption[]
}

/**
 * What points can become: the catalogue, whether this member can have each reward and why not, redeeming with a
 * question first, and the codes of what is still to be collected.
 *
 * @element laurel-rewards
 *
 * @fires {LaurelRedeemEvent} laurel-redeem - A reward has been redeemed. `detail.redemption` holds it, with its code.
 *
 * @csspart title - The heading.
 * @csspart list - The scrolling part.
 * @csspart reward - One reward.
 * @csspart picture - A reward's picture, or the place for it.
 * @csspart name - A reward's name.
 * @csspart price - What a reward costs.
 * @csspart redeem - The button of a reward that can be had, and the one that confirms.
 * @csspart reason - Why a reward cannot be had.
 * @csspart ticket - A redemption that is to be collected.
 * @csspart code - A pick-up code.
 * @csspart dialog - The question before redeeming, and the code after it.
 *
 * @cssprop [--laurel-rewards-size=34em] - The element's height, the same in every state.
 */
export class Rewards extends DetailElement<Catalogue, RewardsTexts> {
  static override readonly styles: CSSResultGroup = [
    themeStyles,
    frameStyles,
    cardStyles,
    signedOutStyles,
    listStyles,
    rewardsStyles,
  ]

  protected override readonly words: Words<RewardsTexts> = words
  #memberId = ''
  #pages = 1
  #redeeming: Redeeming | null = null

  protected override label(): string {
    return this.texts.title
  }

  protected override invitation(): TemplateResult {
    return html`${gift}${this.texts.invitation}`
  }

  protected override async load(session: Session): Promise<Catalogue> {
    const [catalogue, { entries: reserved }] = await Promise.all([
      readPages(session, '/v1/me/rewards', this.#pages, readReward),
      readPages(session, '/v1/me/redemptions', 1, readReserved),
    ])
    return { ...catalogue, reserved }
  }

  protected override renderSkeleton(): TemplateResult {
    const tile = html`<div class="reward"><i class="picture"></i><i></i><i class="half"></i></div>`
    return html`<i class="half"></i>
      <div class="list"><div class="rewards">${[tile, tile, tile, tile]}</div></div>`
  }

  protected override renderContent(
    { entries, nextCursor, reserved }: Catalogue,
    language: Language,
    summary: MemberSummary,
  ): TemplateResult {
    const texts = this.texts
    const zeros = zerosOf(
      entries.map(({ moneyMinor }) => moneyMinor),
      summary.program.currency,
    )
    return html`<div class="head">
        <h2 part="title">${texts.title}</h2>
        <span>${language.points(summary.balances.points.available)}</span>
      </div>
      <div class="list" part="list" tabindex="0" role="group" aria-label=${texts.title}>
        ${
          reserved.length
            ? html`<h3>${texts.toCollect}</h3>
                <ul>
                  ${reserved.map(one => this.#renderTicket(one, language))}
                </ul>`
            : nothing
        }
        ${entries.length ? nothing : html`<p class="empty">${texts.empty}</p>`}
        <ul class="rewards">
          ${entries.map(reward => this.#renderReward(reward, language, summary, zeros))}
        </ul>
        ${nextCursor ? html`<button class="retry" type="button" @click=${this.#more}>${texts.more}</button>` : nothing}
      </div>
      ${this.session && this.#redeeming?.render(this.session, { pictureOf: reward => this.#renderPicture(reward), texts, language, summary })}`
  }

  protected override willShow({ member }: MemberSummary): void {
    if (member.id === this.#memberId) return
    // A wish is its member's own.
    this.#memberId = member.id
    this.#redeeming = null
  }

  protected override updated(): void {
    super.updated()
    this.renderRoot.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal()
  }

  #renderTicket({ code, name, quantity, collectBy }: Redemption, language: Language): TemplateResult {
    return html`<li class="ticket" part="ticket">
      <span class="name">${language.name(name)}${quantity > 1 ? ` × ${quantity}` : ''}</span>
      <span class="muted">${collectBy && this.texts.by(language.day(collectBy, true))}</span>
      <strong class="code" part="code">${code}</strong>
    </li>`
  }

  #renderReward(reward: Reward, language: Language, summary: MemberSummary, zeros: Zeros): TemplateResult {
    const name = language.name(reward.name)
    const { available } = summary.balances.points
    return html`<li class="reward" part="reward">
      ${this.#renderPicture(reward)}
      <span class="name" part="name">${name}</span>
      <span class="price" part="price"
        >${priceWords(reward, summary.program.currency, language, this.texts, zeros)}</span
      >
      ${
        reward.whyNot
          ? html`<span class="reason" part="reason"
              >${obstacleWords(reward, summary, language, this.texts)}${
                reward.whyNot === 'insufficient_points' && reward.points
                  ? html`<progress max=${reward.points} value=${Math.max(0, available)} aria-hidden="true"></progress>`
                  : nothing
              }</span
            >`
          : html`<button
              class="retry"
              part="redeem"
              type="button"
              aria-label="${this.texts.redeem}: ${name}"
              @click=${() => this.#ask(reward)}
            >
              ${this.texts.redeem}
            </button>`
      }
    </li>`
  }

  #renderPicture({ picture, stock }: Reward): TemplateResult {
    const base = this.session?.settings.apiUrl
    return html`<span class="picture" part="picture"
      >${
        picture
          ? html`<img src=${picture.startsWith('/') ? base + picture : picture} alt="" loading="lazy" @error=${hide} />`
          : nothing
      }${gift}${stock && stock < 6 ? html`<span class="tag">${this.texts.left(String(stock))}</span>` : nothing}</span
    >`
  }

  #ask(reward: Reward): void {
    // On a line that is down, the element says so.
    import('./redeeming.ts').then(
      ({ Redeeming }) => (this.#redeeming ??= new Redeeming(this)).ask(reward),
      () => this.refresh(),
    )
  }

  #more(): void {
    this.#pages += 1
    void this.reload()
  }
}

const gift = html`<svg viewBox="0 0 48 48" aria-hidden="true">
  <path d="M8 20h32v7H8zM11 27h26v15H11zM24 42V20c-9 0-12-4-10-8s9-1 10 8c1-9 8-12 10-8s-1 8-10 8" />
</svg>`

function hide({ target }: Event): void {
  ;(target as HTMLElement).hidden = true
}

declare global {
  interface HTMLElementTagNameMap {
    'laurel-rewards': Rewards
  }
}
