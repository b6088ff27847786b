import type { Locale } from '../src/i18n/locale.ts'
import type { Challenge, Kiosk, Redemption, Reward, Visit } from './kiosk-api.ts'
import type { TypedPhone } from './phone-number.ts'
import type { Wish } from './wishes.ts'
import type { Speech } from './words.ts'

export type Tab = 'overview' | 'rewards' | 'history' | 'card'

/** All that is known of whoever stands at the screen. It is dropped whole: nothing of it is kept anywhere else. */
export interface Person extends TypedPhone {
  readonly code: string
  readonly name: string
  /** Whether the next letter of the name is a capital; null where that follows from the name. */
  readonly isUpper: boolean | null
  /** Whether they take the program's terms. */
  readonly isAgreed: boolean
  /** What they agree to beside: nothing, until they say so. */
  readonly wishes: ReadonlySet<Wish>
  readonly challenge: Challenge | null
  /** How many codes were sent. */
  readonly sent: number
  /** The code of the card that let them in; empty where a phone did. */
  readonly card: string
  readonly visit: Visit | null
  readonly tab: Tab
  readonly rewards: readonly Reward[] | null
  /** Where the list of rewards goes on; null at its end. */
  readonly nextRewards: string | null
  /** What was redeemed and not collected yet. */
  readonly toCollect: readonly Redemption[]
  readonly wanted: Reward | null
  readonly redemption: Redemption | null
}

export const NOBODY: Person = {
  calling: null,
  phone: '',
  code: '',
  name: '',
  isUpper: null,
  isAgreed: false,
  wishes: new Set(),
  challenge: null,
  sent: 0,
  card: '',
  visit: null,
  tab: 'overview',
  rewards: null,
  nextRewards: null,
  toCollect: [],
  wanted: null,
  redemption: null,
}

export type Screen =
  'starting' | 'noProgram' | 'enrol' | 'attract' | 'camera' | 'phone' | 'code' | 'register' | 'member'

/** What is said for a moment to whoever has just left, in the language that they read. */
export interface Notice {
  readonly text: string
  readonly locale: Locale
}

/** What a screen shows, and what a touch does. */
export interface View {
  readonly speech: Speech
  readonly screen: Screen
  readonly kiosk: Kiosk | null
  readonly person: Person
  readonly isBusy: boolean
  /** The code of what was refused last; empty where nothing was. */
  readonly refused: string
  readonly enrolment: string
  /** Seconds until a code may be sent again. */
  readonly resendIn: number
  readonly notice: Notice | null
  /** Seconds until whoever does not touch the screen has gone; null while nobody is asked. */
  readonly countdown: number | null
  readonly isOffline: boolean
  readonly isLarge: boolean
  /** Whether the device has a camera. */
  readonly hasCamera: boolean
  readonly act: Actions
}

export interface Actions {
  leave(): void
  /** One step back. */
  back(): void
  stay(): void
  speak(locale: Locale): void
  resize(): void
  go(screen: Screen): void
  set(change: Partial<Omit<Person, 'wanted'>>): void
  want(reward: Reward | null): void
  typeEnrolment(text: string): void
  enrol(): void
  showCard(code: string): void
  refuse(code: string): void
  sendCode(): void
  proveCode(): void
  register(): void
  open(tab: Tab): void
  showMore(): void
  redeem(): void
}
