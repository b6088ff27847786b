import { beforeAll, describe, expect, test } from 'vitest'
import { CODE_MS, cardCodes, readCardCode } from './card-code.ts'
import { makeSecrets, nextSecret, type Secrets } from './secrets.ts'

const PROGRAM = 'prog_0000000000a'
const NUMBER = '8123456789012345'
const FIRST = 'bGF1cmVsLWxhdXJlbC1sYXVyZWwtbGF1cmVsLWxhdXJlbA'
/** In the middle of a step. */
const NOW = Math.floor(Date.UTC(2026, 10, 22, 2) / CODE_MS) * CODE_MS + CODE_MS / 2

let secrets: Secrets
beforeAll(async () => {
  secrets = await makeSecrets({ secret: FIRST })
})
const codeAt = (now: number, by = secrets) => cardCodes(by, PROGRAM, NUMBER, { from: now, count: 1 })[0]!.code
const read = (code: string, now = NOW, by = secrets, program = PROGRAM) => readCardCode(by, program, code, now)

describe('the code of a card', () => {
  test('is 26 digits, another one each half minute, without a gap', () => {
    const codes = cardCodes(secrets, PROGRAM, NUMBER, { from: NOW, count: 20 })
    expect(new Set(codes.map(({ code }) => code)).size).toBe(20)
    for (const { code } of codes) expect(code).toMatch(/^8\d{25}$/)
    expect(codes[0]!.validFrom).toBeLessThanOrEqual(NOW)
    for (const [i, { validFrom, validThrough }] of codes.entries()) {
      expect(validThrough - validFrom).toBe(CODE_MS)
      expect(validFrom).toBe(codes[0]!.validFrom + i * CODE_MS)
    }
  })

  test('proves the card in its own half minute and in those beside it, and no longer', async () => {
    const code = codeAt(NOW)
    for (const steps of [-1, 0, 1])
      expect(await read(code, NOW + steps * CODE_MS)).toEqual({ proof: 'code', number: NUMBER })
    for (const steps of [-2, 2, 3, 400]) expect(await read(code, NOW + steps * CODE_MS)).toEqual({ proof: 'expired' })
  })

  test('is not true again when its step’s digits come round', async () => {
    for (const round of [1, 2]) expect(await read(codeAt(NOW), NOW + round * 1000 * CODE_MS)).toEqual({ proof: 'none' })
  })

  test('proves nothing with another card, program, step or proof', async () => {
    const code = codeAt(NOW)
    const changed = [
      `8123456789012346${code.slice(16)}`,
      `${code.slice(0, 18)}${(Number(code[18]) + 1) % 10}${code.slice(19)}`,
      `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`,
      `${code}0`,
      code.slice(0, -1),
      'nonsense',
      '',
    ]
    for (const other of changed) expect(await read(other), other).toEqual({ proof: 'none' })
    expect(await read(code, NOW, secrets, 'prog_0000000000b')).toEqual({ proof: 'none' })
  })

  test('a number alone is told to be no proof, however it is written', async () => {
    for (const written of [NUMBER, '8123 4567 8901 2345', '8123-4567-8901-2345'])
      expect(await read(written)).toEqual({ proof: 'number', number: NUMBER })
  })

  test('is understood by whoever knows one of two secrets that rotate', async () => {
    const second = await nextSecret(FIRST)
    const before = await makeSecrets({ secret: FIRST, next: second })
    const during = await makeSecrets({ secret: second, previous: FIRST })
    const after = await makeSecrets({ secret: second })
    for (const [shows, reads] of [
      [secrets, before],
      [before, during],
      [during, before],
      [during, after],
    ] as const)
      expect(await read(codeAt(NOW, shows), NOW, reads)).toEqual({ proof: 'code', number: NUMBER })
    expect(await read(codeAt(NOW, secrets), NOW, after)).toEqual({ proof: 'none' })
  })
})
