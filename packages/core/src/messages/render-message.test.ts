import { describe, expect, it } from 'vitest'
import { renderMessage } from './render-message.ts'

const texts = {
  en: {
    subject: 'For {{ member.name | default: "you" }}',
    body: '{{ points.available }} points',
    carrier: { code: 'SMS_1', values: { points: '{{ points.available }}' } },
  },
  'zh-CN': { body: '{{ points.available }}积分' },
}

describe('a rendered message', () => {
  it('is in the member’s language', () => {
    expect(renderMessage({ texts }, 'zh-CN', { 'points.available': '5' })).toEqual({
      locale: 'zh-CN',
      subject: null,
      body: '5积分',
      carrier: null,
    })
  })

  it('has a subject where there is one, and what the carrier is told', () => {
    expect(renderMessage({ texts }, 'en', { 'points.available': '5' })).toEqual({
      locale: 'en',
      subject: 'For you',
      body: '5 points',
      carrier: { code: 'SMS_1', values: { points: '5' } },
    })
  })

  it('lets no name begin another line of a mail’s head, nor of a carrier’s place', () => {
    const values = { 'member.name': 'Ann\r\nBcc: everybody@example.com', 'points.available': '1\n2' }
    const { subject, carrier } = renderMessage({ texts }, 'en', values)
    expect(subject).toBe('For Ann Bcc: everybody@example.com')
    expect(carrier?.values).toEqual({ points: '1 2' })
  })
})
