import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isTemplate, parseTemplateText, renderTemplateText } from './template-text.ts'

describe('a template’s text', () => {
  test.each([
    ['Hello', {}, 'Hello'],
    ['Hello {{member.name}}!', { 'member.name': '王芳' }, 'Hello 王芳!'],
    ['{{ member.name | default: "dear guest" }}', {}, 'dear guest'],
    ['{{ member.name|default:"dear guest" }}', { 'member.name': '' }, 'dear guest'],
    ['{{ member.name | default: "dear guest" }}', { 'member.name': 'Ann' }, 'Ann'],
    ['{{a}}{{b}}', { a: '1', b: '2' }, '12'],
    ['您的{{points.expiring | default: "0"}}积分', { 'points.expiring': '1,200' }, '您的1,200积分'],
    ['{ not a place }', {}, '{ not a place }'],
  ])('%j with %j is %j', (text, values, rendered) => {
    expect(renderTemplateText(text, values)).toBe(rendered)
  })

  test.each([
    ['Hello {{member.name', 6],
    ['{{}}', 0],
    ['{{ 1up }}', 0],
    ['a {{ member name }}', 2],
    ['x {{ a | upcase }}', 2],
    ['{{a}} and }}', 10],
    ['{{ a | default: "b" | default: "c" }}', 0],
    ['{{{a}}}', 0],
  ])('%j is none, from %i on', (text, at) => {
    const parsed = parseTemplateText(text)
    expect(isTemplate(parsed)).toBe(false)
    expect(parsed).toMatchObject({ at })
    expect(() => renderTemplateText(text, {})).toThrow(RangeError)
  })

  it('never reads a value as a template, so what a member is called fills no other place', () => {
    expect(renderTemplateText('{{a}} {{b}}', { a: '{{b}}', b: 'secret' })).toBe('{{b}} secret')
  })

  it('comes out as it went in where it has no braces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), drawn => {
        const text = drawn.replaceAll(/[{}]/g, '')
        expect(renderTemplateText(text, {})).toBe(text)
      }),
    )
  })
})
