import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjusted, bought, ended, history, ran, redeemed, under } from '../../test/histories.ts'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { tender } from '../../test/receipts.ts'
import { formatDay } from '../calendar/day.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import { draftTimeline } from './draft-timeline.ts'
import type { KeptHistory } from './kept-history.ts'
import { replayMember } from './replay-member.ts'

const { wangfujing, boutique } = presets

describe('scheduled work again', () => {
  const rolling = (months: number): ProgramRules => ({
    ...boutique,
    expiry: { ...boutique.expiry, points: { kind: 'rolling', months } },
  })
  const inactivity = (months: number): ProgramRules => ({
    ...wangfujing,
    expiry: { ...wangfujing.expiry, points: { kind: 'inactivity', months } },
  })
  const points = (draft: ProgramRules, life: KeptHistory, today: string, of = draft) =>
    under(draft, life, { of, today }).books.wallet.balances.points

  it('clears what the draft lets expire at the start of its day, and not a day before', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      bought('2026-04-10 10:00:00', 5_00),
    )
    expect(points(rolling(2), life, '2026-05-09', boutique)).toBe(105)
    expect(points(rolling(2), life, '2026-05-10', boutique)).toBe(5)
    expect(points(rolling(2), life, '2026-06-10', boutique)).toBe(0)
  })

  it('clears before what comes in on that day: a gift no longer finds the points', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      redeemed('2026-05-10 00:00:00', 10),
    )
    expect(under(rolling(2), life, { of: boutique }).books.refused).toMatchObject([{ reason: 'insufficient_points' }])
    expect(under(rolling(3), life, { of: boutique }).books.refused).toEqual([])
  })

  it('what the journal has runs at its place there, under the draft, and once', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-07-10 10:00:00', 2500_00),
      ran('rebate:august:2026-08-01'),
      bought('2026-08-01 10:00:00', 1000_00),
    )
    const { wallet } = under(wangfujing, life, { today: '2026-09-01' }).books
    expect(wallet.balances).toEqual({ points: 1500, memberCash: 2000, prepaid: 0 })
    expect(wallet.lots.memberCash).toEqual([
      { id: 2, earnedAt: shanghai('2026-08-01 00:00:00'), expiresOn: null, remaining: 2000 },
    ])
    // A draft without that rebate, or with another day for it, does not give it then.
    const moved = { ...wangfujing, rebates: wangfujing.rebates.map(r => ({ ...r, on: { month: 8, day: 2 } })) }
    expect(under({ ...wangfujing, rebates: [] }, life, { of: wangfujing }).books.issued.memberCash).toBe(0)
    const later = under(moved, life, { of: wangfujing }).books
    expect(later.wallet.balances).toEqual({ points: 500, memberCash: 3000, prepaid: 0 })
    expect(later.wallet.lots.memberCash).toMatchObject([{ id: -1, earnedAt: shanghai('2026-08-02 00:00:00') }])
  })

  it('what the journal has runs after all that it came after there, though its time was before', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-07-10 10:00:00', 2500_00),
      bought('2026-08-01 10:00:00', 1000_00),
      ran('rebate:august:2026-08-01'),
      bought('2026-08-01 12:00:00', 1000_00),
    )
    const { wallet } = under(wangfujing, life, { today: '2026-09-01' }).books
    expect(wallet.balances).toEqual({ points: 2500, memberCash: 2000, prepaid: 0 })
    expect(wallet.lots.memberCash).toMatchObject([{ id: 3, remaining: 2000 }])
  })

  it('runs what the draft has due before what the journal has: points that are gone are not rebated', () => {
    const life = history('2026-01-01 09:00:00', bought('2026-05-15 10:00:00', 2500_00), ran('rebate:august:2026-08-01'))
    const draft = (months: number): ProgramRules => ({ ...wangfujing, expiry: rolling(months).expiry })
    const balances = (months: number) =>
      under(draft(months), life, { of: wangfujing, today: '2026-08-01' }).books.wallet.balances
    expect(balances(2)).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(balances(3)).toEqual({ points: 500, memberCash: 2000, prepaid: 0 })
  })

  it('runs a rebate of the journal by its own code, whatever others the draft has', () => {
    const [august] = wangfujing.rebates
    const others = { ...wangfujing, rebates: [{ ...august!, code: 'autumn', on: { month: 10, day: 1 } }, august!] }
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-07-10 10:00:00', 1500_00),
      ran('rebate:august:2026-08-01'),
      bought('2026-09-10 10:00:00', 1000_00),
    )
    const { wallet } = under(others, life, { of: wangfujing }).books
    expect(wallet.balances).toEqual({ points: 500, memberCash: 2000, prepaid: 0 })
    expect(wallet.lots.memberCash.map(({ earnedAt }) => earnedAt)).toEqual([
      shanghai('2026-08-01 00:00:00'),
      shanghai('2026-10-01 00:00:00'),
    ])
  })

  it('clears the lot that ends soonest first, whichever was opened first, and beside member cash that lasts', () => {
    const draft: ProgramRules = {
      ...presets.wanqian,
      expiry: { points: { kind: 'rolling', months: 2 }, memberCash: { kind: 'never' } },
    }
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      bought('2026-03-11 10:00:00', 5_00, { occurredAt: shanghai('2026-02-01 10:00:00') }),
    )
    expect(points(draft, life, '2026-03-31', presets.wanqian)).toBe(105)
    expect(points(draft, life, '2026-04-01', presets.wanqian)).toBe(100)
    expect(points(draft, life, '2026-05-10', presets.wanqian)).toBe(0)
  })

  it('gives a rebate by the tier held at the start of its day', () => {
    const life = (when: string) => history('2026-01-01 09:00:00', bought(when, 2500_00))
    const rebated = (when: string) => under(wangfujing, life(when), { today: '2026-08-01' }).books.issued.memberCash
    expect(rebated('2026-07-31 23:59:59')).toBe(2000)
    expect(rebated('2026-08-01 00:00:00')).toBe(0)
    const untiered = history(
      '2026-01-01 09:00:00',
      ...[10, 11, 12].map(date => bought(`2026-07-${date} 10:00:00`, 400_00)),
    )
    expect(under(wangfujing, untiered, { today: '2026-08-01' }).books.issued.memberCash).toBe(0)
  })

  it('clears the points of who bought nothing for so many months, counted from the last purchase or the registration', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      bought('2026-04-15 10:00:00', 50_00),
    )
    expect(points(inactivity(3), life, '2026-07-14', wangfujing)).toBe(150)
    expect(points(inactivity(3), life, '2026-07-15', wangfujing)).toBe(0)
    expect(under(inactivity(3), life, { of: wangfujing, today: '2026-07-15' }).books.expiredOf('points', [1, 2])).toBe(
      150,
    )
    const given = history('2026-01-01 09:00:00', adjusted('2026-02-10 10:00:00', 'points', 30))
    expect(points(inactivity(3), given, '2026-05-09', wangfujing)).toBe(30)
    expect(points(inactivity(3), given, '2026-05-10', wangfujing)).toBe(0)
  })

  it('clears for inactivity where the journal did so only of who is inactive in the replay too', () => {
    const name = 'inactivity:points:2026-04-10'
    const quiet = history('2025-12-01 09:00:00', bought('2026-01-10 10:00:00', 100_00), ran(name))
    expect(points(inactivity(3), quiet, '2026-04-10')).toBe(0)
    expect(points(inactivity(4), quiet, '2026-04-10', inactivity(3))).toBe(100)
    expect(points(wangfujing, quiet, '2026-04-10', inactivity(3))).toBe(100)
    const busy = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      bought('2026-01-11 10:00:00', 1_00),
      ran(name),
    )
    expect(points(inactivity(3), busy, '2026-04-10')).toBe(101)
    const young = history('2026-01-11 09:00:00', bought('2026-01-11 10:00:00', 1_00, { occurredAt: shanghai('2026-01-10 10:00:00') }), ran(name)) // prettier-ignore
    expect(points(inactivity(3), young, '2026-04-10')).toBe(1)
    const given = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      adjusted('2026-01-11 10:00:00', 'points', 5),
      ran(name),
    )
    expect(points(inactivity(3), given, '2026-04-10')).toBe(105)
    // A receipt that earns nothing is a purchase all the same.
    const free = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      bought('2026-01-11 10:00:00', 1_00, { tenders: [tender('voucher', 1_00)] }),
      ran(name),
    )
    expect(points(inactivity(3), free, '2026-04-10')).toBe(100)
    const registeredThen = history('2026-01-10 09:00:00', bought('2026-01-10 10:00:00', 100_00), ran(name))
    expect(points(inactivity(3), registeredThen, '2026-04-10')).toBe(0)
    // What came in on the day itself came after it, though the journal has the work later.
    const back = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      bought('2026-04-10 10:00:00', 7_00),
      ran(name),
    )
    expect(points(inactivity(3), back, '2026-04-10')).toBe(7)
  })

  it('clears what comes back to who is inactive by now at the next midnight, not at once', () => {
    const life = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      redeemed('2026-01-11 10:00:00', 100),
      ended('2026-05-20 10:00:00', 2),
      redeemed('2026-05-20 18:00:00', 60),
    )
    const { books } = under(inactivity(3), life, { of: wangfujing, today: '2026-05-20' })
    expect([books.wallet.balances.points, books.refused]).toEqual([40, []])
    expect(points(inactivity(3), life, '2026-05-21', wangfujing)).toBe(0)
  })

  it('clears member cash for inactivity by its own rule, as the draft has it or the journal', () => {
    const draft = (months: number): ProgramRules => ({
      ...presets.wanqian,
      expiry: { points: { kind: 'never' }, memberCash: { kind: 'inactivity', months } },
    })
    const balances = (months: number, life: KeptHistory, today: string) =>
      under(draft(months), life, { of: presets.wanqian, today }).books.wallet.balances
    const sale = bought('2026-01-10 10:00:00', 100_00)
    const life = history('2025-12-01 09:00:00', sale)
    expect(balances(3, life, '2026-04-09')).toEqual({ points: 100, memberCash: 100, prepaid: 0 })
    expect(balances(3, life, '2026-04-10')).toEqual({ points: 100, memberCash: 0, prepaid: 0 })
    const job = history('2025-12-01 09:00:00', sale, ran('inactivity:memberCash:2026-04-10'))
    expect(balances(3, job, '2026-04-10')).toEqual({ points: 100, memberCash: 0, prepaid: 0 })
    expect(balances(4, job, '2026-04-10')).toEqual({ points: 100, memberCash: 100, prepaid: 0 })
  })

  it('begins with the registration, or with a receipt that came before it', () => {
    const life = history('2026-09-01 09:00:00', bought('2026-07-10 10:00:00', 2500_00))
    expect(under(wangfujing, life, { today: '2026-08-31' }).books.issued.memberCash).toBe(2000)
    const none = under(wangfujing, history('2026-01-01 09:00:00'), { today: '2026-08-31' })
    expect(none.books.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(none.held.tier).toBe(null)
  })
})

describe('days on which nothing is due', () => {
  const published = timelineOf(presets.wanqian, { from: shanghai('2025-08-01 00:00:00'), document: wangfujing })
  const start = day('2024-01-01')
  const some = fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(365, 366, 367, 1_000)),
    hours: fc.constantFrom(0, 10, 23),
    yuan: fc.integer({ min: 1, max: 9_000 }),
  })

  it('end with the first rebate, also where the rules knew of none for years', () => {
    const life = history(
      '2024-01-01 09:00:00',
      bought('2024-03-10 10:00:00', 1_00),
      bought('2026-07-10 10:00:00', 2500_00),
      bought('2026-08-01 10:00:00', 1_00),
    )
    const { books } = under(boutique, life, { of: wangfujing, to: '2026-01-01 00:00:00' })
    expect(books.issued.memberCash).toBe(2000)
  })

  it('are passed over to the same end as if each were looked at', () => {
    const drafts = [wangfujing, boutique, { ...wangfujing, expiry: presets.wanqian.expiry }]
    const ends = [shanghai('2026-01-01 00:00:00'), Infinity]
    fc.assert(
      fc.property(
        fc.constantFrom(...drafts),
        fc.constantFrom(...ends),
        fc.array(some, { maxLength: 20 }),
        (document, to, receipts) => {
          let on = start
          const life = history(
            '2024-01-01 00:00:00',
            ...receipts.map(({ after, hours, yuan }) => {
              on += after
              return bought(`${formatDay(on)} ${String(hours).padStart(2, '0')}:00:00`, yuan * 100)
            }),
          )
          const draft = draftTimeline(published, document, { from: shanghai('2024-06-01 00:00:00'), to })
          const end = { workDoneThrough: shanghai(`${formatDay(on + 30)} 10:00:00`), today: on + 30 }
          const { books, held } = replayMember(draft, life, end)
          // Where something goes by inactivity, every day is looked at.
          const looked = replayMember({ ...draft, knowsInactivity: true }, life, end)
          expect(books.wallet).toEqual(looked.books.wallet)
          expect(books.issued).toEqual(looked.books.issued)
          expect(held).toEqual(looked.held)
        },
      ),
    )
  })
})
