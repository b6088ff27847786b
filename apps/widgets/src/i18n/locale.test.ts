import { expect, test } from 'vitest'
import { chooseLocale } from './locale.ts'

test.each([
  ['', 'en'],
  ['en', 'en'],
  ['EN-us', 'en'],
  ['fr', 'en'],
  ['zhuang', 'en'],
  ['zh', 'zh-CN'],
  ['zh-CN', 'zh-CN'],
  ['zh_CN', 'zh-CN'],
  ['zh-SG', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
  ['zh-Hans-HK', 'zh-CN'],
  ['zh-TW', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['zh-Hant-MO', 'zh-TW'],
])('lang "%s" reads %s', (wanted, locale) => {
  expect(chooseLocale(wanted).locale).toBe(locale)
})

test('English dates follow the region that is named, else they put the day first', () => {
  expect([chooseLocale('en-US').tag, chooseLocale('en').tag, chooseLocale('de').tag]).toEqual([
    'en-us',
    'en-GB',
    'en-GB',
  ])
})
