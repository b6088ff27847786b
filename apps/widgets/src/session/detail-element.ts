import { html, type TemplateResult } from 'lit'
import { Failure } from '../api/failure.ts'
import type { MemberSummary } from '../api/me.ts'
import { LaurelErrorEvent } from '../events/laurel-error.ts'
import type { Language } from '../i18n/language.ts'
import type { Words } from '../i18n/words.ts'
import { MemberElement } from './member-element.ts'
import type { Session, SessionState } from './session.ts'
import { page } from './this-page.ts'

/** An element that shows more than the summary: it loads that anew whenever the member's summary has changed. */
export abstract class DetailElement<Content, Texts> extends MemberElement {
  /** The element's own texts, in the language that it speaks. */
  declare protected texts: Texts
  protected abstract readonly words: Words<Texts>
  /** What has been loaded; null before, and where loading has failed. */
  protected content: Content | null = null
  #failure: Failure | null = null
  #loadedFor: MemberSummary | null = null
  #turn = 0
  #isLoading = false

  override async refresh(): Promise<void> {
    const before = this.#loadedFor
    await super.refresh()
    const state = this.session?.state
    // A new summary brings a load of its own; on a line that is down nothing would come.
    if (state?.status === 'ready' && state.summary === before && !state.staleSince) await this.reload()
  }

  protected override speak(wanted: string): boolean {
    const isReady = super.speak(wanted)
    const texts = this.words.in(this.language.locale, () => page.tell())
    this.texts = texts ?? this.words.en
    return isReady && texts !== null
  }

  protected override willUpdate(): void {
    // One that was taken away again at once has not spoken yet.
    this.texts ??= this.words.en
    this.#follow()
    super.willUpdate()
    this.#follow()
  }

  /** Loads what the element shows beside the summary. */
  protected abstract load(session: Session): Promise<Content>
  protected abstract renderContent(content: Content, language: Language, summary: MemberSummary): TemplateResult

  protected override get state(): SessionState {
    const state = super.state
    if (state.status !== 'ready' || this.content) return state
    return this.#failure
      ? { status: 'failed', failure: this.#failure, isRetrying: this.#isLoading }
      : { status: 'loading' }
  }

  protected override renderReady(summary: MemberSummary, language: Language): TemplateResult {
    return this.content ? this.renderContent(this.content, language, summary) : html``
  }

  /** Loads again; what is shown stays until the answer is there. */
  protected async reload(): Promise<void> {
    const { session } = this
    const turn = ++this.#turn
    if (!session) return
    let failure: Failure | null = null
    this.#isLoading = true
    this.requestUpdate()
    const content = await this.load(session).catch(error => {
      failure = error instanceof Failure ? error : new Failure('network')
      return null
    })
    if (turn !== this.#turn) return
    this.#isLoading = false
    // While something is shown, the first of several failures is told.
    const isNews = !(this.content && this.#failure)
    this.content = content ?? this.content
    this.#failure = failure
    this.requestUpdate()
    if (failure && isNews) {
      await this.updateComplete
      this.dispatchEvent(new LaurelErrorEvent(failure))
    }
  }

  /** Keeps what is loaded in step with whose summary it belongs to. */
  #follow(): void {
    const state = this.session?.state
    const summary = state?.status === 'ready' ? state.summary : null
    if (summary === this.#loadedFor) return
    const isSameMember = summary?.member.id === this.#loadedFor?.member.id
    this.#loadedFor = summary
    if (!isSameMember) {
      this.content = null
      this.#failure = null
    }
    if (summary) void this.reload()
    else this.#turn += 1
  }
}
