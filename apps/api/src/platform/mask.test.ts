import { expect, test } from 'vitest'
import { maskName, maskPhone } from './mask.ts'

test.each([
  ['+8613912341111', '139****1111'],
  ['+861012345678', '+86 10****5678'],
  ['+85291234567', '+852 ****4567'],
  ['+85366123456', '+853 ****3456'],
  ['+886912345678', '+886 9****5678'],
  ['+6581234567', '+65 ****4567'],
  ['+12025550123', '+1 20****0123'],
  ['+12425550123', '+1 24****0123'],
  ['+4915112345678', '+49 151****5678'],
  ['+4723456789', '+47 ****6789'],
])('of %s is shown %s: the whole calling code, and four digits at least are hidden', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test.each([
  ['13912341111', '139****1111'],
  ['123456', '****56'],
  ['123', '****'],
])('what is no number of any country (%s) is hidden as one without calling code: %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test('who has no phone has none to show', () => {
  expect(maskPhone(null)).toBeNull()
})

test.each([
  ['李雷', '李*'],
  ['欧阳娜娜', '欧***'],
  ['Anna Schmidt', 'A*** S***'],
])('of the name %s is shown %s', (name, shown) => {
  expect(maskName(name)).toBe(shown)
})
