import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { marksOf, NO_SEAL, sealedText, sealHex, sealOf, type SealedTransaction } from './seal-hash.ts'

const earned: SealedTransaction = {
  id: 7,
  memberId: 3,
  seq: 1,
  kind: 'earn',
  occurredAt: 1_773_108_000_000,
  recordedAt: 1_773_108_001_000,
  rulesVersion: 1,
  causeId: null,
  actorId: 5,
  transfers: [{ debit: 'program:issuance', credit: 'member:points', unit: 'points', amount: 120 }],
  lots: [{ unit: 'points', earnedAt: 1_773_108_000_000, expiresOn: 20_820, amount: 120, opened: 100 }],
  moves: [],
}
const spent: SealedTransaction = {
  ...earned,
  id: 9,
  seq: 2,
  kind: 'redeem',
  transfers: [{ debit: 'member:points', credit: 'program:redemption', unit: 'points', amount: 40 }],
  lots: [],
  moves: [{ lot: 7, unit: 'points', delta: -40 }],
}

test('what is hashed is the same for ever: seals made long ago must still fit', () => {
  expect(sealedText(earned)).toBe(
    'transaction 7 3 1 earn 1773108000000 1773108001000 1 - 5\n' +
      'transfer program:issuance member:points points 120\n' +
      'lot points 1773108000000 20820 120 100\n',
  )
  expect(sealHex(sealOf(NO_SEAL, [earned, spent], 1_773_158_400_000).hash)).toBe(
    '3f96df1398386f5be29bf8506f7d12cd451cdc6fe7e0b62a1039cb4f44b2d740',
  )
})

test('a seal covers where it begins and ends, when it was made, and everything of each transaction', () => {
  const { hash } = sealOf(NO_SEAL, [earned, spent], 1000)
  const others = [
    sealOf({ ...NO_SEAL, through: 1 }, [earned, spent], 1000),
    sealOf({ ...NO_SEAL, hash }, [earned, spent], 1000),
    sealOf(NO_SEAL, [earned, spent], 1001),
    sealOf(NO_SEAL, [earned], 1000),
    ...Object.keys(earned).map(field => {
      const value = earned[field as keyof SealedTransaction]
      const changed = Array.isArray(value) ? [] : value === null ? 1 : typeof value === 'number' ? value - 2 : 'spend'
      return sealOf(NO_SEAL, [{ ...earned, [field]: field === 'moves' ? spent.moves : changed }, spent], 1000)
    }),
  ].map(seal => sealHex(seal.hash))
  expect(new Set([sealHex(hash), ...others]).size).toBe(others.length + 1)
})

test('marks name each transaction', () => {
  const marks = marksOf(sealOf(NO_SEAL, [earned, spent], 1000))
  expect([...marks.keys()]).toEqual([7, 9])
  expect(marks.get(7)).toMatch(/^[0-9a-f]{16}$/)
  expect(marks.get(7)).not.toBe(marks.get(9))
})

test('a mark is the beginning of the SHA-256 of the text, whoever works it out', () => {
  const marks = marksOf(sealOf(NO_SEAL, [earned, spent], 1000))
  for (const transaction of [earned, spent])
    expect(marks.get(transaction.id)).toBe(sealHex(sha256(utf8ToBytes(sealedText(transaction)))).slice(0, 16))
})

test('there is no seal over nothing', () => {
  expect(() => sealOf(NO_SEAL, [], 1000)).toThrow('nothing to seal')
})
