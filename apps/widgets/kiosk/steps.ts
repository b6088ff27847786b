import type { Locale } from '../src/i18n/locale.ts'
import { ask, type Challenge, type Redemption, type Reward, type Visit } from './kiosk-api.ts'
import { NOBODY, type Person, type Screen } from './view.ts'

/** What a step has come to: what is known since, and where it goes on. */
export interface Step {
  readonly to?: Screen
  readonly person?: Partial<Person>
}

/** Somebody is let in: what served to prove it is forgotten at once. */
const entered = (visit: Visit): Step => ({ to: 'member', person: { ...NOBODY, visit } })

/** Asks for a code to the phone that was typed. */
export async function sendCode(key: string, { phone }: Person, locale: Locale): Promise<Step> {
  const challenge = await ask<Challenge>('POST', '/v1/kiosk/challenges', key, { phone, locale })
  return { to: 'code', person: { challenge, code: '' } }
}

/** Lets in who has proven the phone. */
export function proveCode(key: string, { challenge, code }: Person): Promise<Step> {
  return identify(key, { challenge: challenge!.id, code })
}

/** Lets in who has shown a card. */
export function showCard(key: string, cardCode: string): Promise<Step> {
  return identify(key, { cardCode })
}

async function identify(key: string, proof: object): Promise<Step> {
  return entered(await ask<Visit>('POST', '/v1/kiosk/sessions', key, proof))
}

/** Registers who has proven a phone that is nobody's yet. */
export async function register(key: string, person: Person): Promise<Step> {
  const { challenge, code, phone, name, consents } = person
  const wishes = (['service', 'marketing'] as const).map(purpose => ({
    channel: 'sms',
    purpose,
    granted: consents[purpose],
  }))
  const body = { challenge: challenge!.id, code, phone, name: name.trim(), consents: wishes }
  return entered(await ask<Visit>('POST', '/v1/kiosk/members', key, body))
}

/** What can be had, and why the rest cannot. */
export async function listRewards({ token }: Visit): Promise<readonly Reward[]> {
  return (await ask<{ data: Reward[] }>('GET', '/v1/me/rewards?limit=50', token)).data
}

/** Redeems a reward, under one key however often it is sent. */
export function redeem({ token }: Visit, { code }: Reward, idempotencyKey: string): Promise<Redemption> {
  return ask<Redemption>('POST', '/v1/me/redemptions', token, { reward: code }, idempotencyKey)
}
