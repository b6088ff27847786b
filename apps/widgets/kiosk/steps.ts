import type { Locale } from '../src/i18n/locale.ts'
import { ask, Refused, type Challenge, type Redemption, type Reward, type Visit } from './kiosk-api.ts'
import { internationalPhone } from './phone-number.ts'
import { NOBODY, type Person, type Screen } from './view.ts'
import { CHANNELS, PURPOSES } from './wishes.ts'

/** What a step has come to: what is known since, and where it goes on. */
export interface Step {
  readonly to?: Screen
  readonly person?: Partial<Person>
}

const CARD_DIGITS = 16
const REWARDS_A_PAGE = '50'

/** Somebody is let in: what served to prove it is forgotten at once. */
const entered = (visit: Visit, card = ''): Step => ({ to: 'member', person: { ...NOBODY, visit, card } })

/** Asks for a code to the phone that was typed. */
export async function sendCode(key: string, person: Person, currency: string, locale: Locale): Promise<Step> {
  const phone = internationalPhone(person, currency)
  const challenge = await ask<Challenge>('POST', '/v1/kiosk/challenges', key, { phone, locale }).catch(error => {
    // The number is all that was typed.
    throw error instanceof Refused && error.code === 'invalid_request' ? new Refused('phone_invalid') : error
  })
  return { to: 'code', person: { challenge, code: '', sent: person.sent + 1 } }
}

/** Lets in who has proven the phone. */
export async function proveCode(key: string, { challenge, code }: Person): Promise<Step> {
  return entered(await identify(key, { challenge: challenge!.id, code }))
}

/** Lets in who has shown a card. */
export async function showCard(key: string, cardCode: string): Promise<Step> {
  return entered(await identify(key, { cardCode }), cardCode)
}

const identify = (key: string, proof: object): Promise<Visit> => ask('POST', '/v1/kiosk/sessions', key, proof)

/** Whether two codes are of one card: its number stands before what changes by the half minute. */
export const isSameCard = (one: string, other: string): boolean => {
  const numberOf = (code: string) => code.replace(/[\s-]/g, '').slice(0, CARD_DIGITS)
  return numberOf(one) === numberOf(other)
}

/** Registers who has proven a phone that is nobody's yet. */
export async function register(key: string, person: Person, currency: string): Promise<Step> {
  const { challenge, code, name, wishes, isAgreed } = person
  if (!isAgreed) throw new Refused('terms_needed')
  const consents = CHANNELS.flatMap(channel =>
    PURPOSES.map(purpose => ({ channel, purpose, granted: wishes.has(`${channel} ${purpose}`) })),
  )
  const phone = internationalPhone(person, currency)
  const body = { challenge: challenge!.id, code, phone, name: name.trim(), acceptsTerms: isAgreed, consents }
  return entered(await ask<Visit>('POST', '/v1/kiosk/members', key, body))
}

type Rewards = Pick<Person, 'rewards' | 'nextRewards'>

/** What can be had, and why the rest cannot: what was there before, and pages until there are so many. */
export async function listRewards(
  visit: Visit,
  atLeast: number,
  { rewards: before, nextRewards: cursor }: Rewards = NOBODY,
): Promise<Rewards> {
  const query = new URLSearchParams({ limit: REWARDS_A_PAGE, ...(cursor !== null && { cursor }) })
  const page = await ask<{ data: Reward[]; nextCursor: string | null }>('GET', `/v1/me/rewards?${query}`, visit.token)
  const rewards = [...(before ?? []), ...page.data]
  const all = { rewards, nextRewards: page.nextCursor }
  return all.nextRewards !== null && rewards.length < atLeast ? listRewards(visit, atLeast, all) : all
}

/** What was redeemed before and waits to be collected, newest first: whoever lost its code finds it here. */
export async function listToCollect({ token }: Visit): Promise<readonly Redemption[]> {
  const { data } = await ask<{ data: Redemption[] }>('GET', `/v1/me/redemptions?limit=${REWARDS_A_PAGE}`, token)
  return data.filter(({ status }) => status === 'reserved')
}

/** Redeems a reward, under one key however often it is sent. */
export function redeem({ token }: Visit, { code }: Reward, idempotencyKey: string): Promise<Redemption> {
  return ask<Redemption>('POST', '/v1/me/redemptions', token, { reward: code }, idempotencyKey)
}
