import { describe, expect, it, test } from 'vitest'
import { messageTemplateSchema, type MessageTemplate } from './message-template.schema.ts'

const template = (texts: object, more: object = {}) => ({ name: 'Jeans', channel: 'email', texts, ...more })

const faults = (of: unknown): readonly string[] => {
  const parsed = messageTemplateSchema.safeParse(of)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('a message template', () => {
  it('takes texts in three languages, one of which is enough', () => {
    const texts: MessageTemplate['texts'] = {
      en: { subject: 'For {{ member.name | default: "you" }}', body: 'You have {{ points.available }} points.' },
      'zh-CN': { subject: '积分', body: '您有 {{ points.available }} 积分。' },
      'zh-TW': { subject: '積分', body: '您有 {{ points.available }} 積分。\n歡迎光臨' },
    }
    expect(faults(template(texts))).toEqual([])
    expect(faults(template({ 'zh-CN': texts['zh-CN'] }))).toEqual([])
    expect(faults(template({}))).toEqual(['texts: must be in one language at least'])
  })

  test.each([
    [{ en: { subject: 'a', body: '{{ member.phone }}' } }, 'texts.en.body: member.phone is no variable'],
    [{ en: { subject: 'a', body: '{{ constructor }}' } }, 'texts.en.body: constructor is no variable'],
    [
      { en: { subject: '{{ member.name }}', body: 'a' } },
      'texts.en.subject: member.name may be empty, so it needs a default',
    ],
    [
      { en: { subject: '{{ member.name | default: "" }}', body: 'a' } },
      'texts.en.subject: member.name may be empty, so it needs a default',
    ],
    [{ en: { subject: 'a', body: '{{ data.item }}' } }, 'texts.en.body: data.item is not among the template’s data'],
    [{ en: { body: 'a' } }, 'texts.en.subject: an e-mail needs a subject'],
    [
      { en: { subject: 'a', body: 'a' }, 'zh-TW': { subject: 'a', body: 'a {{' } },
      'texts.zh-TW.body: at 2: must be {{ name }} or {{ name | default: "text" }}',
    ],
    [{ en: { subject: 'a\nBcc: b@c.d', body: 'a' } }, 'texts.en.subject: must not contain control characters'],
  ])('refuses %j when it is saved: %s', (texts, fault) => {
    expect(faults(template(texts))).toEqual([fault])
  })

  it('speaks of what its campaign brings', () => {
    const texts = { en: { subject: 'a', body: '{{ data.item }} is in' } }
    expect(faults(template(texts, { data: ['item'] }))).toEqual([])
  })

  test.each(['sms', 'wechat'])('on %s names what the carrier has approved, with its places checked', channel => {
    const text = { body: 'a' }
    expect(faults(template({ en: text }, { channel }))).toEqual([
      'texts.en.carrier: the carrier sends approved templates only',
    ])
    const carrier = { code: 'SMS_1', values: { name: '{{ member.nam }}' } }
    expect(faults(template({ en: { ...text, carrier } }, { channel }))).toEqual([
      'texts.en.carrier.values.name: member.nam is no variable',
    ])
  })
})
