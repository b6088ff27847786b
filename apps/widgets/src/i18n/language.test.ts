import { expect, test } from 'vitest'
import { Language } from './language.ts'

test.each([
  ['en', 1200, 'CNY', '¥12'],
  ['en', 1250, 'CNY', '¥12.50'],
  ['en', 123456789, 'CNY', '¥1,234,567.89'],
  ['zh-CN', -1200, 'CNY', '-¥12'],
  ['zh-TW', 1200, 'JPY', '¥1,200'],
  ['en', 1200, 'TWD', '$12'],
])('in %s, %i minor units of %s read %s %s', (locale, minor, currency, text) => {
  expect(new Language(locale).money(minor, currency)).toBe(text)
})

test('a day is the program’s own wherever the reader is, and its year is left out only where it is this one', () => {
  const thisYear = new Date().getFullYear()
  const day = (locale: string, text: string, isNear?: boolean) =>
    new Language(locale).day(text, isNear).replaceAll('\u00a0', ' ')
  expect(day('en', '2031-01-01')).toBe('1 Jan 2031')
  expect(day('en-US', '2031-01-01')).toBe('Jan 1, 2031')
  expect(day('zh-CN', '2031-01-01')).toBe('2031年1月1日')
  expect(day('en', `${thisYear}-07-31`, true)).toBe('31 Jul')
  expect(day('en', `${thisYear + 1}-07-31`, true)).toBe(`31 Jul ${thisYear + 1}`)
})

test.each([
  ['en', { en: 'Gold', 'zh-CN': '金卡' }, 'Gold'],
  ['zh-TW', { en: 'Gold', 'zh-CN': '金卡' }, '金卡'],
  ['zh-CN', { en: 'Gold', 'zh-TW': '金卡' }, '金卡'],
  ['zh-CN', { en: 'Gold' }, 'Gold'],
  ['en', { 'zh-CN': '金卡' }, '金卡'],
  ['en', {}, ''],
])('in %s, a name falls back to the nearest language that has it', (locale, name, shown) => {
  expect(new Language(locale).name(name)).toBe(shown)
})
