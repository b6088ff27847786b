import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customFieldTypes, decideFieldValue, fieldValueOf, MAX_FIELD_TEXT, type CustomField } from './custom-field.ts'

const field = (type: CustomField['type']): CustomField => ({
  type,
  options: [
    { code: 'loose', active: true },
    { code: 'slim', active: true },
    { code: 'flared', active: false },
  ],
})

const kept = (type: CustomField['type'], value: Parameters<typeof decideFieldValue>[1]) => {
  const decision = decideFieldValue(field(type), value)
  return decision.accepted ? fieldValueOf(type, decision.value.values, decision.value.text) : decision.facts['message']
}

describe('a custom field gives back what it was given', () => {
  test.each([
    ['text', '喜欢靠窗的位子'],
    ['number', -12.3456],
    ['number', 0],
    ['date', '2024-02-29'],
    ['boolean', false],
    ['boolean', true],
    ['choice', 'slim'],
    ['choices', ['loose', 'slim']],
  ] as const)('%s %j', (type, value) => {
    expect(kept(type, value)).toEqual(value)
  })

  test('several choices in the order of their codes, the same one once, and no choice as none', () => {
    expect(kept('choices', ['slim', 'loose'])).toEqual(['loose', 'slim'])
    expect(kept('choices', ['slim', 'slim'])).toEqual(['slim'])
    expect(kept('choices', [])).toBeNull()
  })

  test('whatever decimal it takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), n => {
        expect(kept('number', n / 10_000)).toBe(n / 10_000)
      }),
    )
  })
})

describe('a custom field refuses what is not of its type', () => {
  test.each([
    ['text', ''],
    ['text', 'x'.repeat(MAX_FIELD_TEXT + 1)],
    ['text', 1],
    ['number', '1'],
    ['number', 0.00001],
    ['number', 1e300],
    ['date', '2023-02-29'],
    ['date', 20240229],
    ['boolean', 'true'],
    ['boolean', 1],
    ['choice', 'wide'],
    ['choice', ['slim']],
    ['choices', 'slim'],
    ['choices', ['slim', 'wide']],
  ] as const)('%s %j', (type, value) => {
    expect(decideFieldValue(field(type), value).accepted).toBe(false)
  })

  test('an option that is no longer offered is not taken', () => {
    expect(decideFieldValue(field('choice'), 'flared').accepted).toBe(false)
  })

  test('no refusal tells what was sent', () => {
    for (const type of customFieldTypes)
      if (type !== 'text') expect(String(kept(type, '13800138000'))).not.toContain('13800138000')
  })
})
