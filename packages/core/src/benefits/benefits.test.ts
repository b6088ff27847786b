import { describe, expect, test } from 'vitest'
import { day } from '../../test/program.ts'
import { presets } from '../program/presets/presets.ts'
import type { BenefitFacts, BenefitReceipt, BenefitRules } from './benefit-facts.ts'
import { benefitStanding } from './benefit-standing.ts'
import { decideBenefitUse, usedAlready } from './decide-benefit-use.ts'

const rules = presets.wangfujing
const today = day('2026-03-10')
const benefit = (code: string): BenefitRules => rules.benefits.find(b => b.code === code)!
const receipt: BenefitReceipt = { id: 7, occurredOn: today, cashMinor: 200_00, used: false }
const facts: BenefitFacts = { today, uses: [], claims: [], receipt, guests: 0 }

const answer = (of: BenefitRules, tier: string | null, more: Partial<BenefitFacts> = {}) => {
  const decision = decideBenefitUse(rules, tier, of, { ...facts, ...more })
  return decision.accepted ? decision.value.grant : decision.reason
}

describe('parking at Wangfujing (S1)', () => {
  test.each<[what: string, tier: string | null, more: Partial<BenefitFacts>, said: unknown]>([
    ['ME, exactly ¥200', 'ME', {}, { hours: 2 }],
    ['WE', 'WE', {}, { hours: 3 }],
    ['SVIP', 'SVIP', {}, { hours: 3 }],
    ['no card', null, {}, 'tier_required'],
    ['a fen too little', 'ME', { receipt: { ...receipt, cashMinor: 199_99 } }, 'receipt_too_small'],
    ['yesterday’s receipt', 'ME', { receipt: { ...receipt, occurredOn: today - 1 } }, 'receipt_of_another_day'],
    ['no receipt', 'ME', { receipt: null }, 'receipt_needed'],
    ['a receipt that has served', 'ME', { receipt: { ...receipt, used: true } }, 'receipt_used'],
    [
      'not entitled goes before already used',
      'ME',
      { receipt: { ...receipt, used: true, cashMinor: 100_00 } },
      'receipt_too_small',
    ],
    ['no card goes before everything', null, { receipt: null }, 'tier_required'],
    ['a guest', 'ME', { guests: 1 }, 'too_many_guests'],
  ])('%s', (_, tier, more, said) => {
    expect(answer(benefit('parking'), tier, more)).toEqual(said)
  })

  test('a receipt serves once: its use claims it', () => {
    const decision = decideBenefitUse(rules, 'ME', benefit('parking'), facts)
    expect(decision.accepted && decision.value.claims).toContainEqual({ scope: 'receipt', period: 0, place: 1 })
  })

  test('a refusal says how many there may be', () => {
    const refused = (code: string, tier: string, more: Partial<BenefitFacts>) =>
      decideBenefitUse(rules, tier, benefit(code), { ...facts, ...more })
    expect(refused('parking', 'ME', { guests: 1 })).toMatchObject({ facts: { most: 0 } })
    expect(refused('lounge', 'SVIP', { guests: 2 })).toMatchObject({ facts: { most: 1 } })
    const drank = { uses: [{ usedOn: today, count: 1 }] }
    expect(refused('lounge-drink', 'SVIP', drank)).toMatchObject({ reason: 'quota_used_up', facts: { count: 1 } })
  })

  test('only what was used is told as used', () => {
    expect([...usedAlready].toSorted()).toEqual(['quota_used_up', 'receipt_used'])
  })
})

describe('the lounge (S6)', () => {
  test('one drink and one snack a day, each by itself', () => {
    const drank = { uses: [{ usedOn: today, count: 1 }] }
    expect(answer(benefit('lounge-drink'), 'SVIP')).toEqual({ drinks: 1 })
    expect(answer(benefit('lounge-drink'), 'SVIP', drank)).toBe('quota_used_up')
    expect(answer(benefit('lounge-snack'), 'SVIP')).toEqual({ snacks: 1 })
    expect(answer(benefit('lounge-drink'), 'SVIP', { ...drank, today: today + 1 })).toEqual({ drinks: 1 })
    expect(answer(benefit('lounge-drink'), 'WE')).toBe('tier_required')
  })

  test('a standing right is never used up, and brings so many guests', () => {
    const often = { uses: [{ usedOn: today, count: 99 }] }
    expect(answer(benefit('lounge'), 'SVIP', { ...often, guests: 1 })).toEqual({})
    expect(answer(benefit('lounge'), 'SVIP', { guests: 2 })).toBe('too_many_guests')
  })
})

describe('quotas', () => {
  const care = (per: 'day' | 'month' | 'membershipYear', count = 2): BenefitRules => ({
    code: 'care',
    name: { en: 'Care' },
    grants: { ME: {} },
    use: 'recorded',
    quota: { count, per },
  })

  test.each([
    ['day', '2026-03-10', '2026-03-10', false],
    ['day', '2026-03-09', '2026-03-10', true],
    ['month', '2026-03-01', '2026-03-31', false],
    ['month', '2026-02-28', '2026-03-01', true],
    // Wangfujing's membership year turns on 1 August.
    ['membershipYear', '2025-08-01', '2026-07-31', false],
    ['membershipYear', '2026-07-31', '2026-08-01', true],
    ['membershipYear', '9999-08-01', '9999-12-31', false],
  ] as const)('per %s: used up on %s, asked on %s', (per, usedOn, asked, free) => {
    const uses = [{ usedOn: day(usedOn), count: 2 }]
    const said = answer(care(per), 'ME', { uses, today: day(asked) })
    expect(said).toEqual(free ? {} : 'quota_used_up')
  })

  test('a use takes the first place that is free, in its own period', () => {
    const claims = [
      { scope: 'month' as const, period: day('2026-03-01'), place: 1 },
      { scope: 'month' as const, period: day('2026-03-01'), place: 3 },
      { scope: 'month' as const, period: day('2026-02-01'), place: 2 },
      { scope: 'day' as const, period: day('2026-03-01'), place: 2 },
    ]
    const uses = [{ usedOn: today, count: 2 }]
    const decision = decideBenefitUse(rules, 'ME', care('month', 3), { ...facts, uses, claims })
    expect(decision).toMatchObject({
      value: { claims: [{ scope: 'month', period: day('2026-03-01'), place: 2 }] },
    })
  })

  test('what is left is shown, and is what a use would find', () => {
    const uses = [
      { usedOn: today, count: 1 },
      { usedOn: day('2026-02-28'), count: 5 },
    ]
    const view = { today, uses, receipts: [] }
    expect(benefitStanding(rules, 'ME', care('month'), view)).toMatchObject({
      grant: {},
      available: true,
      obstacle: null,
      quota: { count: 2, per: 'month', used: 1, left: 1 },
    })
    expect(benefitStanding(rules, 'ME', care('month', 1), view)).toMatchObject({
      available: false,
      obstacle: 'quota_used_up',
      quota: { used: 1, left: 0 },
    })
  })
})

describe('a benefit that needs a receipt, as it is shown', () => {
  const parking = benefit('parking')
  const show = (tier: string | null, receipts: readonly BenefitReceipt[]) =>
    benefitStanding(rules, tier, parking, { today, uses: [], receipts })

  test.each<[what: string, receipts: readonly BenefitReceipt[], said: string | null]>([
    ['without a receipt', [], 'receipt_needed'],
    [
      'with one that serves among others',
      [
        { ...receipt, used: true },
        { ...receipt, id: 8 },
      ],
      null,
    ],
    [
      'with one that has served',
      [
        { ...receipt, cashMinor: 1 },
        { ...receipt, used: true },
      ],
      'receipt_used',
    ],
    [
      'with small ones',
      [
        { ...receipt, cashMinor: 1 },
        { ...receipt, occurredOn: today - 1 },
      ],
      'receipt_too_small',
    ],
  ])('%s', (_, receipts, said) => {
    expect(show('ME', receipts)).toMatchObject({ available: said === null, obstacle: said, grant: { hours: 2 } })
  })

  test('without the tier there is nothing to show', () => {
    expect(show(null, [receipt])).toMatchObject({ grant: null, available: false, obstacle: 'tier_required' })
  })
})
