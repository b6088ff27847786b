import type { Screen } from './view.ts'

interface Opened {
  readonly dialog: HTMLDialogElement
  readonly opener: Element | null
}

/**
 * Keeps the focus from falling to nowhere: a new screen begins at its heading, and what a dialog took it from has it back
 * once the dialog has gone.
 */
export class FocusKeeper {
  readonly #page: HTMLElement
  #screen: Screen = 'starting'
  #opened: readonly Opened[] = []

  constructor(page: HTMLElement) {
    this.#page = page
  }

  /** After each change of the page: opens the dialogs that have come, the last above the others. */
  follow(screen: Screen): void {
    const isNew = screen !== this.#screen && this.#screen !== 'starting'
    this.#screen = screen
    const gone = this.#opened.filter(({ dialog }) => !dialog.isConnected)
    this.#opened = this.#opened.filter(({ dialog }) => dialog.isConnected)
    // What follows upon a dialog goes back to where that one came from.
    const opener = gone[0] ? gone[0].opener : document.activeElement
    const came = [...this.#page.querySelectorAll<HTMLDialogElement>('dialog:not([open])')]
    for (const dialog of came) dialog.showModal()
    this.#opened = [...this.#opened, ...came.map(dialog => ({ dialog, opener }))]
    if (came.length > 0) return
    if (isNew) this.#focusHeading()
    else if (gone.length > 0) this.#giveBack(opener)
  }

  #giveBack(opener: Element | null): void {
    if (opener instanceof HTMLElement && opener !== document.body) opener.focus()
    if (opener === document.body || document.activeElement !== opener) this.#focusHeading()
  }

  #focusHeading(): void {
    this.#page.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }
}
