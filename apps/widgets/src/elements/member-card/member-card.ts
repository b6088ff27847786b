import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import { encode } from 'uqr'
import type { MemberSummary } from '../../api/me.ts'
import { Failure } from '../../api/failure.ts'
import type { Language } from '../../i18n/language.ts'
import { Words } from '../../i18n/words.ts'
import { DetailElement } from '../../session/detail-element.ts'
import type { Session } from '../../session/session.ts'
import { cardStyles, frameStyles } from '../../styles/frame.styles.ts'
import { medal } from '../../styles/medal.ts'
import { signedOutStyles } from '../../styles/signed-out.styles.ts'
import { themeStyles } from '../../styles/theme.styles.ts'
import type { CardTexts } from './card-texts.ts'
import { code128 } from './code-128.ts'
import { en } from './en.ts'
import { memberCardStyles } from './member-card.styles.ts'
import { codeAt, isRunningOut, readCard, type Card } from './read-card.ts'

const words = new Words<CardTexts>(en, {
  'zh-CN': () => import('./zh-cn.ts'),
  'zh-TW': () => import('./zh-tw.ts'),
})

/** How long a code is shown, in seconds. */
const TURN_S = 30
/** How long until new codes are asked for again, where none came, in milliseconds. */
const AGAIN_MS = 15_000

/**
 * The member's card for the cashier: a QR code and a barcode that are others every thirty seconds, so that a picture of
 * them is worth nothing, with the time that is left. Large, over everything, on demand.
 *
 * @element laurel-member-card
 *
 * @csspart who - The band with the member's name and tier.
 * @csspart medal - The tier's mark.
 * @csspart name - The masked name.
 * @csspart number - The tier's name and the card's number.
 * @csspart codes - The white field with the codes.
 * @csspart show - The button that shows them large.
 * @csspart dialog - The large codes.
 *
 * @cssprop [--laurel-card-size=30em] - The element's height, the same in every state.
 */
export class MemberCard extends DetailElement<Card, CardTexts> {
  static override readonly styles: CSSResultGroup = [
    themeStyles,
    frameStyles,
    cardStyles,
    signedOutStyles,
    memberCardStyles,
  ]

  protected override readonly words: Words<CardTexts> = words
  #timer: ReturnType<typeof setInterval> | undefined
  #isLarge = false
  #lock: WakeLockSentinel | null = null
  #askedAt = 0
  #memberId = ''

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => this.#tick(), 1000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
    this.#close()
  }

  protected override label(): string {
    return this.texts.title
  }

  protected override invitation(): TemplateResult {
    return html`${emblem}${this.texts.invitation}`
  }

  protected override async load(session: Session): Promise<Card> {
    const response = await session.call({ path: '/v1/me/card' })
    const card = readCard(await response?.json(), Date.now())
    if (!card) throw new Failure('malformed')
    return card
  }

  protected override willShow({ member }: MemberSummary): void {
    if (member.id !== this.#memberId) this.#isLarge = false
    this.#memberId = member.id
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<i></i><i class="square"></i><i></i>`
  }

  protected override renderContent(card: Card, language: Language, { tier }: MemberSummary): TemplateResult {
    const { texts } = this
    const codes = this.#renderCodes(card)
    return html`<div class="who" part="who">
        ${medal(tier?.rank)}
        <div class="words">
          <div class="name" part="name">${card.name}</div>
          <div class="number" part="number">
            ${tier ? `${language.name(tier.name)} · ` : nothing}<span>${grouped(card.cardNumber)}</span>
          </div>
        </div>
      </div>
      <div class="codes" part="codes">${codes}</div>
      <button class="retry show" part="show" type="button" @click=${this.#open}>${texts.show}</button>
      ${
        this.#isLarge
          ? html`<dialog part="dialog" aria-labelledby="hint" @close=${this.#close}>
              <h2 id="hint">${texts.hint}</h2>
              <div class="codes">${codes}</div>
              <form method="dialog"><button class="retry">${texts.close}</button></form>
            </dialog>`
          : nothing
      }`
  }

  protected override updated(): void {
    super.updated()
    const dialog = this.renderRoot.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  #renderCodes(card: Card): TemplateResult {
    const { texts } = this
    const held = codeAt(card, Date.now())
    if (!held) return html`<p role="status">${texts.waiting}</p>`
    const { code, leftMs } = held
    const seconds = Math.ceil(leftMs / 1000)
    const bars = code128(code)
    const { size, path } = qr(code)
    return html`<svg
        class="qr"
        viewBox="0 0 ${size} ${size}"
        role="img"
        aria-label=${texts.qr(code)}
        shape-rendering="crispEdges"
      >
        <path d=${path} />
      </svg>
      ${
        bars &&
        html`<svg class="bars" viewBox="0 0 ${bars.width} 1" preserveAspectRatio="none" aria-hidden="true">
          <path d=${bars.path} />
        </svg>`
      }
      <span class="digits" aria-hidden="true">${grouped(code)}</span>
      <div class="clock" role="timer">
        <progress max=${TURN_S} value=${seconds} aria-hidden="true"></progress>${texts.renews(seconds)}
      </div>`
  }

  /** Once a second, while somebody may be looking: the time that is left, and new codes in time. */
  #tick(): void {
    const { content } = this
    if (!content || document.visibilityState !== 'visible') return
    this.requestUpdate()
    const now = Date.now()
    if (!isRunningOut(content, now) || now - this.#askedAt < AGAIN_MS) return
    this.#askedAt = now
    void this.reload()
  }

  #open(): void {
    this.#isLarge = true
    this.requestUpdate()
    // A screen that goes dark at the till helps nobody; where the browser cannot, it does what it always does.
    navigator.wakeLock?.request('screen').then(
      lock => {
        if (this.#isLarge) this.#lock = lock
        else void lock.release()
      },
      () => {},
    )
  }

  #close(): void {
    this.#isLarge = false
    void this.#lock?.release()
    this.#lock = null
    this.requestUpdate()
  }
}

const emblem = html`<svg viewBox="0 0 48 48" aria-hidden="true">
  <path d="M8 8h12v12H8zM28 8h12v12H28zM8 28h12v12H8zM28 28h5v5h-5zM35 35h5v5h-5zM28 40h2M40 28h-2" />
</svg>`

/** A QR code as a path of unit squares. */
function qr(code: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(code, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: path.join('') }
}

/** Digits in groups of four, as cards show them. */
function grouped(digits: string): string {
  return digits.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')
}

declare global {
  interface HTMLElementTagNameMap {
    'laurel-member-card': MemberCard
  }
}
