import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Failure } from '../api/failure.ts'
import type { MemberSummary } from '../api/me.ts'
import { LaurelErrorEvent } from '../events/laurel-error.ts'
import { LaurelReadyEvent } from '../events/laurel-ready.ts'
import { en } from '../i18n/en.ts'
import { Language } from '../i18n/language.ts'
import { chooseLocale, nearestLang } from '../i18n/locale.ts'
import type { Texts } from '../i18n/texts.ts'
import { Words } from '../i18n/words.ts'
import { nextTask } from '../next-task.ts'
import type { Isolation } from './isolation.ts'
import type { Session, SessionState, TokenProvider } from './session.ts'
import { settingsOf, type LaurelConfig } from './settings.ts'
import { page } from './this-page.ts'

const words = new Words<Texts>(en, {
  'zh-CN': () => import('../i18n/zh-cn.ts'),
  'zh-TW': () => import('../i18n/zh-tw.ts'),
})

/**
 * What every Laurel element is: a view of one member's session in one of four states.
 *
 * @attr token-url - Of an isolated element: where its frame itself asks the store for tokens, past every script of the page.
 *
 * @slot signed-out - Shown while nobody is signed in; by default a short invitation.
 * @slot - Never shown once the element works: the text for pages without JavaScript.
 *
 * @fires {LaurelReadyEvent} laurel-ready - The member's data is shown, first or anew. `detail.summary` holds it.
 * @fires {LaurelErrorEvent} laurel-error - Loading failed. `detail` holds `code`, `status` and `requestId`.
 *
 * @csspart base - The box around everything.
 * @csspart message - The words of the failed and of the signed-out state, and of data that is only the last known.
 * @csspart retry - The button of the failed state.
 * @csspart skeleton - The placeholder of the loading state.
 *
 * @cssprop [--laurel-font=inherit] - Font family.
 * @cssprop [--laurel-font-display=inherit] - Font family of the large figure and of tier names.
 * @cssprop [--laurel-text] - Text colour.
 * @cssprop [--laurel-muted] - Colour of secondary text.
 * @cssprop [--laurel-surface] - Background.
 * @cssprop [--laurel-border] - Colour of borders and dividing lines.
 * @cssprop [--laurel-accent] - Colour of progress, buttons and gains.
 * @cssprop [--laurel-accent-contrast] - Text on the accent.
 * @cssprop [--laurel-track] - Background of progress bars and placeholders.
 * @cssprop [--laurel-danger] - Colour of the failed state.
 * @cssprop [--laurel-focus] - Colour of the focus ring.
 * @cssprop [--laurel-medal] - Colour of the tier's mark; by default bronze, silver or gold by rank.
 * @cssprop [--laurel-radius=0.75em] - Corner radius.
 * @cssprop [--laurel-space=0.25em] - The unit of all spacing.
 */
export abstract class MemberElement extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    apiUrl: { attribute: 'api-url' },
    publishableKey: { attribute: 'publishable-key' },
    memberToken: { attribute: 'member-token' },
    locale: {},
    theme: { reflect: true },
    tokenProvider: { attribute: false },
    isolate: { type: Boolean },
  }

  /** Where the API lives. Default: the page's setting, else the origin of the script. */
  declare apiUrl: string | undefined
  /** The program's publishable key, `pk_…`. */
  declare publishableKey: string | undefined
  /** The member's short-lived token, from the store's back end. */
  declare memberToken: string | undefined
  /** `en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`. */
  declare locale: string | undefined
  /** A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`. */
  declare theme: string | undefined
  /** Renews the token; called when there is none, and once when the API answers 401. */
  declare tokenProvider: TokenProvider | undefined
  /** Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning. */
  declare isolate: boolean | undefined

  /** Whose data; null when nobody is signed in. */
  protected session: Session | null = null
  #theme: string | undefined
  /** Whether the preset that is to be worn from the beginning is on its way. */
  #isUndressed = false
  #unsubscribe: (() => void) | null = null
  #unlisten: (() => void) | null = null
  #shown: MemberSummary | null = null
  #isolation: Isolation | null = null
  /** Whether the texts of the reader's language are on their way: nothing is said before. */
  #isMute = false
  /** The reader's. */
  protected language = new Language('')

  /** Loads the member again, for every element of the same session. */
  async refresh(): Promise<void> {
    await (this.#isolation ?? this.session)?.refresh()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#unlisten = page.listen(() => this.requestUpdate())
    // Being moved is leaving and coming back at once: the session must find itself still wanted.
    if (this.hasUpdated) this.#follow()
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unlisten?.()
    this.#enter(null)
  }

  /** What many show anew at once is shown in a task for each. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) await nextTask()
    super.scheduleUpdate()
  }

  protected override willUpdate(): void {
    if (!this.isConnected) return
    const settings = this.#follow()
    this.#wear(settings.theme)
    this.#isMute = !this.speak(settings.locale || nearestLang(this))
    const { summary } = this
    if (summary && summary !== this.#shown) this.willShow?.(summary)
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    const focused = this.shadowRoot?.activeElement
    super.update(changed)
    // What had the focus (the retry button) is gone: stay here rather than at the top of the page.
    if (focused && !focused.isConnected) this.renderRoot.querySelector<HTMLElement>('.card')?.focus()
  }

  protected override updated(): void {
    const { summary } = this
    const isNews = summary !== null && summary !== this.#shown
    this.#shown = summary
    if (isNews) this.dispatchEvent(new LaurelReadyEvent(summary))
  }

  protected override render(): TemplateResult {
    const { state } = this
    const { texts } = this.language
    const failed = state.status === 'failed' ? state : null
    const staleSince = state.status === 'ready' && state.staleSince
    return html`<div
      class="card ${state.status}"
      part="base"
      role="group"
      tabindex="-1"
      aria-label=${this.label(texts)}
      aria-busy=${state.status === 'loading'}
    >
      ${this.#renderState(state)} ${this.#isolation?.node}
      <p class=${failed ? 'message' : staleSince ? 'stale' : 'idle'} part="message" role="status">
        ${failed ? this.failureText(texts, failed.failure) : staleSince ? texts.lastKnown(this.language.time(staleSince)) : null}
      </p>
      ${failed && this.#renderRetry(failed.isRetrying)}
    </div>`
  }

  /** Takes up a language. False while its texts are on their way. */
  protected speak(wanted: string): boolean {
    const texts = words.in(chooseLocale(wanted).locale, () => page.tell())
    if (wanted !== this.language.wanted || texts !== this.language.texts)
      this.language = new Language(wanted, texts ?? en)
    return texts !== null
  }

  /** The member in view; null in every state but ready. */
  protected get summary(): MemberSummary | null {
    return this.state.status === 'ready' ? this.state.summary : null
  }

  /** Called before new data is first rendered. */
  protected willShow?(summary: MemberSummary): void
  /** The element's accessible name. */
  protected abstract label(texts: Texts): string
  /** What stands in the `signed-out` slot by default. */
  protected abstract invitation(texts: Texts): string | TemplateResult
  protected abstract renderSkeleton(): TemplateResult
  protected abstract renderReady(summary: MemberSummary, language: Language): TemplateResult

  /** Short elements have short words for a failure. */
  protected failureText(texts: Texts, failure: Failure): string {
    return failure.code === 'unauthorized' ? texts.failedSignIn : texts.failed
  }

  #renderState({ status }: SessionState): TemplateResult | null {
    const { summary } = this
    const { texts } = this.language
    if (summary) return this.renderReady(summary, this.language)
    if (status === 'failed' || status === 'isolated') return null
    if (status === 'signedOut')
      return html`<div class="message" part="message"><slot name="signed-out">${this.invitation(texts)}</slot></div>`
    return html`<p class="unseen">${texts.loading}</p>
      <div class="skeleton" part="skeleton" aria-hidden="true">${this.renderSkeleton()}</div>`
  }

  #renderRetry(isRetrying: boolean): TemplateResult {
    const { texts } = this.language
    // Not `disabled`: that would take the focus from under the keyboard.
    return html`<button
      class="retry"
      part="retry"
      type="button"
      aria-disabled=${isRetrying}
      @click=${() => !isRetrying && this.refresh()}
    >
      ${isRetrying ? texts.retrying : texts.retry}
    </button>`
  }

  /** What is shown; an element that loads more waits for that, too. */
  protected get state(): SessionState {
    if (this.#isMute || this.#isUndressed) return { status: 'loading' }
    return (
      (this.#isolation ?? this.session)?.state ?? { status: page.isSettled && !this.isolate ? 'signedOut' : 'loading' }
    )
  }

  /** Takes up the settings that hold now: by a session of the page, or by a frame. */
  #follow(): LaurelConfig {
    const settings = settingsOf(this, page.config)
    this.#enter(this.isolate ? null : page.sessionFor(settings))
    this.#isolation?.follow(settings)
    if (this.isolate && !this.#isolation)
      void import('./isolation.ts').then(({ Isolation }) => {
        this.#isolation ??= new Isolation(this)
        this.requestUpdate()
      })
    return settings
  }

  /** Puts a preset on, or off. Without its module the element looks as it does by itself. */
  #wear(theme: string | undefined): void {
    if (theme === this.#theme) return
    this.#theme = theme
    // Words that were shown before would move with their typeface.
    this.#isUndressed = !this.hasUpdated
    void import('../styles/presets.ts')
      .then(
        ({ dress }) => dress(this.renderRoot as ShadowRoot, this.#theme),
        () => {},
      )
      .then(() => {
        this.#isUndressed = false
        this.requestUpdate()
      })
  }

  #enter(session: Session | null): void {
    if (session === this.session) return
    const left = this.session
    this.#unsubscribe?.()
    this.session = session
    this.#unsubscribe =
      session?.subscribe(failure => {
        this.requestUpdate()
        if (failure) void this.#report(failure)
      }) ?? null
    if (left) page.release(left)
  }

  async #report(failure: Failure): Promise<void> {
    await this.updateComplete
    this.dispatchEvent(new LaurelErrorEvent(failure))
  }
}
