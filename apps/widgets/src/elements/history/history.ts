import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import type { MemberSummary } from '../../api/me.ts'
import { readPages, type PagedList } from '../../api/paged-list.ts'
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
import type { HistoryTexts } from './history-texts.ts'
import { historyStyles } from './history.styles.ts'
import {
  readEntry,
  readReceipt,
  readRedeemed,
  type Change,
  type Entry,
  type Receipt,
  type ReceiptLine,
  type RedeemedReward,
} from './read-history.ts'

const words = new Words<HistoryTexts>(en, {
  'zh-CN': () => import('./zh-cn.ts'),
  'zh-TW': () => import('./zh-tw.ts'),
})

type View = keyof HistoryTexts['views']

/** Receipts are asked for when an entry tells of one, or somebody wants to see them. */
interface Past {
  readonly entries: PagedList<Entry>
  readonly receipts: PagedList<Receipt> | null
  readonly redeemed: readonly RedeemedReward[]
}

const OF_RECEIPTS = ['purchase', 'latePurchase', 'return']
const OF_REWARDS = ['redemption', 'endedRedemption']

/**
 * Where a member's points came from and where they went, each with its why; the receipts with what every line earned;
 * what expires.
 *
 * @element laurel-history
 *
 * @csspart title - The heading.
 * @csspart views - The buttons that choose what is listed.
 * @csspart list - The scrolling part.
 * @csspart entry - One entry, receipt or lot.
 * @csspart why - What an entry is the effect of.
 * @csspart amount - What came or went.
 *
 * @cssprop [--laurel-history-size=30em] - The element's height, the same in every state.
 */
export class History extends DetailElement<Past, HistoryTexts> {
  static override readonly styles: CSSResultGroup = [
    themeStyles,
    frameStyles,
    cardStyles,
    signedOutStyles,
    listStyles,
    historyStyles,
  ]

  protected override readonly words: Words<HistoryTexts> = words
  #view: View = 'entries'
  readonly #pages = { entries: 1, receipts: 1, expiring: 0 }

  protected override label(): string {
    return this.texts.title
  }

  protected override invitation(): TemplateResult {
    return html`${receipt}${this.texts.invitation}`
  }

  protected override async load(session: Session): Promise<Past> {
    const { entries, receipts } = this.#pages
    const past = await readPages(session, '/v1/me/ledger', entries, readEntry)
    const tellsOf = (causes: readonly string[]) => past.entries.some(({ cause }) => causes.includes(cause))
    const ofReceipts = () => readPages(session, '/v1/me/purchases', Math.max(entries, receipts), readReceipt)
    const wantsReceipts = this.#view === 'receipts' || this.content?.receipts
    // What only names an entry is nothing that a history should fail for.
    const unnamed = () => null
    const [bought, redeemed] = await Promise.all([
      wantsReceipts ? ofReceipts() : tellsOf(OF_RECEIPTS) ? ofReceipts().catch(unnamed) : null,
      tellsOf(OF_REWARDS) ? readPages(session, '/v1/me/redemptions', entries, readRedeemed).catch(unnamed) : null,
    ])
    return { entries: past, receipts: bought, redeemed: redeemed?.entries ?? [] }
  }

  protected override renderSkeleton(): TemplateResult {
    return html`<i class="half"></i>
      <div class="list">${[1, 2, 3, 4, 5].map(() => html`<div class="entry"><i></i><i class="half"></i></div>`)}</div>`
  }

  protected override renderContent(past: Past, language: Language, summary: MemberSummary): TemplateResult {
    const { title, views, more } = this.texts
    const view = this.#view
    return html`<div class="head">
        <h2 part="title">${title}</h2>
        <div class="views" part="views" role="group" aria-label=${title}>
          ${Object.entries(views).map(
            ([name, label]) =>
              html`<button type="button" aria-pressed=${name === view} @click=${() => this.#show(name as View)}>
                ${label}
              </button>`,
          )}
        </div>
      </div>
      <div class="list" part="list" tabindex="0" role="group" aria-label=${views[view]}>
        ${this.#renderView(past, language, summary)}
        ${
          view !== 'expiring' && past[view]?.nextCursor
            ? html`<button class="retry" type="button" @click=${this.#more}>${more}</button>`
            : nothing
        }
      </div>`
  }

  #renderView(past: Past, language: Language, { balances, program }: MemberSummary): TemplateResult {
    const { currency } = program
    const amount = (unit: string, value: number, zeros?: Zeros) =>
      unit === 'points' ? language.points(value) : language.money(value, currency, zeros)
    const zerosIn = (changes: readonly Change[]) =>
      zerosOf(
        changes.flatMap(({ unit, amount: value }) => (unit === 'points' ? [] : [value])),
        currency,
      )
    switch (this.#view) {
      case 'entries': {
        const zeros = zerosIn(past.entries.entries.flatMap(({ changes }) => changes))
        return this.#renderList(past.entries.entries, entry => {
          const { why } = this.texts
          const { kind, cause, on, changes } = entry
          const said = why[`${kind}/${cause}`] ?? why[cause] ?? why[kind] ?? why['other']
          return html`${this.#renderWhat(said, language.day(on), this.#detailOf(entry, past, language))}
            <span class="amounts">
              ${changes.map(
                ({ unit, amount: value }) =>
                  html`<span class=${value > 0 ? 'gain' : ''} part="amount"
                    >${value > 0 ? '+' : '−'}${amount(unit, Math.abs(value), zeros)}</span
                  >`,
              )}
            </span>`
        })
      }
      case 'receipts': {
        const { entries = [] } = past.receipts ?? {}
        const zeros = zerosOf(
          entries.flatMap(({ total, lines }) => [total, ...lines.map(line => line.total)]),
          currency,
        )
        return past.receipts
          ? this.#renderList(
              entries,
              ({ on, number, total, points, lines }) =>
                html`<details>
                  <summary>
                    ${this.#renderWhat(language.money(total, currency, zeros), language.day(on), this.#receiptNumber(number))}
                    <span class="gain" part="amount">+${language.points(points)}</span>
                  </summary>
                  <ul>
                    ${lines.map(line => this.#renderLine(line, language, language.money(line.total, currency, zeros)))}
                  </ul>
                </details>`,
            )
          : this.renderSkeleton()
      }
      default: {
        const lots = (['points', 'memberCash'] as const).flatMap(unit =>
          balances[unit].expiring.map(lot => ({ unit, ...lot })),
        )
        const zeros = zerosIn(lots)
        return this.#renderList(
          lots.sort((one, other) => (one.on < other.on ? -1 : 1)),
          ({ unit, amount: value, on }) =>
            this.#renderWhat(amount(unit, value, zeros), this.texts.expires(language.day(on))),
        )
      }
    }
  }

  #renderList<Item>(items: readonly Item[], render: (item: Item) => TemplateResult): TemplateResult {
    return items.length
      ? html`<ul>
          ${items.map(item => html`<li class="entry" part="entry">${render(item)}</li>`)}
        </ul>`
      : html`<p class="empty">${this.texts.nothing[this.#view]}</p>`
  }

  #renderWhat(what: string | undefined, ...facts: readonly string[]): TemplateResult {
    const said = facts.filter(Boolean).map(fact => html` <span>${fact}</span>`)
    return html`<span class="what"><span part="why">${what}</span> <span class="muted">${said}</span></span>`
  }

  /** The receipt or the reward that an entry tells of, by what a member calls it. */
  #detailOf({ causeId }: Entry, { receipts, redeemed }: Past, language: Language): string {
    const reward = redeemed.find(({ id }) => id === causeId)
    const receipt = receipts?.entries.find(({ ids }) => ids.includes(causeId))
    return reward ? language.name(reward.name) : this.#receiptNumber(receipt?.number)
  }

  #receiptNumber(number = ''): string {
    return number && this.texts.receipt(number)
  }

  #renderLine(line: ReceiptLine, language: Language, paid: string): TemplateResult {
    const { name, quantity, returned, points, multiplier, because } = line
    const { texts } = this
    const facts = [
      paid,
      multiplier === 1 ? '' : texts.times(String(multiplier), texts.because[because] ?? ''),
      returned ? texts.returned(String(returned)) : '',
    ]
    return html`<li class="entry">
      ${this.#renderWhat(`${language.name(name)}${quantity > 1 ? ` × ${quantity}` : ''}`, ...facts)}
      <span>${language.points(points)}</span>
    </li>`
  }

  #show(view: View): void {
    this.#view = view
    this.requestUpdate()
    if (view === 'receipts' && !this.content?.receipts) void this.reload()
  }

  #more(): void {
    this.#pages[this.#view] += 1
    void this.reload()
  }
}

const receipt = html`<svg viewBox="0 0 48 48" aria-hidden="true">
  <path d="M12 5h24v38l-4-3-4 3-4-3-4 3-4-3-4 3zM18 15h12M18 23h12M18 31h7" />
</svg>`

declare global {
  interface HTMLElementTagNameMap {
    'laurel-history': History
  }
}
