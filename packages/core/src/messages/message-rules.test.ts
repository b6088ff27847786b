import { expect, it } from 'vitest'
import { messageRulesOf, messageRulesSchema } from './message-rules.ts'

it('lets nobody be woken, nor be told more than about once a week, where a program says nothing', () => {
  expect(messageRulesOf({ currency: 'CNY' })).toEqual({
    quietHours: [{ from: 1260, until: 540 }],
    frequencyCap: { messages: 4, days: 30 },
    language: 'zh-CN',
  })
})

it('takes a program at its word, also that there are no such hours and no cap', () => {
  expect(messageRulesOf({ currency: 'EUR', messages: { quietHours: null, frequencyCap: null } })).toEqual({
    quietHours: [],
    frequencyCap: null,
    language: 'en',
  })
  const messages = {
    quietHours: { from: '12:30', until: '24:00' },
    frequencyCap: { messages: 1, days: 7 },
    language: 'zh-TW' as const,
  }
  expect(messageRulesSchema.parse(messages)).toEqual(messages)
  expect(messageRulesOf({ currency: 'CNY', messages })).toEqual({
    quietHours: [{ from: 750, until: 1440 }],
    frequencyCap: { messages: 1, days: 7 },
    language: 'zh-TW',
  })
})

it('refuses hours that are none', () => {
  for (const [from, until] of [
    ['09:00', '09:00'],
    ['24:00', '09:00'],
    ['9:00', '10:00'],
    ['22:00', '25:00'],
  ])
    expect(messageRulesSchema.safeParse({ quietHours: { from, until }, frequencyCap: null }).success).toBe(false)
})
