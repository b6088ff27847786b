import type { Instant } from '@laurel/core'

/**
 * The headers of Standard Webhooks for a message: its id, when it is sent, and a signature for each secret in force.
 * Loaded when something is first sent: the library counts in a Worker's start.
 */
export const signedHeaders = async (
  secrets: readonly string[],
  message: { readonly id: string; readonly at: Instant; readonly body: string },
): Promise<Readonly<Record<string, string>>> => {
  const { Webhook } = await import('standardwebhooks')
  const at = new Date(message.at)
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at / 1000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(message.id, at, message.body)).join(' '),
  }
}
