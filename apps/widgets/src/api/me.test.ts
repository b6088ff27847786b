import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goal, summary } from '../../test/summaries.ts'
import { readSummary } from './me.ts'

test('a summary as API.md describes it is read in full', () => {
  const read = readSummary(summary())
  expect(read).toMatchObject({
    member: { id: 'mem_li', name: '李*' },
    tier: { code: 'ME', rank: 1, validThrough: '2027-07-31' },
    balances: {
      points: { available: 1200, expiring: [{ amount: 1200, on: '2027-01-01' }] },
      memberCash: { available: 1200 },
    },
    program: { currency: 'CNY' },
  })
  expect(read?.progress).toHaveLength(4)
})

test('a member without tier, goals, name, prepaid and program is read, in yuan and under the card number', () => {
  const body = {
    member: { id: 'mem_1', name: null, cardNumber: '6800' },
    tier: null,
    balances: { points: { available: 0 } },
  }
  expect(readSummary(body)).toMatchObject({
    member: { name: '6800' },
    tier: null,
    progress: [],
    balances: { prepaid: { available: 0 } },
    program: { currency: 'CNY' },
  })
})

test.each([
  ['nothing', null],
  ['text', '<html>Sign in to the Wi-Fi</html>'],
  ['another service', { status: 'ok' }],
  ['points that are no whole number', { member: { id: 'mem_1' }, balances: { points: { available: 1.5 } } }],
  ['points beyond what a number holds', { member: { id: 'mem_1' }, balances: { points: { available: 2 ** 53 } } }],
])('%s is not a summary', (_, body) => {
  expect(readSummary(body)).toBeNull()
})

test('a goal with nothing to reach, and an expiry on no day, are left out', () => {
  const body = summary()
  body.progress = [goal({ tier: 'WE', window: 'day', current: 5, required: 0, endsOn: '2026-03-10' })]
  body.balances.points.expiring = [{ amount: 5, on: 'soon' }]
  const read = readSummary(body)
  expect([read?.progress, read?.balances.points.expiring]).toEqual([[], []])
})

test('a goal for the present tier bears its name, one without a name its code', () => {
  const body = summary()
  body.progress = body.progress.map(({ tierName: _, ...rest }) => rest as (typeof body.progress)[number])
  expect(readSummary(body)?.progress.map(({ tierName }) => tierName['en'])).toEqual(['WE', 'WE', 'WE', 'ME card'])
})

test('a longer list than any program has is cut', () => {
  const body = summary()
  body.progress = Array.from({ length: 5000 }, () => body.progress[0]!)
  expect(readSummary(body)?.progress).toHaveLength(24)
})

test('no JSON whatever makes it throw or gives a day that cannot be shown', () => {
  const anyBody = fc.record({
    member: fc.record({ id: fc.constant('mem_1'), name: fc.jsonValue() }),
    tier: fc.oneof(
      fc.jsonValue(),
      fc.record({
        code: fc.string(),
        name: fc.jsonValue(),
        validThrough: fc.oneof(fc.string(), fc.constant('2026-02-31')),
      }),
    ),
    progress: fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ tier: fc.string(), required: fc.integer(), endsOn: fc.jsonValue() })),
    ),
    balances: fc.record({ points: fc.record({ available: fc.integer(), expiring: fc.jsonValue() }) }),
    program: fc.jsonValue(),
  })
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyBody), body => {
      const read = readSummary(body)
      const days = [read?.tier?.validThrough, ...(read?.progress.map(({ endsOn }) => endsOn) ?? [])]
      for (const day of days) if (day) expect(new Date(day).getTime()).not.toBeNaN()
      expect(
        () => new Intl.NumberFormat('en', { style: 'currency', currency: read?.program.currency ?? 'CNY' }),
      ).not.toThrow()
    }),
  )
})
