import { css, type LitElement, type ReactiveController } from 'lit'
import { Failure, type FailureCode } from '../api/failure.ts'
import { LaurelErrorEvent } from '../events/laurel-error.ts'
import { nearestLang } from '../i18n/locale.ts'
import { GREETING, type FromFrame, type ToFrame } from './frame-messages.ts'
import type { SessionState } from './session.ts'
import type { LaurelConfig } from './settings.ts'
import { page } from './this-page.ts'

/** A page should never wait longer for a frame, in milliseconds. */
const TIMEOUT_MS = 10_000
/** How long after its document a frame that was refused has not greeted, in milliseconds. */
const REFUSED_MS = 1000

const LOOK = 'font,font-display,text,muted,surface,border,accent,accent-contrast,track,danger,focus,medal,radius,space'
  .split(',')
  .map(name => `--laurel-${name}`)
const INHERITED = ['font-family', 'font-size', 'color-scheme', 'direction']

const { styleSheet } = css`
  iframe {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
    visibility: hidden;
    color-scheme: inherit;
  }
  .isolated {
    padding: 0;
    background: none;
    border: 0;
    box-shadow: none !important;
  }
  .isolated iframe {
    visibility: visible;
  }
  /* What has the focus in it says so itself. */
  iframe:focus-visible {
    outline: none;
  }
  iframe[popover] {
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    padding: 0;
  }
`

/**
 * An element in a frame of Laurel's own origin: no script of the page reaches what it shows, or its buttons. The page
 * keeps the element's place, tells the frame how to look, and hears neither of the member nor of what they do.
 */
export class Isolation implements ReactiveController {
  state: SessionState = { status: 'loading' }
  /** Null where there is nothing to frame: nobody is signed in, or it failed. */
  node: HTMLIFrameElement | null = null
  readonly #host: LitElement
  #settings: LaurelConfig = {}
  /** Whose frame it is: another one begins anew. */
  #account: readonly unknown[] = []
  #accounts = 0
  #port: MessagePort | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #unlisten: (() => void) | null = null

  constructor(host: LitElement) {
    this.#host = host
    if (styleSheet) host.shadowRoot?.adoptedStyleSheets.push(styleSheet)
    host.addController(this)
  }

  hostConnected(): void {
    addEventListener('message', this.#greet)
    this.#unlisten = page.listen(isWanted => isWanted && this.refresh())
  }

  // A frame that comes back into the page is a new one, which greets again.
  hostDisconnected(): void {
    removeEventListener('message', this.#greet)
    this.#unlisten?.()
    this.#stop({ status: 'loading' })
    this.#account = []
  }

  hostUpdated(): void {
    const label = this.#host.shadowRoot?.querySelector('.card')?.getAttribute('aria-label')
    if (this.node && label) this.node.title = label
  }

  /** Takes up what the page says now. */
  follow(settings: LaurelConfig): void {
    this.#settings = settings
    const { publishableKey, memberToken, tokenProvider } = settings
    const account = [this.#apiUrl, publishableKey, memberToken, tokenProvider, this.#tokenUrl, page.isSettled]
    if (account.some((value, index) => value !== this.#account[index])) {
      this.#account = account
      this.#accounts += 1
      if (!memberToken && !tokenProvider && !this.#tokenUrl)
        this.#stop({ status: page.isSettled ? 'signedOut' : 'loading' })
      else if (!publishableKey) this.#fail('refused')
      else if (!this.node || this.#source !== this.node.src) this.#start()
    }
    this.#tell()
  }

  /** Has the frame load anew; begins again where there is none. */
  async refresh(): Promise<void> {
    if (this.node) return this.#send({ kind: 'refresh' })
    this.#account = []
    this.#host.requestUpdate()
    await this.#host.updateComplete
  }

  get #apiUrl(): string {
    return (this.#settings.apiUrl || page.defaultApiUrl).replace(/\/+$/, '')
  }

  get #tokenUrl(): string {
    const url = this.#host.getAttribute('token-url')
    return url ? new URL(url, document.baseURI).href : ''
  }

  get #source(): string {
    const name = this.#host.localName.replace('laurel-', '')
    return new URL(
      `${this.#apiUrl}/frame/${name}?program=${encodeURIComponent(this.#settings.publishableKey ?? '')}`,
      document.baseURI,
    ).href
  }

  #start(): void {
    this.#stop({ status: 'loading' })
    const frame = document.createElement('iframe')
    frame.src = this.#source
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms')
    frame.allow = 'screen-wake-lock'
    frame.referrerPolicy = 'no-referrer'
    frame.addEventListener('load', () => this.#limit(REFUSED_MS, 'refused'))
    this.#limit(TIMEOUT_MS, 'timeout')
    this.node = frame
  }

  #stop(state: SessionState): void {
    clearTimeout(this.#timer)
    this.#port?.close()
    this.#port = null
    this.node = null
    this.state = state
  }

  /** Gives up on a frame that has not greeted. */
  #limit(afterMs: number, code: FailureCode): void {
    clearTimeout(this.#timer)
    if (this.#port) return
    this.#timer = setTimeout(() => {
      this.#fail(code)
      this.#host.requestUpdate()
    }, afterMs)
  }

  #fail(code: FailureCode): void {
    const failure = new Failure(code)
    this.#stop({ status: 'failed', failure, isRetrying: false })
    this.#host.dispatchEvent(new LaurelErrorEvent(failure))
  }

  /** Gives the frame, and nobody else, one end of a line of its own. */
  readonly #greet = ({ source, origin, data }: MessageEvent): void => {
    const frame = this.node?.contentWindow
    const { origin: ours } = new URL(this.#source)
    if (!frame || source !== frame || origin !== ours || data !== GREETING) return
    clearTimeout(this.#timer)
    const { port1, port2 } = new MessageChannel()
    this.#port?.close()
    this.#port = port1
    port1.addEventListener('message', (event: MessageEvent<FromFrame>) => this.#hear(event.data))
    port1.start()
    frame.postMessage(GREETING, ours, [port2])
    this.#tell()
  }

  #hear(message: FromFrame): void {
    switch (message.kind) {
      case 'state':
        return this.#place(message)
      case 'token':
        return void this.#giveToken(message)
      case 'error':
        this.#host.dispatchEvent(
          new LaurelErrorEvent(new Failure(message.code as FailureCode, message.status, message.requestId)),
        )
        return
      case 'redeemed':
        return void page.refresh()
    }
  }

  #place({ status, height, isLarge }: Extract<FromFrame, { kind: 'state' }>): void {
    const { node } = this
    const card = this.#host.shadowRoot?.querySelector<HTMLElement>('.card')
    if (!node || !card) return
    if (status === 'signedOut') this.#stop({ status: 'signedOut' })
    else this.state = { status: 'isolated' }
    card.style.minBlockSize = height && this.node ? `${height}px` : ''
    if (isLarge !== node.matches('[popover]') && 'popover' in node) {
      // In the top layer the page cannot clip it, and the frame goes on as it is.
      if (isLarge) node.popover = 'manual'
      if (isLarge) node.showPopover()
      else node.removeAttribute('popover')
    }
    this.#host.requestUpdate()
  }

  async #giveToken({ id, purpose }: Extract<FromFrame, { kind: 'token' }>): Promise<void> {
    const account = this.#accounts
    let hasFailed = false
    const token = await Promise.resolve(this.#settings.tokenProvider?.({ purpose })).catch(() => {
      hasFailed = true
    })
    if (account === this.#accounts) this.#send({ kind: 'token', id, token: token || null, hasFailed })
  }

  #tell(): void {
    const { locale, theme, memberToken, tokenProvider } = this.#settings
    const style = getComputedStyle(this.#host)
    this.#send({
      kind: 'settings',
      locale: locale || nearestLang(this.#host),
      theme: theme || '',
      look: Object.fromEntries([...LOOK, ...INHERITED].map(name => [name, style.getPropertyValue(name)])),
      account: this.#accounts,
      memberToken: memberToken || '',
      hasProvider: Boolean(tokenProvider),
      tokenUrl: this.#tokenUrl,
    })
  }

  #send(message: ToFrame): void {
    this.#port?.postMessage(message)
  }
}
