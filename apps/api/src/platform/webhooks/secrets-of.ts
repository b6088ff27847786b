import type { Instant } from '@laurel/core'
import type { WebhookRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'

const SECRET_BYTES = 32

/** A fresh secret in the form of Standard Webhooks. */
export const newWebhookSecret = (deps: Deps): string =>
  `whsec_${btoa(String.fromCharCode(...deps.randomBytes(SECRET_BYTES)))}`

/** The secrets that sign at an instant: the present one, and the one before while both are told. */
export const secretsOf = (
  deps: Deps,
  { wrappedKey, secret, previousSecret, previousUntil }: WebhookRow,
  now: Instant,
): Promise<readonly string[]> => {
  const isShared = previousSecret !== null && previousUntil !== null && previousUntil > now
  return Promise.all(
    [secret, ...(isShared ? [previousSecret] : [])].map(sealed => deps.secrets.open(wrappedKey, sealed)),
  )
}
