import { createTransport } from 'nodemailer'
import type { Channel, Sent } from '../platform/channels/channel.ts'

/** A mail server that takes what we send. */
export interface SmtpAccount {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (port 465); otherwise STARTTLS, which is demanded wherever there is a password. */
  readonly secure: boolean
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** `Lumière <club@lumiere.example>`. */
  readonly from: string
}

const LONGEST_MS = 10_000

/**
 * The mail server of an installation: `smtps://user:password@mail.example:465`, or `smtp://mail.example:25` for one that
 * asks no password. Throws where it is something else.
 */
export const smtpAccountOf = (text: string | undefined): Omit<SmtpAccount, 'from'> | null => {
  if (text === undefined) return null
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new Error('LAUREL_SMTP_URL must be smtps://user:password@host:465 or smtp://host:25')
  const secure = url.protocol === 'smtps:'
  const account = { host: url.hostname, port: Number(url.port || (secure ? 465 : 587)), secure }
  return url.username === ''
    ? account
    : { ...account, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
}

const refusal = (error: unknown): Sent => {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string }
  // RFC 5321 4.2.1: 5yz is for good, 4yz may pass. What is said of our account or of TLS is not about this message.
  const isAboutIt = code === 'EENVELOPE' || code === 'EMESSAGE'
  const forGood = isAboutIt && responseCode !== undefined && responseCode >= 500
  return {
    outcome: 'refused',
    forGood,
    code: responseCode === undefined ? (code ?? 'no_answer') : `smtp_${responseCode}`,
  }
}

/** E-mail by SMTP (RFC 5321), plain text. Our id is the Message-ID, so that a second one is known as the same. */
export const smtpMail = ({ host, port, secure, user, password, from }: SmtpAccount): Channel => {
  const transport = createTransport({
    host,
    port,
    secure,
    ...(password !== undefined && { auth: { user: user ?? '', pass: password }, requireTLS: !secure }),
    connectionTimeout: LONGEST_MS,
    greetingTimeout: LONGEST_MS,
    socketTimeout: LONGEST_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? host
  return {
    send: async ({ id, to, message: { subject, body, locale } }) => {
      const messageId = `<${id}@${domain}>`
      try {
        await transport.sendMail({
          from,
          // As an address, not as a text that is taken apart: a comma in it names nobody else.
          to: { name: '', address: to },
          subject: subject ?? '',
          text: body,
          messageId,
          headers: { 'content-language': locale, 'auto-submitted': 'auto-generated' },
        })
        return { outcome: 'sent', carrierId: messageId }
      } catch (error) {
        return refusal(error)
      }
    },
  }
}
