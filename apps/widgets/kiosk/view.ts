import type { Locale } from '../src/i18n/locale.ts'
import type { Challenge, Kiosk, Redemption, Reward, Visit } from './kiosk-api.ts'
import type { Speech } from './words.ts'

export type Tab = 'overview' | 'rewards' | 'history' | 'card'

/** All that is known of whoever stands at the screen. It is dropped whole: nothing of it is kept anywhere else. */
export interface Person {
  readonly phone: string
  readonly code: string
  readonly name: string
  /** Whether the next letter of the name is a capital; null where that follows from the name. */
  readonly isUpper: boolean | null
  readonly consents: Readonly<Record<'service' | 'marketing', boolean>>
  readonly challenge: Challenge | null
  readonly visit: Visit | null
  readonly tab: Tab
  readonly rewards: readonly Reward[] | null
  readonly wanted: Reward | null
  readonly redemption: Redemption | null
}

export const NOBODY: Person = {
  phone: '',
  code: '',
  name: '',
  isUpper: null,
  consents: { service: false, marketing: false },
  challenge: null,
  visit: null,
  tab: 'overview',
  rewards: null,
  wanted: null,
  redemption: null,
}

export type Screen =
  'starting' | 'noProgram' | 'enrol' | 'attract' | 'camera' | 'phone' | 'code' | 'register' | 'member'

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
  redeem(): void
}
