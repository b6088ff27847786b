import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit'
import '../src/elements/history/history.define.ts'
import '../src/elements/member-card/member-card.define.ts'
import '../src/elements/points/points.define.ts'
import '../src/elements/tier-progress/tier-progress.define.ts'
import type { LaurelErrorEvent } from '../src/events/laurel-error.ts'
import type { Locale } from '../src/i18n/locale.ts'
import { watchCameras } from './camera/watch-cameras.ts'
import { Countdown } from './countdown.ts'
import { DeviceLink } from './device-link.ts'
import { firstLocale } from './device.ts'
import { FocusKeeper } from './focus-keeper.ts'
import { IdleWatch } from './idle-watch.ts'
import { ask, freshKey, Refused, type Kiosk, type Reward, type Visit } from './kiosk-api.ts'
import { listenToScanner } from './scanner.ts'
import { attract } from './screens/attract.ts'
import { camera } from './screens/camera.ts'
import { overlays, top } from './screens/frame.ts'
import { code, enrol, phone } from './screens/identify.ts'
import { member } from './screens/member.ts'
import { register as registration } from './screens/register.ts'
import { tellLanguage } from './page-language.ts'
import {
  isSameCard,
  listRewards,
  listToCollect,
  proveCode,
  redeem,
  register,
  sendCode,
  showCard,
  type Step,
} from './steps.ts'
import { NOBODY, type Actions, type Notice, type Person, type Screen, type Tab, type View } from './view.ts'
import { Speech } from './words.ts'

const IDLE = { quietMs: 45_000, countdownMs: 15_000 }
const RESEND_SECONDS = 30
const NOTICE_MS = 15_000
/** No session lasts longer. What of the member is shown may not ask again, and stands no longer either. */
const VISIT_MS = 600_000

/**
 * The mall's screen. Everything personal is in one object, which is dropped whole when its person is done, has gone or
 * the network is lost; elements and dialogs that showed it go with it.
 *
 * @element laurel-kiosk
 */
export class KioskPage extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    screen: { state: true },
    person: { state: true },
    kiosk: { state: true },
    speech: { state: true },
    isBusy: { state: true },
    refused: { state: true },
    enrolment: { state: true },
    resendIn: { state: true },
    notice: { state: true },
    countdown: { state: true },
    isOffline: { state: true },
    isLarge: { state: true },
    hasCamera: { state: true },
  }

  declare private screen: Screen
  declare private person: Person
  declare private kiosk: Kiosk | null
  declare private speech: Speech
  declare private isBusy: boolean
  declare private refused: string
  declare private enrolment: string
  declare private resendIn: number
  declare private notice: Notice | null
  declare private countdown: number | null
  declare private isOffline: boolean
  declare private isLarge: boolean
  declare private hasCamera: boolean

  /** Counts who has stood there, so that nothing meant for one reaches the next. */
  #turn = 0
  /** What is being redeemed, under one key however often it is sent. */
  #wish: { readonly reward: Reward; readonly key: string } | null = null
  #visitTimer: ReturnType<typeof setTimeout> | undefined
  #noticeTimer: ReturnType<typeof setTimeout> | undefined
  #stopScanner: (() => void) | undefined
  #stopCameras: (() => void) | undefined
  readonly #idle = new IdleWatch(
    IDLE,
    seconds => (this.countdown = seconds),
    () => this.#leave(),
  )
  readonly #link = new DeviceLink({
    known: kiosk => {
      this.kiosk = kiosk
      this.isOffline = false
      if (this.screen === 'starting') this.#go('attract')
    },
    lost: () => {
      this.#leave()
      this.isOffline = true
    },
    revoked: () => {
      this.#leave()
      this.kiosk = null
      this.#go('enrol')
      this.refused = 'kiosk_revoked'
    },
    unenrolled: isOffline => {
      this.isOffline = isOffline
      this.#go('enrol')
    },
    unaddressed: () => this.#go('noProgram'),
  })
  readonly #resend = new Countdown(seconds => (this.resendIn = seconds))
  readonly #focus = new FocusKeeper(this)
  readonly #actions: Actions = {
    leave: () => this.#leave(),
    back: () => this.#back(),
    stay: () => this.#idle.touch(),
    speak: locale => this.#speak(locale),
    resize: () => this.#resize(),
    go: screen => this.#go(screen),
    set: change => (this.person = { ...this.person, ...change }),
    want: wanted => {
      // What was refused of one gift is not said of another.
      this.refused = ''
      this.person = { ...this.person, wanted }
    },
    typeEnrolment: text => (this.enrolment = text),
    enrol: () => void this.#work(() => this.#enrol()),
    showCard: code => this.#scanned(code),
    refuse: code => (this.refused = code),
    sendCode: () => void this.#work(() => sendCode(this.#link.key, this.person, this.#currency, this.speech.locale)),
    proveCode: () => void this.#work(() => proveCode(this.#link.key, this.person)),
    register: () => void this.#work(() => register(this.#link.key, this.person, this.#currency)),
    open: tab => this.#open(tab),
    showMore: () => void this.#showMore(),
    redeem: () => void this.#work(() => this.#redeem()),
  }

  constructor() {
    super()
    this.screen = 'starting'
    this.person = NOBODY
    this.kiosk = null
    this.speech = new Speech(firstLocale())
    this.isBusy = false
    this.refused = ''
    this.enrolment = ''
    this.resendIn = 0
    this.notice = null
    this.countdown = null
    this.isOffline = false
    this.isLarge = false
    this.hasCamera = false
  }

  /** The page is ours alone: one style sheet, which a shop may replace, reaches everything. */
  protected override createRenderRoot(): HTMLElement {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    tellLanguage(this.speech)
    this.#stopScanner = listenToScanner(window, code => this.#scanned(code))
    this.#stopCameras = watchCameras(isThere => (this.hasCamera = isThere))
    this.addEventListener('laurel-error', this.#failed)
    this.#link.start()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#leave()
    this.#stopScanner?.()
    this.#stopCameras?.()
    this.#link.stop()
    this.removeEventListener('laurel-error', this.#failed)
  }

  protected override render(): TemplateResult {
    const view = this.#view
    return html`${top(view)}
      <main>${this.#renderScreen(view)}</main>
      ${overlays(view)}`
  }

  protected override updated(): void {
    this.#focus.follow(this.screen)
  }

  #renderScreen(view: View): TemplateResult {
    const { words } = view.speech
    switch (view.screen) {
      case 'starting':
        return html`<p class="waiting">${words.loading}</p>`
      case 'noProgram':
        return html`<p class="waiting">${words.noProgram}</p>`
      case 'attract':
        return attract(view)
      case 'member':
        return member(view)
      case 'camera':
        return camera(view)
      case 'enrol':
        return enrol(view)
      case 'phone':
        return phone(view)
      case 'code':
        return code(view)
      case 'register':
        return registration(view)
    }
  }

  get #view(): View {
    const { speech, screen, kiosk, person, isBusy, refused, enrolment, resendIn, notice } = this
    const { countdown, isOffline, isLarge, hasCamera } = this
    const entry = { enrolment, resendIn, notice }
    const device = { countdown, isOffline, isLarge, hasCamera }
    return { speech, screen, kiosk, person, isBusy, refused, ...entry, ...device, act: this.#actions }
  }

  #go(screen: Screen): void {
    this.refused = ''
    this.#say(null)
    this.screen = screen
    if (screen === 'attract' || screen === 'enrol') this.#idle.stop()
    else this.#idle.start()
  }

  #back(): void {
    if (this.screen !== 'code') return this.#leave()
    this.#resend.stop()
    this.person = { ...this.person, code: '', challenge: null }
    this.#go('phone')
  }

  /** Whoever stood there is done, or gone: nothing of them stays. */
  readonly #leave = (): void => {
    const { visit } = this.person
    this.#turn++
    this.#wish = null
    this.#idle.stop()
    this.#resend.stop()
    this.#say(null)
    clearTimeout(this.#visitTimer)
    this.person = NOBODY
    this.refused = ''
    this.isBusy = false
    if (this.isLarge) this.#resize()
    this.#speak(firstLocale())
    if (this.kiosk) this.screen = 'attract'
    this.#endVisit(visit)
  }

  /** The server has ended their session: they are told why everything of theirs is gone. */
  #expire(): void {
    const { locale, words } = this.speech
    this.#leave()
    this.#say({ text: words.visitOver, locale })
    // It may be this screen's key that is over.
    void this.#link.look()
  }

  #say(notice: Notice | null): void {
    this.notice = notice
    clearTimeout(this.#noticeTimer)
    if (notice) this.#noticeTimer = setTimeout(() => this.#say(null), NOTICE_MS)
  }

  #speak(locale: Locale): void {
    if (locale === this.speech.locale) return
    this.speech = new Speech(locale)
    tellLanguage(this.speech)
  }

  #resize(): void {
    this.isLarge = !this.isLarge
    document.documentElement.classList.toggle('large', this.isLarge)
  }

  /** Asks for something, once at a time; what comes for somebody who has left since is dropped. */
  async #work(work: () => Promise<Step>): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    this.refused = ''
    const turn = this.#turn
    try {
      const { to, person } = await work()
      if (turn !== this.#turn) return this.#endVisit(person?.visit)
      if (person) this.person = { ...this.person, ...person }
      if (person?.challenge) this.#resend.start(RESEND_SECONDS)
      if (to) this.#go(to)
      if (person?.visit) this.#entered(person.visit)
    } catch (error) {
      if (turn === this.#turn) this.#refuse(error)
    } finally {
      if (turn === this.#turn) this.isBusy = false
    }
  }

  #entered(visit: Visit): void {
    this.#resend.stop()
    clearTimeout(this.#visitTimer)
    this.#visitTimer = setTimeout(() => this.#expire(), VISIT_MS)
    void this.#readRewards(visit)
  }

  /** It is over by itself within minutes, should this not get through. */
  #endVisit(visit: Visit | null | undefined): void {
    if (visit) void ask('DELETE', `/v1/kiosk/sessions/${visit.id}`, this.#link.key).catch(() => undefined)
  }

  #refuse(error: unknown): void {
    const { code, status } = error instanceof Refused ? error : new Refused('internal_error')
    if (code === 'offline') return this.#link.lose()
    if (code === 'not_registered') return this.#go('register')
    if (status === 401 && this.person.visit) return this.#expire()
    if (status === 401 && this.kiosk) return this.#link.revoke()
    if (code === 'challenge_over') {
      this.#resend.stop()
      this.#go('code')
    }
    if (code === 'challenge_over' || code === 'challenge_failed') this.person = { ...this.person, code: '' }
    this.refused = code
  }

  async #enrol(): Promise<Step> {
    await this.#link.enrol(this.enrolment)
    this.enrolment = ''
    this.screen = 'starting'
    await this.#link.look()
    return {}
  }

  /** A card that is shown while somebody else is in is the next one's: nothing of who was there stays for them. */
  #scanned(code: string): void {
    const { visit, card } = this.person
    if (!this.kiosk || this.isOffline) return
    if (visit ? isSameCard(card, code) : this.isBusy) return
    if (visit) this.#leave()
    void this.#work(() => showCard(this.#link.key, code))
  }

  #open(tab: Tab): void {
    const { visit } = this.person
    if (!visit) return
    this.person = { ...this.person, tab }
    this.refused = ''
    if (tab === 'rewards' || tab === 'overview') void this.#readRewards(visit)
  }

  /** Reads what can be had anew, as far as it was read before. */
  async #readRewards(visit: Visit): Promise<void> {
    try {
      const [rewards, toCollect] = await Promise.all([
        listRewards(visit, this.person.rewards?.length ?? 0),
        listToCollect(visit),
      ])
      if (this.person.visit === visit) this.person = { ...this.person, ...rewards, toCollect }
    } catch (error) {
      // What was refused of a gift is what they wait to hear.
      if (this.person.visit === visit && !this.refused) this.#refuse(error)
    }
  }

  async #showMore(): Promise<void> {
    const shown = this.person.rewards?.length ?? 0
    await this.#work(async () => ({ person: await listRewards(this.person.visit!, 0, this.person) }))
    await this.updateComplete
    this.querySelectorAll<HTMLElement>('.gifts h2')[shown]?.focus()
  }

  /** What an element was refused is refused to whoever stands there. */
  readonly #failed = ({ detail: { code } }: LaurelErrorEvent): void => {
    if (code === 'network' || code === 'timeout') this.#link.lose()
    else if (code === 'unauthorized' && this.person.visit) this.#expire()
  }

  async #redeem(): Promise<Step> {
    const { wanted, visit } = this.person
    if (this.#wish?.reward !== wanted) this.#wish = { reward: wanted!, key: freshKey() }
    // Whether it was had or refused: there are fewer of it than were shown.
    const redemption = await redeem(visit!, wanted!, this.#wish!.key).finally(() => void this.#readRewards(visit!))
    return { person: { redemption, wanted: null } }
  }

  get #currency(): string {
    return this.kiosk?.program.currency ?? ''
  }
}
