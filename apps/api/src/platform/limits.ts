import type { Limit } from './rate-limit.ts'

const perMinute = <Name extends string>(name: Name, requests: number): Limit & { readonly name: Name } => ({
  name,
  requests,
  windowSeconds: 60,
})

/** Every limit of requests that there is, by its name on the wire. */
export const LIMITS = {
  operator: perMinute('operator', 600),
  /** By program: a back end asks for all of its tills. */
  secret: perMinute('secret', 600_000),
  /** By program and address: every page of a shop sends the same key. */
  publishable: perMinute('publishable', 600),
  /** By member. */
  member: perMinute('member', 600),
  /** By kiosk. */
  kiosk: perMinute('kiosk', 600),
  /** By kiosk: each may send a message, or be a guess. */
  kioskChallenge: perMinute('kioskChallenge', 20),
  kioskIdentification: perMinute('kioskIdentification', 60),
  /** By address: a device is enrolled once. */
  kioskEnrolment: perMinute('kioskEnrolment', 20),
  /** By who is signed in. */
  staff: perMinute('staff', 600),
  /** Keys that were none, by address. */
  authentication: perMinute('authentication', 300),
  /** By program: numbers are not to be tried out one by one, not even by who holds a key. */
  memberLookup: perMinute('memberLookup', 6000),
  /** By program, or by who of the staff does it: the proof in a code is not to be guessed. */
  cardCode: perMinute('cardCode', 6000),
  /** By program, or by who of the staff does it: what waits for others is not to be found by trying codes. */
  pickUpCode: perMinute('pickUpCode', 6000),
  /** By program: each looks at every member there is. */
  segmentPreview: perMinute('segmentPreview', 300),
  /** By address: each costs a password's hash. */
  signIn: perMinute('signIn', 20),
  /** By program, or by who of the staff does it. */
  redemption: perMinute('redemption', 6000),
  /** By program, or by who of the staff does it: a file is long, and worked off for minutes. */
  imports: perMinute('imports', 60),
  /** By program, or by who of the staff does it: each has us call out. */
  webhookTest: perMinute('webhookTest', 30),
  /** By member. */
  ownRedemption: perMinute('ownRedemption', 20),
} as const

/** The name of a limit; what is none of them limits nothing. */
export type LimitName = keyof typeof LIMITS
