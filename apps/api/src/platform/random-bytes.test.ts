import { expect, test } from 'vitest'
import { systemRandomBytes } from './random-bytes.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('bytes are as many as asked for, never the same twice, and their owner’s alone', () => {
  const drawn = Array.from({ length: 2_000 }, (_, i) => systemRandomBytes(16 + (i % 5) * 60))
  expect(drawn.map(bytes => bytes.length)).toEqual(drawn.map((_, i) => 16 + (i % 5) * 60))
  const kept = drawn.map(hex)
  expect(new Set(kept.map(text => text.slice(0, 32))).size).toBe(drawn.length)
  drawn[0]!.fill(0)
  systemRandomBytes(16).fill(0)
  expect(drawn.slice(1).map(hex)).toEqual(kept.slice(1))
  expect(new Set(drawn.map(({ buffer }) => buffer)).size).toBe(drawn.length)
})

test('no byte value is drawn markedly more often than the rest', () => {
  const counts = new Uint32Array(256)
  for (let i = 0; i < 25_600; i++) for (const byte of systemRandomBytes(10)) counts[byte]!++
  // 1,000 each, with a deviation of 32: ten of them are not met by chance.
  expect(Math.max(...counts.map(count => Math.abs(count - 1_000)))).toBeLessThan(320)
})
