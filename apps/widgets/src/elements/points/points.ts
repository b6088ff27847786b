import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import type { MemberSummary } from '../../api/me.ts'
import type { Language } from '../../i18n/language.ts'
import type { Texts } from '../../i18n/texts.ts'
import { MemberElement } from '../../session/member-element.ts'
import { cardStyles, frameStyles } from '../../styles/frame.styles.ts'
import { themeStyles } from '../../styles/theme.styles.ts'
import { countTo } from './count-to.ts'
import { pointsStyles } from './points.styles.ts'

/** How long a change stays in view, in milliseconds. */
const NEWS_MS = 12_000

/**
 * What a member owns: points, member cash and prepaid, and which points expire next.
 *
 * @element laurel-points
 *
 * @csspart label - The words above the figure.
 * @csspart value - The points.
 * @csspart delta - The latest change of the points.
 * @csspart wallets - Member cash and prepaid; absent while both are zero.
 * @csspart expiry - What expires next.
 */
export class Points extends MemberElement {
  static override readonly styles: CSSResultGroup = [themeStyles, frameStyles, cardStyles, pointsStyles]

  #memberId = ''
  #available = 0
  /** The latest change, for as long as it is news. */
  #change = 0
  #newsTimer: ReturnType<typeof setTimeout> | undefined
  /** Where the figure stands while it moves; null at rest. */
  #moving: number | null = null
  #stopMoving: (() => void) | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#settle()
  }

  protected override willShow({ member, balances }: MemberSummary): void {
    const { available } = balances.points
    const from = this.#moving ?? this.#available
    const change = available - this.#available
    const isSameMember = member.id === this.#memberId
    this.#memberId = member.id
    this.#available = available
    if (!isSameMember) this.#settle()
    else if (change) this.#move(from, available, change)
  }

  protected override label(texts: Texts): string {
    return texts.pointsLabel
  }

  protected override invitation(texts: Texts): string {
    return texts.signInForPoints
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<i class="label"></i><i class="number"></i><i class="line"></i>`
  }

  protected override renderReady({ balances, program }: MemberSummary, language: Language): TemplateResult {
    const { texts } = language
    const { available, pending } = balances.points
    const wallets = [
      [texts.memberCash, balances.memberCash.available],
      [texts.prepaid, balances.prepaid.available],
    ] as const
    const held = wallets.filter(([, minor]) => minor)
    return html`<div class="top">
        <div>
          <div class="label" part="label">${texts.pointsLabel} ${this.#renderChange(language)}</div>
          <div class="value" part="value">
            <span aria-hidden="true">${language.number(this.#moving ?? available)}</span>
            <span class="unseen">${language.points(available)}</span>
          </div>
          ${pending ? html`<div class="label">${texts.pending(language.number(pending))}</div>` : nothing}
        </div>
        ${
          held.length
            ? html`<dl part="wallets">
                ${held.map(
                  ([name, minor]) =>
                    html`<div>
                      <dt class="label">${name}</dt>
                      <dd>${language.money(minor, program.currency)}</dd>
                    </div>`,
                )}
              </dl>`
            : nothing
        }
      </div>
      ${this.#renderExpiry(balances.points.expiring, language)}
      <div class="unseen" role="status">
        ${this.#change ? texts.changed(signed(this.#change, language), language.points(available)) : nothing}
      </div>`
  }

  #renderChange(language: Language): TemplateResult | typeof nothing {
    if (!this.#change) return nothing
    const kind = this.#change > 0 ? 'more' : 'less'
    return html`<span class=${kind} part="delta" aria-hidden="true">${signed(this.#change, language)}</span>`
  }

  #renderExpiry(expiring: MemberSummary['balances']['points']['expiring'], language: Language): TemplateResult {
    const { texts } = language
    const [next] = [...expiring].sort((a, b) => (a.on < b.on ? -1 : 1))
    return html`<p class="expiry" part="expiry">
      ${next ? texts.expires(language.points(next.amount), next.amount, language.day(next.on)) : texts.noExpiry}
    </p>`
  }

  #move(from: number, to: number, change: number): void {
    this.#settle()
    this.#change = change
    this.#newsTimer = setTimeout(() => {
      this.#change = 0
      this.requestUpdate()
    }, NEWS_MS)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    this.#moving = from
    this.#stopMoving = countTo(from, to, value => {
      this.#moving = value
      this.requestUpdate()
    })
  }

  #settle(): void {
    clearTimeout(this.#newsTimer)
    this.#stopMoving?.()
    this.#change = 0
    this.#moving = null
  }
}

function signed(change: number, language: Language): string {
  return `${change > 0 ? '+' : '−'}${language.number(Math.abs(change))}`
}

declare global {
  interface HTMLElementTagNameMap {
    'laurel-points': Points
  }
}
