import { expect, test } from 'vitest'
import { grouped, internationalPhone, nameOfRegion, placesOf } from './phone-number.ts'

test.each([
  ['CNY', ['86', '852', '853', '886']],
  ['HKD', ['852', '86', '853', '886']],
  ['SGD', ['65', '86', '852', '853', '886']],
  ['EUR', ['86', '852', '853', '886']],
])('where one pays in %s the country of most numbers comes first, then the neighbours', (currency, calling) => {
  expect(placesOf(currency).map(place => place.calling)).toEqual(calling)
})

test.each([
  ['is read as one from here while nobody has chosen', { calling: null, phone: '13900001111' }, '+8613900001111'],
  ['has the calling code that was chosen', { calling: '852', phone: '91234567' }, '+85291234567'],
  ['from elsewhere begins with its own', { calling: '', phone: '447911123456' }, '+447911123456'],
])('a number %s', (_, typed, sent) => {
  expect(internationalPhone(typed, 'CNY')).toBe(sent)
})

test.each([
  ['86', '1390000', '139 0000'],
  ['86', '13900001111', '139 0000 1111'],
  ['852', '91234567', '9123 4567'],
  ['886', '912345678', '912 345 678'],
  ['', '447911123456', '447 911 123 456'],
  ['852', '912345678901', '9123 4567 8901'],
])('digits under +%s are read in groups', (calling, digits, read) => {
  expect(grouped(digits, calling)).toBe(read)
})

test('a place that has no word of ours is named in the language of the screen', () => {
  expect((['en', 'zh-CN', 'zh-TW'] as const).map(locale => nameOfRegion('SG', locale))).toEqual([
    'Singapore',
    '新加坡',
    '新加坡',
  ])
})
