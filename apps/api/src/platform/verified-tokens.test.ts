import { expect, test } from 'vitest'
import { makeVerifiedTokens, type MemberCredential } from './verified-tokens.ts'

const keys = [new Uint8Array(32)]
const of = (memberId: number): MemberCredential => ({
  kind: 'member',
  purpose: 'all',
  kioskSession: null,
  programId: 'prog_1',
  memberId,
  token: { id: String(memberId), expiresAt: 1000 },
})

test('a token is believed until it expires, and not at that instant', () => {
  const tokens = makeVerifiedTokens()
  tokens.keep(keys, 'a', of(1))
  expect(tokens.find(keys, 'a', 999)).toEqual(of(1))
  expect(tokens.find(keys, 'a', 1000)).toBeUndefined()
  expect(tokens.find(keys, 'b', 0)).toBeUndefined()
})

test('under other keys every token is verified anew', () => {
  const tokens = makeVerifiedTokens()
  tokens.keep(keys, 'a', of(1))
  expect(tokens.find([...keys], 'a', 0)).toBeUndefined()
  expect(tokens.find(keys, 'a', 0)).toBeUndefined()
})

test('so many are remembered and no more', () => {
  const tokens = makeVerifiedTokens(4)
  for (let id = 0; id < 20; id++) tokens.keep(keys, `t${id}`, of(id))
  const known = Array.from({ length: 20 }, (_, id) => tokens.find(keys, `t${id}`, 0)).filter(found => found)
  expect(known.length).toBeLessThanOrEqual(4)
  expect(tokens.find(keys, 't19', 0)).toEqual(of(19))
})
