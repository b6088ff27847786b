import type { TemplateResult } from 'lit'
import { LaurelRedeemEvent } from '../../events/laurel-redeem.ts'
import type { Session } from '../../session/session.ts'
import type { Reward } from './read-rewards.ts'
import { redeemDialogStyles } from './redeem-dialog.styles.ts'
import { renderWish, type DialogFrame } from './redeem-dialog.ts'
import { Wish } from './wish.ts'

/** The element around it, as far as redeeming needs it. */
interface Shelf extends HTMLElement {
  requestUpdate(): void
  refresh(): Promise<void>
}

/** One member's redeeming, from the question to the code; loaded when somebody wants to redeem. */
export class Redeeming {
  readonly #shelf: Shelf
  #wish: Wish | null = null
  /** Wishes whose outcome is not known: asked for again, they go on rather than begin anew. */
  readonly #open = new Map<string, Wish>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
    // No part of the element's styles as long as nobody redeems.
    if (redeemDialogStyles.styleSheet) shelf.shadowRoot?.adoptedStyleSheets.push(redeemDialogStyles.styleSheet)
  }

  /** Asks whether a reward is wanted. */
  ask(reward: Reward): void {
    this.#show(this.#open.get(reward.code) ?? new Wish(reward))
  }

  /** The question, or what came of it. */
  render(
    session: Session,
    {
      pictureOf,
      ...frame
    }: Omit<DialogFrame, 'picture' | 'onConfirm' | 'onClose'> & {
      readonly pictureOf: (reward: Reward) => TemplateResult
    },
  ): TemplateResult | null {
    const wish = this.#wish
    return (
      wish &&
      renderWish(wish, {
        ...frame,
        picture: pictureOf(wish.reward),
        onConfirm: () => void this.#fulfil(wish, session),
        onClose: () => this.#show(null),
      })
    )
  }

  async #fulfil(wish: Wish, session: Session): Promise<void> {
    this.#open.set(wish.reward.code, wish)
    const done = wish.fulfil(session)
    this.#shelf.requestUpdate()
    await done
    if (!wish.isOpen) this.#open.delete(wish.reward.code)
    this.#shelf.requestUpdate()
    if (wish.redemption) this.#shelf.dispatchEvent(new LaurelRedeemEvent(wish.redemption))
    if (!wish.isOpen) await this.#shelf.refresh()
  }

  #show(wish: Wish | null): void {
    this.#wish = wish
    this.#shelf.requestUpdate()
  }
}
