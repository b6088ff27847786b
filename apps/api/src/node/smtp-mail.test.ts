import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it, test } from 'vitest'
import { smtpAccountOf, smtpMail } from './smtp-mail.ts'

interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly text: string
}

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>(closed => server.close(() => closed()))
})

/** A mail server of the real protocol that keeps what it is sent. */
const mailServer = async (options: ConstructorParameters<typeof SMTPServer>[0] = {}) => {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk as Buffer))
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() })
        done()
      })
    },
    ...options,
  })
  servers.push(server)
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const from = 'Lumière <club@lumiere.example>'
  return { mails, account: { host: '127.0.0.1', port, secure: false, from } }
}

const message = (subject: string, body: string) => ({ locale: 'zh-CN' as const, subject, body, carrier: null })

const decoded = (text: string) => text.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex) => `%${hex}`)

describe('e-mail by SMTP', () => {
  it('arrives with sender, subject, text and our id, in Chinese too', async () => {
    const { mails, account } = await mailServer()
    const sent = await smtpMail(account).send({
      id: 'msg_1',
      to: 'wang@example.com',
      message: message('您的积分', '您有 1,200 积分。'),
    })
    expect(sent).toEqual({ outcome: 'sent', carrierId: '<msg_1@lumiere.example>' })
    expect(mails).toHaveLength(1)
    const [{ from, to, text }] = mails as [Mail]
    expect([from, to]).toEqual(['club@lumiere.example', ['wang@example.com']])
    expect(text).toContain('Message-ID: <msg_1@lumiere.example>')
    expect(text).toMatch(/^Content-Language: zh-CN/im)
    const [, subject] = /^Subject: =\?UTF-8\?B\?(.+?)\?=/im.exec(text)!
    expect(Buffer.from(subject!, 'base64').toString()).toBe('您的积分')
    const body = text.slice(text.indexOf('\r\n\r\n') + 4)
    const read = /base64/i.test(text.slice(0, text.indexOf('\r\n\r\n')))
      ? Buffer.from(body, 'base64').toString()
      : decodeURIComponent(decoded(body))
    expect(read.trim()).toBe('您有 1,200 积分。')
  })

  it('is text and nothing else, whatever a name or a shop put into it, and holds no header of theirs', async () => {
    const { mails, account } = await mailServer()
    const markup = '<img src=x onerror="alert(1)"><script>alert(1)</script>'
    const subject = `${markup}\r\nBcc: thief@example.com\r\nContent-Type: text/html\r\n\r\n<b>`
    await smtpMail(account).send({ id: 'msg_x', to: 'wang@example.com', message: message(subject, markup) })
    const [{ to, text }] = mails as [Mail]
    expect(to).toEqual(['wang@example.com'])
    const [head] = text.split('\r\n\r\n') as [string]
    expect(head.match(/^Content-Type: .*$/gim)).toEqual(['Content-Type: text/plain; charset=utf-8'])
    expect(head).not.toMatch(/^Bcc:/im)
    expect(decodeURIComponent(decoded(text.slice(head.length)))).toContain(markup)
  })

  it('goes to one address only, whatever the address holds', async () => {
    const { mails, account } = await mailServer()
    await smtpMail(account).send({ id: 'msg_2', to: 'a@example.com, b@example.com', message: message('a', 'b') })
    expect(mails.flatMap(({ to }) => to).filter(address => address === 'b@example.com')).toEqual([])
  })

  test.each([
    [550, true],
    [451, false],
    [421, false],
  ])('refused with %i is for good: %s', async (responseCode, forGood) => {
    const { mails, account } = await mailServer({
      onRcptTo: (_, __, done) => done(Object.assign(new Error('no'), { responseCode })),
    })
    const sent = await smtpMail(account).send({ id: 'msg_3', to: 'wang@example.com', message: message('a', 'b') })
    expect(sent).toEqual({ outcome: 'refused', forGood, code: `smtp_${responseCode}` })
    expect(mails).toEqual([])
  })

  it('does not give its password to a server without TLS', async () => {
    let asked = false
    const { account } = await mailServer({
      allowInsecureAuth: true,
      onAuth: (_, __, done) => {
        asked = true
        done(null, { user: 'club' })
      },
    })
    const sent = await smtpMail({ ...account, user: 'club', password: 'secret' }).send({
      id: 'msg_4',
      to: 'wang@example.com',
      message: message('a', 'b'),
    })
    expect(sent).toMatchObject({ outcome: 'refused', forGood: false })
    expect(asked).toBe(false)
  })

  it('is tried again later where nobody answers', async () => {
    const { account } = await mailServer()
    await new Promise<void>(closed => servers.pop()!.close(() => closed()))
    const sent = await smtpMail(account).send({ id: 'msg_5', to: 'wang@example.com', message: message('a', 'b') })
    expect(sent).toMatchObject({ outcome: 'refused', forGood: false })
  })
})

test.each([
  [undefined, null],
  ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false }],
  [
    'smtps://club%40shop.example:p%3Ass@mail.example',
    { host: 'mail.example', port: 465, secure: true, user: 'club@shop.example', password: 'p:ss' },
  ],
])('%s is the mail server %j', (url, account) => {
  expect(smtpAccountOf(url)).toEqual(account)
})

it.each(['mail.example', 'https://mail.example', 'smtp:'])('%s is no mail server', url => {
  expect(() => smtpAccountOf(url)).toThrow(/LAUREL_SMTP_URL/)
})
