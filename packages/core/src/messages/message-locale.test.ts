import { expect, test } from 'vitest'
import { textLocale, type MessageLocale } from './message-locale.ts'

const all: readonly MessageLocale[] = ['en', 'zh-CN', 'zh-TW']

test.each<[there: readonly MessageLocale[], wanted: MessageLocale, usual: MessageLocale, found: MessageLocale]>([
  [all, 'zh-TW', 'zh-CN', 'zh-TW'],
  [['en', 'zh-CN'], 'zh-TW', 'en', 'zh-CN'],
  [['en', 'zh-TW'], 'zh-CN', 'en', 'zh-TW'],
  [['zh-CN', 'zh-TW'], 'en', 'zh-TW', 'zh-TW'],
  [['zh-TW'], 'en', 'zh-CN', 'zh-TW'],
  [['en'], 'zh-CN', 'zh-CN', 'en'],
])('of %j a reader of %s in a program of %s is spoken to in %s', (there, wanted, usual, found) => {
  const texts = Object.fromEntries(there.map(locale => [locale, { body: 'x' }]))
  expect(textLocale(texts, wanted, usual)).toBe(found)
})

test('a text in no language is none', () => {
  expect(() => textLocale({}, 'en', 'en')).toThrow(RangeError)
})
