import { Session, type SessionSettings } from './session.ts'
import type { LaurelConfig } from './settings.ts'

/** Hears that settings may have changed; with `true`, that everything shown is to be loaded again. */
type PageListener = (isWanted?: boolean) => void

/** All that the elements of one page share: the page's settings, and one session per distinct member. */
export class LaurelPage {
  declare readonly defaultApiUrl: string
  config: LaurelConfig = {}
  /** Until the page's own module scripts have run, `configure` may still come: nobody is signed out before that. */
  isSettled = hasRunItsScripts()
  readonly #sessions = new Set<Session>()
  readonly #listeners = new Set<PageListener>()

  constructor(defaultApiUrl: string) {
    this.defaultApiUrl = defaultApiUrl
    const settle = () => {
      this.isSettled = true
      this.tell()
    }
    if (!this.isSettled) document.addEventListener('DOMContentLoaded', settle, { once: true })
    // Later than all that the page shows first; without it the page is not live, and nothing else.
    import('./live.ts').then(
      ({ keepLive }) => keepLive(this),
      () => {},
    )
    new MutationObserver(() => this.tell()).observe(document, { attributeFilter: ['lang'], subtree: true })
  }

  /** Sets what is given and keeps the rest. */
  configure(config: LaurelConfig): void {
    this.config = { ...this.config, ...config }
    this.tell()
  }

  /** Loads every member on the page again. */
  async refresh(): Promise<void> {
    this.tell(true)
    await Promise.all([...this.#sessions].map(session => session.refresh()))
  }

  /** Asks whether anything of what is shown has changed. False where an answer failed. */
  async poll(): Promise<boolean> {
    const answers = await Promise.all([...this.#sessions].map(session => session.poll()))
    return answers.every(Boolean)
  }

  /** Hears when settings or a `lang` have changed. Returns how to stop. */
  listen(listener: PageListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The session that these settings mean; null when nobody is signed in. */
  sessionFor({ apiUrl, publishableKey, memberToken, tokenProvider }: LaurelConfig): Session | null {
    if (!memberToken && !tokenProvider) return null
    const settings: SessionSettings = {
      apiUrl: (apiUrl || this.defaultApiUrl).replace(/\/+$/, ''),
      publishableKey: publishableKey || '',
      memberToken: memberToken || '',
      tokenProvider,
    }
    const session = [...this.#sessions].find(held => areEqual(held.settings, settings)) ?? new Session(settings)
    this.#sessions.add(session)
    return session
  }

  /** To be called after an element has left its session. The last one ends it, unless it is only being moved. */
  release(session: Session): void {
    queueMicrotask(() => session.isUsed || this.#sessions.delete(session))
  }

  /** Says that settings may have changed, or that everything is to be loaded again. */
  tell(isWanted?: boolean): void {
    for (const listener of this.#listeners) listener(isWanted)
  }
}

/** The first copy of the script on a page makes the page's object; later copies, other versions too, join it. */
export function sharedPage(defaultApiUrl: string): LaurelPage {
  const slot = Symbol.for('laurel.page.1')
  const holder = globalThis as unknown as Record<symbol, LaurelPage | undefined>
  return (holder[slot] ??= new LaurelPage(defaultApiUrl))
}

function hasRunItsScripts(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return document.readyState === 'complete' || Boolean(navigation?.domContentLoadedEventStart)
}

function areEqual(a: SessionSettings, b: SessionSettings): boolean {
  return (Object.keys(a) as (keyof SessionSettings)[]).every(key => a[key] === b[key])
}
