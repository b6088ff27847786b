import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, joinKeys, makeSecrets, nextSecret, sameBytes, sameText } from './secrets.ts'

const secret = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64url')
const secrets = await makeSecrets({ secret })

test('what is sealed is opened by its own key only, and never looks the same twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async text => {
      const [a, b] = [await secrets.seal(text, null), await secrets.seal(text, null)]
      expect(await secrets.open(a.wrappedKey, a.sealed)).toBe(text.toWellFormed())
      expect(sameBytes(a.sealed, b.sealed)).toBe(false)
      await expect(secrets.open(b.wrappedKey, a.sealed)).rejects.toThrow()
    }),
    { numRuns: 20 },
  )
})

test('a changed text is sealed under the member’s own key again', async () => {
  const first = await secrets.seal('before', null)
  const second = await secrets.seal('after', first.wrappedKey)
  expect(sameBytes(second.wrappedKey, first.wrappedKey)).toBe(true)
  expect(await secrets.open(first.wrappedKey, second.sealed)).toBe('after')
})

test('two keys joined open what either sealed, through a change of the secret, too', async () => {
  const [one, other, stranger] = await Promise.all(['a', 'b', 'c'].map(text => secrets.seal(text, null)))
  const ring = joinKeys(one!.wrappedKey, other!.wrappedKey)
  const next = await nextSecret(secret)
  const rotating = await makeSecrets({ secret: next, previous: secret })
  expect(await rotating.isPresent(ring)).toBe(false)
  const moved = await rotating.seal('d', ring)
  expect(await rotating.isPresent(moved.wrappedKey)).toBe(true)
  const rotated = await makeSecrets({ secret: next })
  for (const [text, { sealed }] of [['a', one!] as const, ['b', other!] as const, ['d', moved] as const])
    expect(await rotated.open(moved.wrappedKey, sealed)).toBe(text)
  await expect(rotated.open(moved.wrappedKey, stranger!.sealed)).rejects.toThrow()
})

test('a byte that was changed is noticed', async () => {
  const { wrappedKey, sealed } = await secrets.seal('李雷', null)
  await expect(secrets.open(wrappedKey, sealed.with(sealed.length - 1, sealed.at(-1)! ^ 1))).rejects.toThrow()
})

test('another installation’s secret opens nothing and hashes otherwise', async () => {
  const other = await makeSecrets({ secret: Buffer.from('f'.repeat(32)).toString('base64url') })
  const { wrappedKey, sealed } = await secrets.seal('text', null)
  await expect(other.open(wrappedKey, sealed)).rejects.toThrow()
  expect(sameBytes(other.requestHash('lookup', 'a'), secrets.requestHash('lookup', 'a'))).toBe(false)
})

test('a hash depends on its purpose and text, and the two cannot be shifted', async () => {
  expect(sameBytes(secrets.requestHash('a', 'b'), secrets.requestHash('a', 'b'))).toBe(true)
  expect(sameBytes(secrets.requestHash('a', 'b'), secrets.requestHash('b', 'b'))).toBe(false)
  expect(secrets.requestHash('a', 'b').length).toBe(16)
})

test.each(['', 'short', 'x'.repeat(42), '!'.repeat(43), 'op_dev'])(
  '"%s" is no secret of an installation',
  async text => {
    await expect(makeSecrets({ secret: text })).rejects.toThrow('LAUREL_SECRET')
  },
)

test('a body is the same whatever the order of its fields, and not that of its lists', () => {
  expect(canonical({ b: [{ y: 1, x: 2 }], a: null })).toBe(canonical({ a: null, b: [{ x: 2, y: 1 }] }))
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
  expect(canonical({ a: -0 })).toBe(canonical({ a: 0 }))
  expect(canonical({ a: undefined })).toBe(canonical({}))
})

test('the canonical form of a body is its JSON with the fields in order, whatever is in it', () => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (value === null || typeof value !== 'object') return value
    // Names that are numbers would come first whatever their order.
    const inner = new Map(Object.entries(value).map(([name, of]) => [`_${name}`, sorted(of)]))
    return Object.fromEntries([...inner.keys()].toSorted().map(name => [name, inner.get(name)]))
  }
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonical(sorted(value))).toBe(JSON.stringify(sorted(value)))
    }),
  )
})

test('texts are compared whole', async () => {
  expect([await sameText('op_dev', 'op_dev'), await sameText('op_dev', 'op_de'), await sameText('', 'x')]).toEqual([
    true,
    false,
    false,
  ])
})
