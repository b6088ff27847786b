import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '../calendar/day.ts'
import { startOfDay } from '../calendar/zone.ts'
import { activeSince, lifecycleOf } from '../insight/lifecycle.ts'
import type { ProgramCuts } from '../insight/program-cuts.ts'
import { compileRules } from '../program/compile.ts'
import { presets } from '../program/presets/presets.ts'
import { holdsFor, memberFactNames, memberSets, type KnownMember } from './member-test.ts'
import { occasionCodes, occasions } from './occasions.ts'
import type { SegmentContext } from './segment-condition.ts'
import { compileSegmentFilter, readSegmentFilter } from './segment-filter.ts'

const day = (text: string) => parseDay(text)!

const cuts: ProgramCuts = {
  buyers: 100,
  receipts: 300,
  recency: [day('2025-06-01'), day('2025-12-01'), day('2026-03-01'), day('2026-05-01')],
  frequency: [1, 2, 3, 5],
  monetary: [100_00, 500_00, 1_000_00, 5_000_00],
  importantFromMinor: 4_000_00,
  rewardedFromMinor: 9_000_00,
  heavyFromMinor: 900_00,
  wasteThroughMinor: 10_00,
}
const context: SegmentContext = {
  today: day('2026-06-15'),
  timeZone: 'Asia/Shanghai',
  rules: compileRules(presets.wangfujing, 1),
  fields: new Map([
    ['height', { type: 'number', options: [], active: true, weight: 3 }],
    ['wedding', { type: 'date', options: [], active: true, weight: 0 }],
    ['parks', { type: 'boolean', options: [], active: false, weight: 5 }],
    ['style', { type: 'choice', options: [{ code: 'classic', active: true }], active: true, weight: 0 }],
    ['remark', { type: 'text', options: [], active: true, weight: 0 }],
  ]),
  cuts,
}

/** The first instant of a day on the program's clocks. */
const dawn = (text: string) => startOfDay(day(text), context.timeZone)

type Empty = Record<keyof KnownMember['sets'], []>
type Sets = Partial<KnownMember['sets']>

/** A member of whom only this is known. */
const who = (facts: Partial<KnownMember['facts']>, sets: Sets = {}): KnownMember => ({
  facts: { ...(Object.fromEntries(memberFactNames.map(name => [name, null])) as KnownMember['facts']), ...facts },
  sets: { ...(Object.fromEntries(Object.keys(memberSets).map(name => [name, []])) as Empty), ...sets },
})
const stranger = who({})

const testOf = (filter: unknown, within: SegmentContext = context) => {
  const read = readSegmentFilter(filter)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  const compiled = compileSegmentFilter(read.filter, within)
  if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults))
  return compiled.test
}
const finds = (filter: unknown, member: KnownMember, within?: SegmentContext) =>
  holdsFor(testOf(filter, within), member)

const faultsOf = (filter: unknown, within: SegmentContext = context) => {
  const read = readSegmentFilter(filter)
  const told = 'faults' in read ? read : compileSegmentFilter(read.filter, within)
  return 'faults' in told ? told.faults.map(({ path, message }) => `${path.join('.')}: ${message}`) : []
}

/** A buyer who is served: what is not named is as in the example of the first case. */
const served = (more: Partial<KnownMember['facts']>) =>
  who({
    purchaseDays: 1,
    regularMinor: 100,
    promotionalMinor: 100,
    returnedMinor: 50,
    earnedMemberCash: 3,
    earnedPoints: 2,
    ...more,
  })

interface Case {
  readonly filter: object
  readonly found: readonly KnownMember[]
  readonly not: readonly KnownMember[]
}

const on = (name: (typeof memberFactNames)[number], ...days: readonly string[]) =>
  days.map(text => who({ [name]: day(text) }))
const worth = (name: (typeof memberFactNames)[number], ...values: readonly (number | string)[]) =>
  values.map(value => who({ [name]: value }))
const having = (name: keyof typeof memberSets, ...rows: readonly Record<string, number | string | null>[]) =>
  rows.map(row => who({}, { [name]: [row] }))

const lot = (unit: string, expires: string | null, remaining: number) => ({
  unit,
  expiresOn: expires && day(expires),
  remaining,
})
const line = (purchase: number, more: Record<string, number | string> = {}) => ({
  purchase,
  day: day('2026-06-01'),
  store: 's1',
  sku: 'A',
  brand: 'b1',
  category: 'jeans',
  size: 'L',
  color: 'navy',
  ...more,
})
const earned = (text: string, qualifyingPoints: number, tier: string | null = 'ME') =>
  who({ tier }, { days: [{ day: day(text), qualifyingPoints, spend: 0 }] })

/** The first last purchase of who is loyal still. */
const loyalFrom = day('2025-12-16')

const cases: Readonly<Record<string, Case>> = {
  'a tier': {
    filter: { kind: 'tier', in: ['WE', 'SVIP'] },
    found: worth('tier', 'WE', 'SVIP'),
    not: [...worth('tier', 'ME'), stranger],
  },
  'in a tier since lately': {
    filter: { kind: 'tierSince', withinDays: 7 },
    found: [who({ tier: 'WE', tierSince: day('2026-06-09') }), who({ tier: 'WE', tierSince: day('2026-06-15') })],
    not: [who({ tier: 'WE', tierSince: day('2026-06-08') }), who({ tierSince: day('2026-06-15') }), stranger],
  },
  'a tier that ends soon': {
    filter: { kind: 'tierEnds', withinDays: 30 },
    found: on('tierThrough', '2026-06-15', '2026-07-15'),
    not: [...on('tierThrough', '2026-06-14', '2026-07-16'), stranger],
  },
  'a tier or none': {
    filter: { kind: 'tier', in: ['WE'], none: true },
    found: [...worth('tier', 'WE'), stranger],
    not: worth('tier', 'ME'),
  },
  'no tier': { filter: { kind: 'tier', none: true }, found: [stranger], not: worth('tier', 'ME') },
  'a balance between two': {
    filter: { kind: 'balance', unit: 'points', atLeast: -5, atMost: 10 },
    found: worth('points', -5, 0, 10),
    not: [...worth('points', -6, 11), ...worth('memberCash', 5), stranger],
  },
  'a benefit': {
    filter: { kind: 'benefit', code: presets.wangfujing.benefits.find(({ grants }) => !('ME' in grants))!.code },
    found: worth('tier', 'WE', 'SVIP'),
    not: [...worth('tier', 'ME'), stranger],
  },
  'registered within days, today the first of them': {
    filter: { kind: 'registered', withinDays: 7 },
    found: on('registeredOn', '2026-06-09', '2026-06-15'),
    not: [...on('registeredOn', '2026-06-08', '2026-06-16'), stranger],
  },
  'not registered for days': {
    filter: { kind: 'registered', notForDays: 7 },
    found: on('registeredOn', '2026-06-08', '2001-01-01'),
    not: [...on('registeredOn', '2026-06-09'), stranger],
  },
  'registered between days': {
    filter: { kind: 'registered', from: '2026-01-01', through: '2026-01-31' },
    found: on('registeredOn', '2026-01-01', '2026-01-31'),
    not: on('registeredOn', '2025-12-31', '2026-02-01'),
  },
  'registered from a day on': {
    filter: { kind: 'registered', from: '2026-01-01' },
    found: on('registeredOn', '2026-01-01', '2030-01-01'),
    not: on('registeredOn', '2025-12-31'),
  },
  'brought by somebody': { filter: { kind: 'referred' }, found: worth('referredBy', 7), not: [stranger] },
  'brought two': {
    filter: { kind: 'brought', members: 2 },
    found: [
      who(
        {},
        {
          brought: [
            { member: 1, registeredOn: 1 },
            { member: 2, registeredOn: 1 },
          ],
        },
      ),
    ],
    not: [
      who(
        {},
        {
          brought: [
            { member: 1, registeredOn: 1 },
            { member: 1, registeredOn: 2 },
          ],
        },
      ),
      stranger,
    ],
  },
  'brought somebody lately': {
    filter: { kind: 'brought', withinDays: 3 },
    found: having('brought', { member: 1, registeredOn: day('2026-06-13') }),
    not: having('brought', { member: 1, registeredOn: day('2026-06-12') }),
  },
  'a gender': {
    filter: { kind: 'gender', in: ['female', 'other'] },
    found: worth('gender', 'female', 'other'),
    not: [...worth('gender', 'male'), stranger],
  },
  'an age': {
    filter: { kind: 'age', atLeast: 18, atMost: 30 },
    found: worth('bornOn', 2008_06_15, 1995_06_16),
    not: [...worth('bornOn', 2008_06_16, 1995_06_15), stranger],
  },
  'an age of at least': {
    filter: { kind: 'age', atLeast: 100 },
    found: worth('bornOn', 1926_06_15, 1900_01_01),
    not: worth('bornOn', 1926_06_16),
  },
  'an age of at most': {
    filter: { kind: 'age', atMost: 0 },
    found: worth('bornOn', 2026_06_15, 2025_06_16),
    not: worth('bornOn', 2025_06_15, 2026_06_16),
  },
  'a birthday within days, 18 June as 618': {
    filter: { kind: 'birthday', withinDays: 3 },
    found: worth('birthday', 615, 618),
    // The fifth of the fifth lunar month of 2026 is 19 June.
    not: [...worth('birthday', 614, 619, 10_505), stranger],
  },
  'a lunar birthday': {
    filter: { kind: 'birthday', withinDays: 4 },
    found: worth('birthday', 10_505, 10_501, 20_505),
    not: worth('birthday', 10_506, 10_430, 20_506),
  },
  'a child’s birthday': {
    filter: { kind: 'birthday', withinDays: 7, of: 'child' },
    found: having('family', { relation: 'child', birthday: 620 }),
    not: having('family', { relation: 'spouse', birthday: 620 }, { relation: 'child', birthday: 623 }),
  },
  'a spouse’s birthday': {
    filter: { kind: 'birthday', withinDays: 7, of: 'spouse' },
    found: having('family', { relation: 'spouse', birthday: 622 }),
    not: having('family', { relation: 'child', birthday: 620 }, { relation: 'spouse', birthday: 623 }),
  },
  'a relative’s birthday': {
    filter: { kind: 'birthday', withinDays: 7, of: 'family' },
    found: having('family', { relation: 'spouse', birthday: 622 }, { relation: 'child', birthday: 615 }),
    not: [...having('family', { relation: 'spouse', birthday: 623 }), ...worth('birthday', 620)],
  },
  'a region': {
    filter: { kind: 'described', by: 'region', in: ['Beijing'] },
    found: worth('region', 'Beijing'),
    not: [...worth('region', 'Tianjin'), ...worth('occupation', 'Beijing'), stranger],
  },
  'a relative': {
    filter: { kind: 'relative', in: ['spouse'] },
    found: having('family', { relation: 'spouse', birthday: null }),
    not: having('family', { relation: 'child', birthday: null }),
  },
  'a child of an age': {
    filter: { kind: 'relative', in: ['child'], age: { atLeast: 3, atMost: 6 } },
    found: having('family', { relation: 'child', bornOn: 2023_06_15 }, { relation: 'child', bornOn: 2019_06_16 }),
    not: having(
      'family',
      { relation: 'child', bornOn: 2023_06_16 },
      { relation: 'child', bornOn: 2019_06_15 },
      { relation: 'sibling', bornOn: 2021_01_01 },
      { relation: 'child', bornOn: null },
    ),
  },
  'a child who wears a size of a garment': {
    filter: { kind: 'relative', in: ['child'], sizes: ['120', '130'], garments: ['coat'] },
    found: having('family', { person: 1, relation: 'child', garment: 'coat', size: '130' }),
    not: having(
      'family',
      { person: 1, relation: 'child', garment: 'shoes', size: '130' },
      { person: 1, relation: 'child', garment: 'coat', size: '140' },
      { person: 1, relation: 'spouse', garment: 'coat', size: '130' },
      { person: 1, relation: 'child', garment: null, size: null },
    ),
  },
  'two children': {
    filter: { kind: 'relative', in: ['child'], persons: 2 },
    found: [
      who(
        {},
        {
          family: [
            { person: 1, relation: 'child' },
            { person: 2, relation: 'child' },
          ],
        },
      ),
    ],
    not: [
      who(
        {},
        {
          family: [
            { person: 1, relation: 'child' },
            { person: 2, relation: 'spouse' },
          ],
        },
      ),
    ],
  },
  'a dossier that nobody has changed for a year': {
    filter: { kind: 'dossierChanged', notForDays: 365 },
    found: worth('dossierChangedAt', dawn('2025-06-16') - 1),
    not: [...worth('dossierChangedAt', dawn('2025-06-16')), stranger],
  },
  'a note of yesterday or today': {
    filter: { kind: 'noted', withinDays: 2 },
    found: having('notes', { writtenAt: dawn('2026-06-14') }, { writtenAt: dawn('2026-06-16') - 1 }),
    not: [...having('notes', { writtenAt: dawn('2026-06-14') - 1 }, { writtenAt: dawn('2026-06-16') }), stranger],
  },
  'a note at all': { filter: { kind: 'noted' }, found: having('notes', { writtenAt: 0 }), not: [stranger] },
  'an e-mail address': {
    filter: { kind: 'contact', in: ['email', 'wechatOpenId'] },
    found: having('contacts', { contact: 'email' }, { contact: 'wechatOpenId' }),
    not: having('contacts', { contact: 'phone' }, { contact: 'phoneTail' }),
  },
  'a counter card of a brand': {
    filter: { kind: 'brandCard', in: ['maison', 'kumo'] },
    found: having('brandCards', { brand: 'kumo' }),
    not: [...having('brandCards', { brand: 'tianyi' }), stranger],
  },
  'an interest': {
    filter: { kind: 'interest', in: ['golf', 'tea'] },
    found: having('interests', { interest: 'tea' }),
    not: having('interests', { interest: 'art' }),
  },
  'a size of a garment': {
    filter: { kind: 'size', in: ['L'], garments: ['shirt'] },
    found: having('sizes', { garment: 'shirt', size: 'L' }),
    not: having('sizes', { garment: 'shirt', size: 'M' }, { garment: 'shoes', size: 'L' }),
  },
  'a size of anything': {
    filter: { kind: 'size', in: ['L'] },
    found: having('sizes', { garment: 'shoes', size: 'L' }),
    not: having('sizes', { garment: 'shoes', size: 'M' }),
  },
  'a tag': {
    filter: { kind: 'tag', in: ['vip-list'] },
    found: having('tags', { tag: 'vip-list' }),
    not: having('tags', { tag: 'x' }),
  },
  'a field that holds anything': {
    filter: { kind: 'field', field: 'remark' },
    found: having('fields', { field: 'remark', code: '', number: null }),
    not: having('fields', { field: 'height', code: '', number: 1 }),
  },
  'a number of a field': {
    filter: { kind: 'field', field: 'height', atLeast: 160.5, atMost: 180 },
    found: having('fields', { field: 'height', code: '', number: 1_605_000 }, { field: 'height', number: 1_800_000 }),
    not: having('fields', { field: 'height', number: 1_604_999 }, { field: 'height', number: 1_800_001 }),
  },
  'a date of a field': {
    filter: { kind: 'field', field: 'wedding', withinDays: 30 },
    found: having('fields', { field: 'wedding', number: day('2026-06-15') }),
    not: having('fields', { field: 'wedding', number: day('2026-05-16') }, { field: 'parks', number: 1 }),
  },
  'a yes of a field': {
    filter: { kind: 'field', field: 'parks', is: true },
    found: having('fields', { field: 'parks', number: 1 }),
    not: having('fields', { field: 'parks', number: 0 }),
  },
  'a no of a field': {
    filter: { kind: 'field', field: 'parks', is: false },
    found: having('fields', { field: 'parks', number: 0 }),
    not: having('fields', { field: 'parks', number: 1 }),
  },
  'a choice of a field': {
    filter: { kind: 'field', field: 'style', in: ['classic'] },
    found: having('fields', { field: 'style', code: 'classic', number: null }),
    not: having('fields', { field: 'style', code: 'sport', number: null }),
  },
  'a consent': {
    filter: { kind: 'consent', channel: 'sms', purpose: 'marketing' },
    found: having('consents', { channel: 'sms', purpose: 'marketing', granted: 1 }),
    not: having(
      'consents',
      { channel: 'sms', purpose: 'marketing', granted: 0 },
      { channel: 'email', purpose: 'marketing', granted: 1 },
      { channel: 'sms', purpose: 'service', granted: 1 },
    ),
  },
  'no consent': {
    filter: { kind: 'consent', channel: 'sms', purpose: 'marketing', granted: false },
    found: [stranger, ...having('consents', { channel: 'sms', purpose: 'marketing', granted: 0 })],
    not: having('consents', { channel: 'sms', purpose: 'marketing', granted: 1 }),
  },
  'a consent of last week': {
    filter: { kind: 'consent', channel: 'sms', purpose: 'marketing', withinDays: 7 },
    found: having('consents', { channel: 'sms', purpose: 'marketing', granted: 1, saidAt: dawn('2026-06-09') }),
    not: [
      stranger,
      ...having(
        'consents',
        { channel: 'sms', purpose: 'marketing', granted: 1, saidAt: dawn('2026-06-09') - 1 },
        { channel: 'sms', purpose: 'marketing', granted: 0, saidAt: dawn('2026-06-09') },
        { channel: 'email', purpose: 'marketing', granted: 1, saidAt: dawn('2026-06-09') },
      ),
    ],
  },
  'a consent taken back last week': {
    filter: { kind: 'consent', channel: 'sms', purpose: 'marketing', granted: false, withinDays: 7 },
    found: having('consents', { channel: 'sms', purpose: 'marketing', granted: 0, saidAt: dawn('2026-06-09') }),
    not: [
      stranger,
      ...having(
        'consents',
        { channel: 'sms', purpose: 'marketing', granted: 0, saidAt: dawn('2026-06-09') - 1 },
        { channel: 'sms', purpose: 'marketing', granted: 1, saidAt: dawn('2026-06-09') },
      ),
    ],
  },
  'quiet hours': {
    filter: { kind: 'quietHours' },
    found: [who({ quietFrom: 0, quietUntil: 60, quietTurns: 0 })],
    not: [stranger],
  },
  'quiet at half past ten': {
    filter: { kind: 'quietHours', at: '22:30' },
    found: [
      who({ quietFrom: 1350, quietUntil: 1351, quietTurns: 0 }),
      who({ quietFrom: 1350, quietUntil: 480, quietTurns: 1 }),
      who({ quietFrom: 1351, quietUntil: 1351, quietTurns: 1 }),
    ],
    not: [
      stranger,
      who({ quietFrom: 1200, quietUntil: 1350, quietTurns: 0 }),
      who({ quietFrom: 1351, quietUntil: 1400, quietTurns: 0 }),
      who({ quietFrom: 1351, quietUntil: 480, quietTurns: 1 }),
    ],
  },
  // Of seventeen parts a gender and a region are two, 11.76 %, and the height three more, 29.41 %.
  'so much of a dossier': {
    filter: { kind: 'completeness', atLeast: 12, atMost: 29 },
    found: [
      who({ gender: 'female', region: 'a', habits: 1 }),
      who({ gender: 'male', region: 'a' }, { fields: [{ field: 'height', code: '', number: 1 }] }),
    ],
    not: [
      stranger,
      who({ gender: 'female', region: 'a', habits: 0 }),
      who({ gender: 'female', region: 'a' }, { fields: [{ field: 'parks', code: '', number: 1 }] }),
      who({ gender: 'm', region: 'a', bornOn: 1, birthday: 1 }, { fields: [{ field: 'height', code: '', number: 1 }] }),
    ],
  },
  'nearly nothing of a dossier': {
    filter: { kind: 'completeness', atMost: 5 },
    found: [stranger, who({ gender: 'female' })],
    not: [who({ gender: 'female', region: 'a' })],
  },
  'a whole dossier': {
    filter: { kind: 'completeness', atLeast: 100 },
    found: [
      who(
        { birthday: 1, gender: 'f', region: 'a', occupation: 'a', education: 'a', habits: 2, preferredChannel: 'sms' },
        {
          contacts: ['name', 'phone', 'email'].map(contact => ({ contact })),
          interests: [{ interest: 'a' }],
          sizes: [{ garment: 'a', size: 'a' }],
          family: [{ person: 1, relation: 'child', birthday: null, bornOn: null }],
          consents: [{ channel: 'sms', purpose: 'service', granted: 0, saidAt: 1 }],
          fields: [{ field: 'height', code: '', number: 1 }],
        },
      ),
    ],
    not: [stranger, who({ gender: 'f' })],
  },
  'a phone or a height missing': {
    filter: { kind: 'completeness', missing: ['phone', 'fields.height', 'fields.wedding', 'fields.parks'] },
    found: [stranger, ...having('contacts', { contact: 'phone' })],
    not: [who({}, { contacts: [{ contact: 'phone' }], fields: [{ field: 'height', code: '', number: 1 }] })],
  },
  'a coupon in hand': {
    filter: { kind: 'coupon', in: ['ten-off', 'spring'] },
    found: having('coupons', { coupon: 'spring', validThrough: context.today }),
    not: [
      stranger,
      ...having(
        'coupons',
        { coupon: 'spring', validThrough: context.today - 1 },
        { coupon: 'other', validThrough: context.today },
      ),
    ],
  },
  'a coupon that is soon over': {
    filter: { kind: 'coupon', in: ['spring'], withinDays: 3 },
    found: having('coupons', { coupon: 'spring', validThrough: context.today + 3 }),
    not: having('coupons', { coupon: 'spring', validThrough: context.today + 4 }),
  },
  'a coupon used on two receipts since a day': {
    filter: { kind: 'couponUsed', in: ['spring'], from: '2026-05-01', receipts: 2 },
    found: [
      who(
        {},
        {
          couponUses: [
            { coupon: 'spring', purchase: 1, usedOn: day('2026-05-01') },
            { coupon: 'spring', purchase: 2, usedOn: day('2026-06-01') },
          ],
        },
      ),
    ],
    not: [
      who(
        {},
        {
          couponUses: [
            { coupon: 'spring', purchase: 1, usedOn: day('2026-05-01') },
            { coupon: 'spring', purchase: 2, usedOn: day('2026-04-30') },
            { coupon: 'other', purchase: 3, usedOn: day('2026-06-01') },
            { coupon: 'spring', purchase: 1, usedOn: day('2026-05-01') },
          ],
        },
      ),
    ],
  },
  'any coupon used': {
    filter: { kind: 'couponUsed' },
    found: having('couponUses', { coupon: 'spring', purchase: 1, usedOn: 0 }),
    not: [stranger],
  },
  'a benefit used lately': {
    filter: { kind: 'benefitUsed', in: ['parking'], withinDays: 30 },
    found: having('benefitUses', { use: 1, benefit: 'parking', usedOn: day('2026-05-17') }),
    not: having(
      'benefitUses',
      { use: 1, benefit: 'parking', usedOn: day('2026-05-16') },
      { use: 1, benefit: 'alterations', usedOn: day('2026-06-15') },
    ),
  },
  'a benefit used twice': {
    filter: { kind: 'benefitUsed', times: 2 },
    found: [
      who(
        {},
        {
          benefitUses: [
            { use: 1, benefit: 'parking', usedOn: 0 },
            { use: 2, benefit: 'parking', usedOn: 0 },
          ],
        },
      ),
    ],
    not: having('benefitUses', { use: 1, benefit: 'parking', usedOn: 0 }),
  },
  'a reward redeemed in spring': {
    filter: { kind: 'redeemed', in: ['umbrella'], from: '2026-03-01', through: '2026-05-31' },
    found: having(
      'redemptions',
      { redemption: 1, reward: 'umbrella', redeemedAt: dawn('2026-03-01'), state: 'collected' },
      { redemption: 1, reward: 'umbrella', redeemedAt: dawn('2026-06-01') - 1, state: 'reserved' },
    ),
    not: having(
      'redemptions',
      { redemption: 1, reward: 'umbrella', redeemedAt: dawn('2026-03-01') - 1, state: 'collected' },
      { redemption: 1, reward: 'umbrella', redeemedAt: dawn('2026-06-01'), state: 'collected' },
      { redemption: 1, reward: 'mug', redeemedAt: dawn('2026-04-01'), state: 'collected' },
    ),
  },
  'a reward that waits, and soon no longer': {
    filter: { kind: 'reserved', withinDays: 3 },
    found: having('redemptions', { reward: 'mug', state: 'reserved', collectBy: context.today + 3 }),
    not: [
      ...having(
        'redemptions',
        { reward: 'mug', state: 'reserved', collectBy: context.today + 4 },
        { reward: 'mug', state: 'reserved', collectBy: context.today - 1 },
        { reward: 'mug', state: 'collected', collectBy: context.today },
      ),
      stranger,
    ],
  },
  'one of some rewards that wait': {
    filter: { kind: 'reserved', in: ['mug'] },
    found: having('redemptions', { reward: 'mug', state: 'reserved', collectBy: context.today + 400 }),
    not: having('redemptions', { reward: 'umbrella', state: 'reserved', collectBy: context.today }),
  },
  'topped up by a plan for so much': {
    filter: { kind: 'toppedUp', plans: ['gold'], paid: 1_000, withinDays: 1 },
    found: [
      who(
        {},
        {
          topUps: [
            { topUp: 1, plan: 'gold', paid: 400, toppedUpAt: dawn('2026-06-15') },
            { topUp: 2, plan: 'gold', paid: 600, toppedUpAt: dawn('2026-06-15') },
          ],
        },
      ),
    ],
    not: [
      who(
        {},
        {
          topUps: [
            { topUp: 1, plan: 'gold', paid: 999, toppedUpAt: dawn('2026-06-15') },
            { topUp: 2, plan: 'iron', paid: 600, toppedUpAt: dawn('2026-06-15') },
            { topUp: 3, plan: 'gold', paid: 600, toppedUpAt: dawn('2026-06-15') - 1 },
          ],
        },
      ),
      stranger,
    ],
  },
  'topped up twice': {
    filter: { kind: 'toppedUp', times: 2 },
    found: [who({}, { topUps: [{ topUp: 1 }, { topUp: 2 }] })],
    not: [who({}, { topUps: [{ topUp: 1 }] })],
  },
  'two messages within a week': {
    filter: { kind: 'messaged', channels: ['sms'], withinDays: 7, times: 2 },
    found: [
      who(
        {},
        {
          messages: [
            { message: 1, channel: 'sms', sentAt: dawn('2026-06-09') },
            { message: 2, channel: 'sms', sentAt: dawn('2026-06-15') },
          ],
        },
      ),
    ],
    not: [
      who(
        {},
        {
          messages: [
            { message: 1, channel: 'sms', sentAt: dawn('2026-06-09') - 1 },
            { message: 2, channel: 'email', sentAt: dawn('2026-06-15') },
            { message: 3, channel: 'sms', sentAt: dawn('2026-06-15') },
          ],
        },
      ),
    ],
  },
  'two categories on one receipt, in whichever order': {
    filter: { kind: 'boughtTogether', categories: ['shoes', 'bags'] },
    found: having('baskets', { a: 'bags', b: 'shoes', receipts: 1 }),
    not: having(
      'baskets',
      { a: 'bags', b: 'bags', receipts: 9 },
      { a: 'shoes', b: 'shoes', receipts: 9 },
      { a: 'bags', b: 'coats', receipts: 9 },
    ),
  },
  'two categories on three receipts': {
    filter: { kind: 'boughtTogether', categories: ['bags', 'shoes'], receipts: 3 },
    found: having('baskets', { a: 'bags', b: 'shoes', receipts: 3 }),
    not: having('baskets', { a: 'bags', b: 'shoes', receipts: 2 }),
  },
  'jeans in L': {
    filter: { kind: 'bought', categories: ['jeans'], sizes: ['L', 'XL'] },
    found: having('lines', line(1), line(1, { size: 'XL' })),
    // One line is in L and another one jeans.
    not: [who({}, { lines: [line(1, { size: 'M' }), line(1, { category: 'coats' })] }), stranger],
  },
  'goods by brand, article, colour and store': {
    filter: { kind: 'bought', brands: ['b1'], skus: ['A'], colors: ['navy'], stores: ['s1'] },
    found: having('lines', line(1)),
    not: having(
      'lines',
      line(1, { brand: 'x' }),
      line(1, { sku: 'x' }),
      line(1, { color: 'x' }),
      line(1, { store: 'x' }),
    ),
  },
  'goods on so many receipts': {
    filter: { kind: 'bought', brands: ['b1'], receipts: 2 },
    found: [who({}, { lines: [line(1), line(2)] })],
    not: [who({}, { lines: [line(1), line(1)] }), who({}, { lines: [line(1), line(2, { brand: 'x' })] })],
  },
  'goods on certain days, the first and the last of them too': {
    filter: { kind: 'bought', from: '2026-03-01', through: '2026-05-31' },
    found: having('lines', line(1, { day: day('2026-03-01') }), line(1, { day: day('2026-05-31') })),
    not: having('lines', line(1, { day: day('2026-02-28') }), line(1, { day: day('2026-06-01') })),
  },
  'goods up to the end of time': {
    filter: { kind: 'bought', through: '9999-12-31' },
    found: having('lines', line(1)),
    not: [stranger],
  },
  'a first purchase': {
    filter: { kind: 'firstPurchase', withinDays: 1 },
    found: on('firstOn', '2026-06-15'),
    not: [...on('firstOn', '2026-06-14'), stranger],
  },
  'a purchase after three months without one, the day of either end too': {
    filter: { kind: 'cameBack', withinDays: 7, afterMonths: 3 },
    found: [
      who({}, { lines: [line(1, { day: day('2026-03-09') }), line(2, { day: day('2026-06-09') })] }),
      who({}, { lines: [line(1, { day: day('2020-01-01') }), line(2, { day: day('2026-06-15') })] }),
    ],
    not: [
      stranger,
      ...having('lines', line(1, { day: day('2026-06-15') }), line(1, { day: day('2026-01-01') })),
      who({}, { lines: [line(1, { day: day('2026-03-10') }), line(2, { day: day('2026-06-15') })] }),
      who({}, { lines: [line(1, { day: day('2026-01-01') }), line(2, { day: day('2026-06-08') })] }),
      who(
        {},
        {
          lines: ['2026-01-01', '2026-06-08', '2026-06-15'].map((text, i) => line(i, { day: day(text) })),
        },
      ),
    ],
  },
  'no purchase for 90 days': {
    filter: { kind: 'lastPurchase', notForDays: 90 },
    found: on('lastOn', '2026-03-17'),
    not: [...on('lastOn', '2026-03-18'), stranger],
  },
  receipts: {
    filter: { kind: 'receipts', atLeast: 2 },
    found: worth('receipts', 2, 9),
    not: [...worth('receipts', 1), stranger],
  },
  units: {
    filter: { kind: 'units', atLeast: 5, atMost: 9 },
    found: worth('units', 5, 9),
    not: [...worth('units', 4, 10), stranger],
  },
  'points earned in all': {
    filter: { kind: 'earned', unit: 'points', atLeast: 100 },
    found: worth('earnedPoints', 100),
    not: [...worth('earnedPoints', 99), ...worth('earnedMemberCash', 100), ...worth('points', 100), stranger],
  },
  'member cash earned in all': {
    filter: { kind: 'earned', unit: 'memberCash', atMost: 100 },
    found: worth('earnedMemberCash', 100),
    not: [...worth('earnedMemberCash', 101), ...worth('memberCash', 1), stranger],
  },
  'spent in all': {
    filter: { kind: 'spent', atLeast: 100 },
    found: worth('salesMinor', 100),
    not: [...worth('salesMinor', 99), ...worth('spendMinor', 100)],
  },
  'spent in cash': {
    filter: { kind: 'spent', of: 'cash', atMost: 100 },
    found: worth('spendMinor', 100, 0),
    not: [...worth('spendMinor', 101), ...worth('salesMinor', 1), stranger],
  },
  'a preference with its share': {
    filter: { kind: 'prefers', by: 'colors', in: ['navy'], share: 0.25 },
    found: having('preferences', { kind: 'colors', value: 'navy', share: 2_500 }),
    not: having(
      'preferences',
      { kind: 'colors', value: 'navy', share: 2_499 },
      { kind: 'colors', value: 'red', share: 9_000 },
      { kind: 'brands', value: 'navy', share: 9_000 },
    ),
  },
  'a weekday': {
    filter: { kind: 'prefers', by: 'weekdays', in: [6] },
    found: having('preferences', { kind: 'weekdays', value: '6', share: 1 }),
    not: having('preferences', { kind: 'hours', value: '6', share: 1 }),
  },
  'a price band': {
    filter: { kind: 'priceBand', atLeast: 100, atMost: 200 },
    found: worth('priceMedianMinor', 100, 200),
    not: [...worth('priceMedianMinor', 99, 201), ...worth('priceLowMinor', 150), ...worth('priceHighMinor', 150)],
  },
  'a low price band': {
    filter: { kind: 'priceBand', of: 'low', atLeast: 1 },
    found: worth('priceLowMinor', 1),
    not: worth('priceMedianMinor', 1),
  },
  'a high price band': {
    filter: { kind: 'priceBand', of: 'high', atLeast: 1 },
    found: worth('priceHighMinor', 1),
    not: worth('priceMedianMinor', 1),
  },
  'a share on promotion': {
    filter: { kind: 'promotionShare', atLeast: 0.3333, atMost: 0.5 },
    found: worth('promotionShare', 3_333, 5_000),
    not: [...worth('promotionShare', 3_332, 5_001), stranger],
  },
  'a share brought back': {
    filter: { kind: 'returnedShare', atLeast: 0.25, atMost: 0.3333 },
    found: worth('returnedShare', 2_500, 3_333),
    not: [...worth('returnedShare', 2_499.9, 3_333.3), stranger],
  },
  'a cycle of half days': {
    filter: { kind: 'cycle', atLeast: 10.5, atMost: 30 },
    found: worth('cycleDaysX2', 21, 60),
    not: [...worth('cycleDaysX2', 20, 61), stranger],
  },
  asleep: {
    filter: { kind: 'lifecycle', in: ['sleeping'] },
    found: on('lastOn', '2025-12-15', '2025-06-16'),
    not: [...on('lastOn', '2025-12-16', '2025-06-15'), stranger],
  },
  'active or lost': {
    filter: { kind: 'lifecycle', in: ['active', 'lost'] },
    found: on('lastOn', '2026-06-15', '2026-03-16', '2025-06-15', '1990-01-01'),
    not: [...on('lastOn', '2026-03-15', '2025-06-16'), stranger],
  },
  'on the edge since this week': {
    filter: { kind: 'lifecycle', in: ['edge', 'lost'], since: { withinDays: 7 } },
    found: on('lastOn', '2026-03-09', '2026-03-15', '2025-06-09', '2025-06-15'),
    not: [...on('lastOn', '2026-03-08', '2026-03-16', '2025-06-08', '2025-06-16'), stranger],
  },
  'asleep for a month and longer': {
    filter: { kind: 'lifecycle', in: ['sleeping'], since: { notForDays: 30 } },
    found: on('lastOn', '2025-11-16', '2025-06-16'),
    not: [...on('lastOn', '2025-11-17', '2025-06-15'), stranger],
  },
  'active since April': {
    filter: { kind: 'lifecycle', in: ['active'], since: { from: '2026-04-01', through: '2026-04-30' } },
    found: ['2026-04-01', '2026-04-30'].map(since => who({ lastOn: day('2026-05-01'), activeSince: day(since) })),
    not: [
      who({ lastOn: day('2026-05-01'), activeSince: day('2026-03-31') }),
      who({ lastOn: day('2026-05-01'), activeSince: day('2026-05-01') }),
      who({ lastOn: day('2026-05-01') }),
      stranger,
    ],
  },
  'the best fifth, and the fourth': {
    filter: { kind: 'rfm', r: { atLeast: 4 }, m: { atLeast: 2, atMost: 4 } },
    found: [
      who({ lastOn: day('2026-03-02'), salesMinor: 100_01 }),
      who({ lastOn: day('2026-06-15'), salesMinor: 5_000_00 }),
    ],
    not: [
      who({ lastOn: day('2026-03-01'), salesMinor: 200_00 }),
      who({ lastOn: day('2026-05-01'), salesMinor: 100_00 }),
      who({ lastOn: day('2026-05-01'), salesMinor: 5_000_01 }),
      stranger,
    ],
  },
  'the worst fifth by frequency': {
    filter: { kind: 'rfm', f: { atMost: 1 } },
    found: worth('purchaseDays', 1),
    not: [...worth('purchaseDays', 2), stranger],
  },
  'any fifth is any buyer': {
    filter: { kind: 'rfm', f: { atMost: 5 } },
    found: worth('purchaseDays', 9),
    not: [stranger],
  },
  'recency, frequency and money by themselves': {
    filter: {
      kind: 'rfm',
      recencyDays: { atLeast: 10, atMost: 20 },
      frequency: { atLeast: 2 },
      monetary: { atMost: 5 },
    },
    found: [
      who({ lastOn: day('2026-06-05'), purchaseDays: 2, salesMinor: 5 }),
      who({ lastOn: day('2026-05-26'), purchaseDays: 3, salesMinor: 0 }),
    ],
    not: [
      who({ lastOn: day('2026-06-06'), purchaseDays: 2, salesMinor: 5 }),
      who({ lastOn: day('2026-05-25'), purchaseDays: 2, salesMinor: 5 }),
      who({ lastOn: day('2026-06-05'), purchaseDays: 1, salesMinor: 5 }),
      who({ lastOn: day('2026-06-05'), purchaseDays: 2, salesMinor: 6 }),
    ],
  },
  'recency without an end': {
    filter: { kind: 'rfm', recencyDays: { atMost: 0 } },
    found: on('lastOn', '2026-06-15'),
    not: on('lastOn', '2026-06-14'),
  },
  'a class of the pyramid': {
    filter: { kind: 'pyramid', in: ['A', 'B'] },
    found: worth('pyramid', 'A', 'B'),
    not: [...worth('pyramid', 'C'), stranger],
  },
  'extremely important': {
    filter: { kind: 'importance', in: ['extremelyImportant'] },
    found: worth('salesMinor', 4_000_00),
    not: [...worth('salesMinor', 3_999_99), stranger],
  },
  regular: {
    filter: { kind: 'importance', in: ['regular'] },
    found: [who({ salesMinor: 1, purchaseDays: 2, lastOn: day('2025-06-16') })],
    not: [
      who({ salesMinor: 4_000_00, purchaseDays: 2, lastOn: day('2026-06-15') }),
      who({ salesMinor: 1, purchaseDays: 1, lastOn: day('2026-06-15') }),
      who({ salesMinor: 1, purchaseDays: 2, lastOn: day('2025-06-15') }),
      stranger,
    ],
  },
  occasional: {
    filter: { kind: 'importance', in: ['occasional'] },
    found: [
      who({ salesMinor: 1, purchaseDays: 1, lastOn: day('2026-06-15') }),
      who({ salesMinor: 1, purchaseDays: 2, lastOn: day('2025-06-15') }),
    ],
    not: [
      who({ salesMinor: 4_000_00, purchaseDays: 1, lastOn: day('2026-06-15') }),
      who({ salesMinor: 1, purchaseDays: 2, lastOn: day('2026-06-15') }),
      stranger,
    ],
  },
  'loyal and attached, or neither': {
    filter: { kind: 'loyalty', in: ['absolute', 'none'] },
    found: [
      who({ purchaseDays: 3, lastOn: loyalFrom, promotionShare: 4_999 }),
      who({ purchaseDays: 2, lastOn: loyalFrom, promotionShare: 5_000 }),
      who({ purchaseDays: 3, lastOn: loyalFrom - 1, promotionShare: 5_000 }),
    ],
    not: [
      who({ purchaseDays: 3, lastOn: loyalFrom, promotionShare: 5_000 }),
      who({ purchaseDays: 2, lastOn: loyalFrom, promotionShare: 4_999 }),
      stranger,
    ],
  },
  'loyal by habit': {
    filter: { kind: 'loyalty', in: ['habitual'] },
    found: [who({ purchaseDays: 3, lastOn: loyalFrom, promotionShare: 5_000 })],
    not: [who({ purchaseDays: 3, lastOn: loyalFrom, promotionShare: 4_999 }), stranger],
  },
  // 0.4 of what was regular and 0.1 of what was on promotion, less 0.1 of what came back and the member cash.
  'what somebody brings': {
    filter: { kind: 'contribution', atLeast: 42, atMost: 42 },
    found: [served({}), served({ regularMinor: 101 })],
    not: [served({ regularMinor: 102 }), served({ earnedMemberCash: 4 }), served({ returnedMinor: null }), stranger],
  },
  'what it takes to serve somebody': {
    filter: { kind: 'contribution', of: 'costToServe', atMost: 8 },
    found: [served({}), served({ regularMinor: 9_999 }), served({ returnedMinor: 54 })],
    not: [served({ returnedMinor: 55 }), served({ earnedMemberCash: 4 }), stranger],
  },
  'who costs more than they bring': {
    filter: { kind: 'contribution', atMost: -1 },
    found: [served({ earnedMemberCash: 46 })],
    not: [served({ earnedMemberCash: 45 }), stranger],
  },
  'whom to win': {
    filter: { kind: 'effort', in: ['win'] },
    found: [served({ regularMinor: 900_00 * 2.5 }), served({ regularMinor: 2_300_00 })],
    not: [served({}), served({ regularMinor: 900_00 * 2.5 - 101 }), stranger],
  },
  'whom to keep, and who wastes effort': {
    filter: { kind: 'effort', in: ['keep'] },
    found: [served({ regularMinor: 10_00 * 2.5 + 6 })],
    not: [served({ regularMinor: 2_300_00 }), served({}), stranger],
  },
  'who wastes effort': {
    filter: { kind: 'effort', in: ['waste'] },
    found: [served({}), served({ earnedMemberCash: 46 })],
    not: [served({ regularMinor: 2_300_00 }), served({ regularMinor: 100_00 }), stranger],
  },
  'to be won by loyalty': {
    filter: { kind: 'loyalty', in: ['potential'] },
    found: [who({ purchaseDays: 1, lastOn: loyalFrom, promotionShare: 0 })],
    not: [who({ purchaseDays: 1, lastOn: loyalFrom, promotionShare: 5_000 }), stranger],
  },
  'worth special rewards': {
    filter: { kind: 'rewarded' },
    found: worth('salesMinor', 9_000_00),
    not: [...worth('salesMinor', 8_999_99), stranger],
  },
  'a forecast': {
    filter: {
      kind: 'forecast',
      probabilityActive: { atMost: 0.5 },
      expectedPurchases: { atLeast: 0.25 },
      expectedValue: { atLeast: 100 },
    },
    found: [who({ probabilityActive: 500_000, expectedPurchases: 2_500, expectedValueMinor: 100 })],
    not: [
      who({ probabilityActive: 500_001, expectedPurchases: 2_500, expectedValueMinor: 100 }),
      who({ probabilityActive: 500_000, expectedPurchases: 2_499, expectedValueMinor: 100 }),
      who({ probabilityActive: 500_000, expectedPurchases: 2_500, expectedValueMinor: 99 }),
      stranger,
    ],
  },
  'points about to expire': {
    filter: { kind: 'expiring', unit: 'points', withinDays: 30, atLeast: 10 },
    found: [who({}, { lots: [lot('points', '2026-06-16', 4), lot('points', '2026-07-15', 6)] })],
    not: [
      who({}, { lots: [lot('points', '2026-06-15', 9), lot('points', '2026-06-20', 9)] }),
      who({}, { lots: [lot('points', '2026-07-16', 99)] }),
      who({}, { lots: [lot('points', null, 99)] }),
      who({}, { lots: [lot('memberCash', '2026-06-20', 99)] }),
    ],
  },
  'anything about to expire': {
    filter: { kind: 'expiring', unit: 'memberCash', withinDays: 1 },
    found: having('lots', lot('memberCash', '2026-06-16', 1)),
    not: [...having('lots', lot('memberCash', '2026-06-16', 0)), stranger],
  },
  // 10,000 points in the membership year from ME to WE, looked at in the review (S1).
  'near a tier by the membership year': {
    filter: { kind: 'tierNear', tiers: ['WE'], share: 0.8 },
    found: [earned('2025-08-01', 8_000), earned('2026-07-31', 9_999)],
    not: [
      earned('2025-08-01', 7_999),
      earned('2025-08-01', 10_000),
      earned('2025-07-31', 9_000),
      earned('2026-08-01', 9_000),
      earned('2025-08-01', 9_000, 'WE'),
      stranger,
    ],
  },
  // 6,000 on one day or 12,000 in a month take anybody below up at once.
  'near a tier by a day or a month, from no tier too': {
    filter: { kind: 'tierNear', tiers: ['WE'], share: 0.9 },
    found: [earned('2026-06-15', 5_400, null), earned('2026-06-02', 10_800, null)],
    not: [earned('2026-06-14', 5_400, null), earned('2026-05-31', 11_000, null), earned('2026-06-15', 5_399, null)],
  },
  'near any tier by what was spent': {
    filter: { kind: 'tierNear', share: 0.5 },
    found: [who({}, { days: [{ day: day('2026-06-15'), qualifyingPoints: 0, spend: 250_00 }] })],
    not: [
      who({}, { days: [{ day: day('2026-06-15'), qualifyingPoints: 0, spend: 249_99 }] }),
      who({ tier: 'ME' }, { days: [{ day: day('2026-06-15'), qualifyingPoints: 0, spend: 499_99 }] }),
    ],
  },
}

describe('a condition finds exactly whom it names', () => {
  test.each(Object.entries(cases))('%s', (_, { filter, found, not }) => {
    expect(found.map(member => finds(filter, member))).toEqual(found.map(() => true))
    expect(not.map(member => finds(filter, member))).toEqual(not.map(() => false))
  })

  test('before the first night nobody is in a fifth or important', () => {
    const before = { ...context, cuts: null }
    for (const filter of [
      { kind: 'rfm', r: { atLeast: 1 } },
      { kind: 'importance', in: ['extremelyImportant', 'regular', 'occasional'] },
      { kind: 'rewarded' },
    ])
      expect(finds(filter, who({ lastOn: context.today, purchaseDays: 9, salesMinor: 9_999_99 }), before)).toBe(false)
  })

  test('29 February is kept on the 28th in common years, and an age goes by it', () => {
    const within = { ...context, today: day('2027-02-28') }
    expect(finds({ kind: 'age', atLeast: 19 }, who({ bornOn: 2008_02_29 }), within)).toBe(true)
    expect(
      finds({ kind: 'age', atLeast: 19 }, who({ bornOn: 2008_02_29 }), { ...within, today: day('2027-02-27') }),
    ).toBe(false)
    expect(finds({ kind: 'birthday', withinDays: 0 }, who({ birthday: 229 }), within)).toBe(true)
    expect(
      finds({ kind: 'birthday', withinDays: 3 }, who({ birthday: 101 }), { ...within, today: day('2026-12-30') }),
    ).toBe(true)
  })
})

describe('filters joined', () => {
  const svip = { kind: 'tier', in: ['SVIP'] }
  const rich = { kind: 'balance', unit: 'points', atLeast: 100 }
  const both = who({ tier: 'SVIP', points: 100 })
  const one = who({ tier: 'SVIP', points: 99 })

  test('and asks for all, or for one, not for none', () => {
    expect([both, one, stranger].map(member => finds({ and: [svip, rich] }, member))).toEqual([true, false, false])
    expect([both, one, stranger].map(member => finds({ or: [svip, rich] }, member))).toEqual([true, true, false])
    expect([both, one, stranger].map(member => finds({ not: svip }, member))).toEqual([false, false, true])
  })

  test('every occasion is a filter', () => {
    expect(occasionCodes.map(code => [code, faultsOf(occasions[code].filter)])).toEqual(
      occasionCodes.map(code => [code, []]),
    )
    expect(finds(occasions.broughtBySomebody.filter, who({ referredBy: 1, registeredOn: context.today }))).toBe(true)
    expect(finds(occasions.birthday.filter, who({ birthday: 622 }))).toBe(true)
    expect(finds(occasions.lost.filter, who({ lastOn: day('2020-01-01') }))).toBe(true)
  })
})

test('who came into a class on a day is found from that day on, and not from the next', () => {
  const history = fc.uniqueArray(fc.integer({ min: 0, max: 1_200 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(history, daysAgo => {
      const bought = daysAgo.map(ago => context.today - ago).toSorted((a, b) => a - b)
      const member = who({ lastOn: bought.at(-1)!, activeSince: activeSince(bought)! })
      const lifecycle = lifecycleOf(bought, context.today)!
      const isSince = (first: number) =>
        finds({ kind: 'lifecycle', in: [lifecycle.class], since: { from: formatDay(first) } }, member)
      expect([isSince(lifecycle.since), isSince(lifecycle.since + 1)]).toEqual([true, false])
    }),
  )
})

describe('what is no filter is told with its path', () => {
  const deep = (levels: number): object => (levels === 1 ? { kind: 'referred' } : { not: deep(levels - 1) })
  const many = (count: number) => ({ or: Array.from({ length: count }, () => ({ kind: 'referred' })) })
  const shape = 'must be a condition, or and, or, not'

  test.each<[string, unknown, string[]]>([
    ['a text', 'tier', [`: ${shape}`]],
    ['nothing', null, [`: ${shape}`]],
    ['a list', [], [`: ${shape}`]],
    ['an object of nothing', {}, [`: ${shape}`]],
    ['an unknown word', { xor: [] }, [`: ${shape}`]],
    ['two words', { and: [{ kind: 'referred' }], or: [] }, [`: ${shape}`]],
    ['an empty and', { and: [] }, ['and: must be a list of 1 to 100 filters']],
    ['a fault within', { and: [{ kind: 'referred' }, { not: 7 }] }, [`and.1.not: ${shape}`]],
    ['an unknown field', { kind: 'referred', by: 1 }, ['by: is no field of this condition']],
    ['a tier of nothing', { kind: 'tier' }, [': must name tiers, or none']],
    ['a range of nothing', { kind: 'receipts' }, [': must name atLeast or atMost, and not the greater one first']],
    [
      'a range backwards',
      { kind: 'receipts', atLeast: 3, atMost: 2 },
      [': must name atLeast or atMost, and not the greater one first'],
    ],
    ['days of nothing', { kind: 'registered' }, [': must name from and through, or withinDays, or notForDays']],
    [
      'days in two ways',
      { kind: 'registered', from: '2026-01-01', withinDays: 3 },
      [': must name from and through, or withinDays, or notForDays'],
    ],
    [
      'days backwards',
      { kind: 'registered', from: '2026-01-02', through: '2026-01-01' },
      [': must name from and through, or withinDays, or notForDays'],
    ],
    ['a quarter of a day', { kind: 'cycle', atLeast: 0.25 }, ['atLeast: must be whole or half days']],
    ['a forecast of nothing', { kind: 'forecast' }, [': must ask something']],
    ['no fifth', { kind: 'rfm' }, [': must ask something']],
    [
      'one category twice',
      { kind: 'boughtTogether', categories: ['a', 'a'] },
      ['categories: must be two different ones'],
    ],
    [
      'a benefit used in two ways',
      { kind: 'benefitUsed', from: '2026-01-01', withinDays: 3 },
      [': must name from and through, or withinDays, or notForDays'],
    ],
    ['a whole share', { kind: 'tierNear', share: 1 }, ['share: must be between 0 and 1']],
    ['no such benefit', { not: { kind: 'benefit', code: 'none' } }, ['not: is no benefit of the program']],
    [
      'no completeness',
      { kind: 'completeness' },
      [': must name missing, or atLeast or atMost and not the greater one first'],
    ],
    [
      'no part of a dossier',
      { kind: 'completeness', missing: ['phone', 'fields.none'] },
      [': names nothing that a dossier of this program may miss'],
    ],
    ['no time of the day', { kind: 'quietHours', at: '24:00' }, ['at: must be a time such as 21:30']],
    ['no such field', { or: [{ kind: 'field', field: 'none' }] }, ['or.0: names no field of this program']],
    [
      'a text’s number',
      { kind: 'field', field: 'remark', atLeast: 1 },
      [': asks what a field of this type cannot tell'],
    ],
    [
      'a number backwards',
      { kind: 'field', field: 'height', atLeast: 2, atMost: 1 },
      [': must not have the greater number first'],
    ],
    [
      'two dates',
      { kind: 'field', field: 'wedding', withinDays: 1, notForDays: 2 },
      [': must name from and through, or withinDays, or notForDays'],
    ],
    ['nine levels', deep(9), [`${Array.from({ length: 8 }, () => 'not').join('.')}: stands deeper than 8 levels`]],
    ['101 parts', many(100), ['or.99: is more than 100 parts']],
  ])('%s', (_, filter, faults) => {
    expect(faultsOf(filter)).toEqual(faults)
  })

  test('eight levels and a hundred parts are filters', () => {
    expect(faultsOf(deep(8))).toEqual([])
    expect(faultsOf(many(99))).toEqual([])
  })
})
