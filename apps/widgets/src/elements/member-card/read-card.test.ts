import { expect, test } from 'vitest'
import { codeAt, isRunningOut, readCard } from './read-card.ts'

const at = (second: number) => Date.UTC(2026, 10, 22, 12, 0, second)
const body = {
  cardNumber: '68001200',
  name: '李*',
  now: new Date(at(5)).toISOString(),
  codes: [0, 30, 60].map(second => ({
    code: `10${second}`,
    validFrom: new Date(at(second)).toISOString(),
    validThrough: new Date(at(second + 30)).toISOString(),
  })),
}

test.each([
  [5, '100', 25_000],
  [29, '100', 1000],
  [30, '1030', 30_000],
  [89, '1060', 1000],
])('at second %i the code is %s', (second, code, leftMs) => {
  expect(codeAt(readCard(body, at(5))!, at(second))).toEqual({ code, leftMs })
})

test('a clock that is wrong shows the right code nevertheless', () => {
  const wrong = at(5) - 3_600_000
  expect(codeAt(readCard(body, wrong)!, wrong + 26_000)?.code).toBe('1030')
})

test('a code that has run out is never shown, and new ones are wanted before that', () => {
  const card = readCard(body, at(5))!
  expect(codeAt(card, at(90))).toBeNull()
  expect([isRunningOut(card, at(29)), isRunningOut(card, at(30))]).toEqual([false, true])
})

test.each([null, {}, { codes: [] }, { codes: [{ code: '1' }] }, 'captive portal'])('%j is no card', wire => {
  expect(readCard(wire, 0)).toBeNull()
})
