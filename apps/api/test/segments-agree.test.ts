// A filter has one definition, of which both the SQL over a program and the test of one member are made: that the two
// say the same is tried with members and filters that nobody chose.
import {
  compileRules,
  compileSegmentFilter,
  holdsFor,
  memberFactNames,
  memberSets,
  readSegmentFilter,
  type AskedField,
  type MemberSetName,
  type MemberTest,
  type SegmentContext,
} from '@laurel/core'
import { findLatestCuts, listMatching, previewMatching, readAll, readKnownMembers } from '@laurel/db'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeId } from '../src/platform/ids.ts'
import { testApi, type TestProgram, type Wire } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** The day before last night; filters are asked on the morning after it. */
const EVE = '2026-12-29'
const TODAY = '2026-12-30'
const DAY = Date.parse(TODAY) / 86_400_000
const FIELDS = ['text', 'number', 'date', 'boolean', 'choice', 'choices'] as const
const CODES = ['a', 'b', 'c'] as const

const code = fc.constantFrom(...CODES)
const someCodes = fc.subarray([...CODES], { minLength: 1 })
const someOrNone = fc.subarray([...CODES])
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const channel = fc.constantFrom('sms', 'email')
const two = (n: number) => String(n).padStart(2, '0')
const monthDay = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `${two(month)}-${two(day)}`)
const birthday = fc.oneof(
  fc.constantFrom('--12-31', '--01-02', '--02-29', '1990-12-30', '1990-12-31'),
  monthDay.map(text => `1985-${text}`),
)
const lunarBirthday = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 30 }),
  leap: fc.boolean(),
})
const date = fc
  .integer({ min: -400, max: 40 })
  .map(ago => new Date((DAY + ago) * 86_400_000).toISOString().slice(0, 10))
const person = fc.record({ birthday: maybe(birthday), lunarBirthday: maybe(lunarBirthday) })

/** Somebody of whom anything may be known, or nothing. */
const life = fc.record({
  member: fc.record({
    gender: maybe(fc.constantFrom('female', 'male')),
    email: maybe(fc.uuid().map(id => `${id}@shop.example`)),
    brandCards: someOrNone,
    region: maybe(code),
    birthday: maybe(birthday),
    lunarBirthday: maybe(lunarBirthday),
    consents: fc.array(fc.record({ channel, purpose: fc.constant('marketing'), granted: fc.boolean() }), {
      maxLength: 4,
    }),
  }),
  dossier: fc.record({
    occupation: maybe(code),
    education: maybe(fc.constantFrom('master', 'bachelor')),
    preferredChannel: maybe(channel),
    language: maybe(fc.constantFrom('en', 'zh-TW')),
    interests: maybe(someCodes),
    habits: maybe(someOrNone),
    quietHours: maybe(
      fc.constantFrom(
        { from: '22:00', until: '08:30' },
        { from: '12:00', until: '14:00' },
        { from: '23:59', until: '00:00' },
      ),
    ),
    sizes: maybe(fc.dictionary(code, code)),
    fields: fc.record({
      text: maybe(code),
      number: maybe(fc.integer({ min: -30, max: 30 }).map(n => n / 4)),
      date: maybe(date),
      boolean: maybe(fc.boolean()),
      choice: maybe(code),
      choices: maybe(someCodes),
    }),
  }),
  tags: someOrNone,
  noted: fc.boolean(),
  benefits: fc.array(fc.record({ benefit: fc.constantFrom('catalogues', 'invitations'), undone: fc.boolean() }), {
    maxLength: 2,
  }),
  /** Each redeemed, and what became of it. */
  rewards: fc.dictionary(code, fc.constantFrom('reserved', 'collected', 'cancelled')),
  topUps: fc.array(fc.record({ plan: code, reversed: fc.boolean() }), { maxLength: 2 }),
  /** What each is used for: on no receipt, on one, or on one that came back. */
  coupons: fc.dictionary(code, fc.constantFrom('kept', 'used', 'givenBack', 'withdrawn')),
  family: fc.array(
    person.chain(born =>
      fc
        .record({
          relation: fc.constantFrom('child', 'spouse', 'parent'),
          sizes: fc.dictionary(fc.constantFrom('coat', 'shoes'), fc.constantFrom('120', '130')),
        })
        .map(r => ({ ...born, ...r })),
    ),
    {
      maxLength: 2,
    },
  ),
  purchases: fc.array(
    fc.record({
      ago: fc.integer({ min: 1, max: 400 }),
      category: code,
      size: maybe(code),
      color: maybe(code),
      style: maybe(code),
      brand: code,
      store: code,
      promotional: fc.boolean(),
      yuan: fc.integer({ min: 1, max: 900 }),
      comesBack: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
})

const numbers = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }), fc.constantFrom('atLeast', 'atMost', 'both'))
    .map(([a, b, which]) => ({
      ...(which !== 'atMost' && { atLeast: Math.min(a, b) }),
      ...(which !== 'atLeast' && { atMost: Math.max(a, b) }),
    }))
const shares = numbers(0, 20).map(range =>
  Object.fromEntries(Object.entries(range).map(([name, twentieths]) => [name, twentieths / 20])),
)
const days = fc.oneof(
  fc.integer({ min: 0, max: 200 }).map(withinDays => ({ withinDays })),
  fc.integer({ min: 0, max: 200 }).map(notForDays => ({ notForDays })),
  date.map(from => ({ from })),
  date.map(through => ({ through })),
)
const sometime = fc.oneof(fc.constant({}), days)
const upToThree = fc.integer({ min: 1, max: 3 })
/** Some of these words, or none, with those beside them. */
const joint = (
  words: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  beside: fc.Arbitrary<object> = fc.constant({}),
) => fc.tuple(fc.record(words, { requiredKeys: [] }), beside).map(([some, more]) => ({ ...some, ...more }))
const kind = <T extends object>(kind: string, words: fc.Arbitrary<T>) => words.map(config => ({ kind, ...config }))
const fieldWords = fc.oneof(
  fc.constantFrom(...FIELDS).map(field => ({ field })),
  numbers(-8, 8).map(range => ({ field: 'number', ...range })),
  days.map(range => ({ field: 'date', ...range })),
  fc.boolean().map(is => ({ field: 'boolean', is })),
  someCodes.map(codes => ({ field: 'choice', in: codes })),
  someCodes.map(codes => ({ field: 'choices', in: codes })),
)
const condition = fc.oneof(
  kind('tier', fc.constantFrom({ in: ['ME'] }, { in: ['WE', 'ME'] }, { none: true }, { in: ['WE'], none: true })),
  kind(
    'balance',
    numbers(-50, 600).map(range => ({ unit: 'points', ...range })),
  ),
  kind('benefit', fc.constantFrom({ code: 'parking' }, { code: 'invitations' })),
  kind('tierSince', days),
  kind(
    'tierEnds',
    fc.integer({ min: 0, max: 800 }).map(withinDays => ({ withinDays })),
  ),
  kind('registered', days),
  kind('referred', fc.constant({})),
  kind('brought', fc.constantFrom<object>({}, { members: 1 }, { members: 2 }, { withinDays: 1 }, { notForDays: 1 })),
  kind('gender', fc.constantFrom({ in: ['female'] }, { in: ['male', 'other'] })),
  kind('age', numbers(0, 60)),
  kind(
    'birthday',
    fc.record({
      withinDays: fc.integer({ min: 0, max: 60 }),
      of: fc.constantFrom('member', 'family', 'child', 'spouse', 'parent'),
    }),
  ),
  kind(
    'described',
    fc.record({
      by: fc.constantFrom('region', 'occupation', 'education', 'preferredChannel', 'language'),
      in: fc.oneof(someCodes, fc.constant(['master', 'sms', 'en'])),
    }),
  ),
  kind(
    'coupon',
    fc
      .tuple(someCodes, fc.constantFrom({}, { withinDays: 0 }, { withinDays: 20 }, { withinDays: 60 }))
      .map(([coupons, near]) => ({ in: coupons, ...near })),
  ),
  kind(
    'relative',
    fc.record(
      {
        in: fc.constantFrom(['child'], ['spouse', 'parent'], ['child', 'spouse', 'parent']),
        age: numbers(20, 50),
        sizes: fc.constantFrom(['120'], ['120', '130']),
        garments: fc.constantFrom(['coat'], ['coat', 'shoes']),
        persons: fc.integer({ min: 1, max: 2 }),
      },
      { requiredKeys: ['in'] },
    ),
  ),
  kind('dossierChanged', days),
  kind('noted', sometime),
  kind(
    'contact',
    fc.subarray(['phone', 'email', 'wechatOpenId', 'externalId', 'name'], { minLength: 1 }).map(all => ({ in: all })),
  ),
  kind(
    'brandCard',
    someCodes.map(codes => ({ in: codes })),
  ),
  kind('couponUsed', joint({ in: someCodes, receipts: fc.integer({ min: 1, max: 2 }) }, sometime)),
  kind(
    'benefitUsed',
    joint({ in: fc.constantFrom(['catalogues'], ['catalogues', 'invitations']), times: upToThree }, sometime),
  ),
  kind('redeemed', joint({ in: someCodes, times: upToThree }, sometime)),
  kind('reserved', joint({ in: someCodes, withinDays: fc.integer({ min: 0, max: 40 }) })),
  kind('toppedUp', joint({ plans: someCodes, times: upToThree, paid: fc.integer({ min: 1, max: 60_000 }) }, sometime)),
  kind('messaged', joint({ channels: fc.constantFrom(['visit'], ['sms', 'post']), times: upToThree }, sometime)),
  kind(
    'boughtTogether',
    joint(
      { receipts: upToThree },
      fc.constantFrom(['a', 'b'], ['c', 'a'], ['b', 'c']).map(categories => ({ categories })),
    ),
  ),
  kind('returnedShare', shares),
  kind('units', numbers(1, 5)),
  kind(
    'earned',
    fc.tuple(fc.constantFrom('points', 'memberCash'), numbers(0, 1000)).map(([unit, range]) => ({ unit, ...range })),
  ),
  kind('rewarded', fc.constant({})),
  kind(
    'contribution',
    fc
      .tuple(fc.constantFrom('amount', 'costToServe'), numbers(-2_000, 30_000))
      .map(([of, range]) => ({ of, ...range })),
  ),
  kind(
    'effort',
    fc.subarray(['win', 'keep', 'waste'], { minLength: 1 }).map(classes => ({ in: classes })),
  ),
  kind(
    'loyalty',
    fc.subarray(['absolute', 'habitual', 'potential', 'none'], { minLength: 1 }).map(kinds => ({ in: kinds })),
  ),
  kind(
    'interest',
    someCodes.map(codes => ({ in: codes })),
  ),
  kind(
    'tag',
    someCodes.map(codes => ({ in: codes })),
  ),
  kind(
    'size',
    fc
      .record({ in: someCodes }, { requiredKeys: [] })
      .chain(() =>
        fc
          .tuple(someCodes, maybe(someCodes))
          .map(([sizes, garments]) => ({ in: sizes, ...(garments && { garments }) })),
      ),
  ),
  kind('field', fieldWords),
  kind(
    'consent',
    joint(
      { granted: fc.boolean() },
      fc
        .tuple(fc.record({ channel, purpose: fc.constantFrom('marketing', 'service') }), sometime)
        .map(([asked, days]) => ({ ...asked, ...days })),
    ),
  ),
  kind(
    'quietHours',
    fc.record(
      { at: fc.constantFrom('00:00', '08:29', '08:30', '12:30', '13:59', '22:00', '23:59') },
      { requiredKeys: [] },
    ),
  ),
  kind(
    'completeness',
    fc.oneof(
      numbers(0, 100),
      fc
        .subarray(['email', 'habits', 'region', 'family', 'consents', 'fields.number', 'fields.text'], { minLength: 1 })
        .map(missing => ({ missing })),
    ),
  ),
  kind(
    'bought',
    fc
      .tuple(
        fc.record(
          {
            categories: someCodes,
            sizes: someCodes,
            brands: someCodes,
            colors: someCodes,
            styles: someCodes,
            skus: fc.constantFrom(['A1'], ['A1', 'B2'], ['unheard-of']),
            stores: someCodes,
            receipts: fc.integer({ min: 1, max: 3 }),
          },
          { requiredKeys: [] },
        ),
        fc.oneof(fc.constant({}), days),
      )
      .map(([goods, when]) => ({ ...goods, ...when })),
  ),
  kind('firstPurchase', days),
  kind(
    'cameBack',
    fc.record({ withinDays: fc.integer({ min: 1, max: 400 }), afterMonths: fc.integer({ min: 1, max: 14 }) }),
  ),
  kind('lastPurchase', days),
  kind('receipts', numbers(1, 4)),
  kind(
    'spent',
    fc.tuple(numbers(0, 200_000), fc.constantFrom({}, { of: 'cash' }, { of: 'all' })).map(([a, b]) => ({ ...a, ...b })),
  ),
  kind(
    'prefers',
    fc
      .oneof(
        fc
          .tuple(fc.constantFrom('sizes', 'colors', 'brands', 'categories', 'styles', 'stores'), someCodes)
          .map(([by, codes]) => ({ by, in: codes as (string | number)[] })),
        fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }).map(days => ({ by: 'weekdays', in: days })),
        fc.constantFrom([10], [9, 11]).map(hours => ({ by: 'hours', in: hours })),
      )
      .chain(liked => fc.constantFrom({}, { share: 0 }, { share: 0.5 }).map(share => ({ ...liked, ...share }))),
  ),
  kind(
    'priceBand',
    fc
      .tuple(numbers(0, 90_000), fc.constantFrom({}, { of: 'low' }, { of: 'median' }, { of: 'high' }))
      .map(([prices, of]) => ({ ...prices, ...of })),
  ),
  kind('promotionShare', shares),
  kind(
    'cycle',
    numbers(0, 400).map(range => Object.fromEntries(Object.entries(range).map(([name, halves]) => [name, halves / 2]))),
  ),
  kind(
    'lifecycle',
    fc
      .tuple(fc.subarray(['active', 'edge', 'sleeping', 'lost'], { minLength: 1 }), fc.option(days))
      .map(([classes, since]) => ({ in: classes, ...(since && { since }) })),
  ),
  kind(
    'rfm',
    fc
      .record(
        {
          r: numbers(1, 5),
          f: numbers(1, 5),
          m: numbers(1, 5),
          recencyDays: numbers(0, 400),
          frequency: numbers(0, 4),
          monetary: numbers(0, 200_000),
        },
        { requiredKeys: [] },
      )
      .filter(asked => Object.keys(asked).length > 0),
  ),
  kind(
    'pyramid',
    fc.subarray(['A', 'B', 'C', 'D'], { minLength: 1 }).map(classes => ({ in: classes })),
  ),
  kind(
    'importance',
    fc.subarray(['extremelyImportant', 'regular', 'occasional'], { minLength: 1 }).map(classes => ({ in: classes })),
  ),
  kind(
    'forecast',
    fc.constantFrom<object>(
      { probabilityActive: { atLeast: 0.5 } },
      { expectedPurchases: { atMost: 2.5 }, expectedValue: { atLeast: 1 } },
    ),
  ),
  kind(
    'expiring',
    fc.record(
      {
        unit: fc.constantFrom('points', 'memberCash'),
        withinDays: fc.integer({ min: 1, max: 120 }),
        atLeast: fc.integer({ min: 1, max: 600 }),
      },
      { requiredKeys: ['unit', 'withinDays'] },
    ),
  ),
  kind(
    'tierNear',
    fc.record(
      { share: fc.constantFrom(0.001, 0.01, 0.05, 0.5), tiers: fc.constantFrom(['ME'], ['WE', 'SVIP'], ['SVIP']) },
      { requiredKeys: ['share'] },
    ),
  ),
)

/** A filter is read down to its eighth level, the first of which is no depth yet. */
const DEEPEST = 7
const { filter } = fc.letrec<{ filter: object }>(tie => ({
  filter: fc.oneof(
    { depthSize: 'small', maxDepth: DEEPEST, withCrossShrink: true },
    condition,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map(and => ({ and })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map(or => ({ or })),
    tie('filter').map(not => ({ not })),
  ),
}))

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

/** What a member is given beside receipts, and what becomes of it. */
const favours = async (p: TestProgram, memberId: string, { benefits, rewards, topUps }: Life) => {
  for (const { benefit, undone } of benefits) {
    // Who holds no tier is entitled to none.
    const { id } = (await p.call('POST', '/v1/benefitUses', { memberId, benefit })).body
    if (id && undone) await p.ok(200, 'POST', `/v1/benefitUses/${id}/undo`, { reason: 'the wrong card' })
  }
  for (const [reward, fate] of Object.entries(rewards)) {
    const { id } = await p.ok(201, 'POST', '/v1/redemptions', { memberId, reward })
    if (fate === 'collected') await p.ok(200, 'POST', `/v1/redemptions/${id}/collect`)
    if (fate === 'cancelled') await p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)
  }
  for (const { plan, reversed } of topUps) {
    const { id } = await p.ok(201, 'POST', '/v1/topups', { memberId, plan, tender: 'cash' })
    if (reversed) await p.ok(200, 'POST', `/v1/topups/${id}/reverse`, { reason: 'the wrong plan' })
  }
}

/** Has associates go and see some members, of which some have. */
const visited = async (p: TestProgram, memberIds: readonly string[], done: (i: number) => boolean) => {
  await p.ok(201, 'POST', '/v1/campaigns', {
    name: 'Visit',
    template: 'visit',
    purpose: 'service',
    audience: { members: memberIds },
  })
  await p.say()
  const { data }: Wire = await p.ok(200, 'GET', '/v1/tasks?limit=100')
  for (const [i, { id }] of (data as Wire[]).entries())
    if (done(i)) await p.ok(200, 'POST', `/v1/tasks/${id}/done`, { outcome: 'reached' })
}

const livedThrough = async (p: TestProgram, referrer: string | undefined, one: Life) => {
  const { id } = await p.member({ ...one.member, ...(referrer !== undefined && { referredBy: referrer }) })
  const path = `/v1/members/${id}`
  await p.ok(200, 'PATCH', `${path}/dossier`, one.dossier)
  for (const tag of one.tags) await p.ok(200, 'PUT', `${path}/tags/${tag}`)
  for (const relative of one.family) await p.ok(201, 'POST', `${path}/family`, relative)
  const kept: string[] = []
  for (const { ago, comesBack, store, yuan, ...line } of one.purchases) {
    const at = `${new Date((DAY - ago) * 86_400_000).toISOString().slice(0, 10)}T10:00:00+08:00`
    const { id: purchase } = await p.buy({ id }, yuan, at, { line, store })
    if (comesBack) await p.ok(201, 'POST', `/v1/purchases/${purchase}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    else kept.push(purchase)
  }
  for (const [coupon, fate] of Object.entries(one.coupons)) {
    const given: Wire = await p.ok(201, 'POST', `${path}/coupons`, { coupon })
    if (fate === 'withdrawn')
      await p.ok(200, 'POST', `/v1/memberCoupons/${given.id}/withdraw`, { reason: 'given by mistake' })
    if (fate !== 'used' && fate !== 'givenBack') continue
    const used = { coupons: [given.code], lines: [{ sku: 'A1', quantity: 1, unitPrice: 2000, total: 1000 }] }
    const { id: purchase } = await p.buy({ id }, 10, `${EVE}T20:00:00+08:00`, used)
    if (fate === 'givenBack')
      await p.ok(201, 'POST', `/v1/purchases/${purchase}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  }
  if (one.noted) await p.ok(201, 'POST', `${path}/notes`, { text: 'Likes the window seat.' })
  await favours(p, id as string, one)
  return { id: id as string, kept }
}

describe('over a whole program and for one member', () => {
  let program: TestProgram
  let context: SegmentContext
  let memberIds: readonly number[]
  beforeAll(async () => {
    program = await api.program('wangfujing')
    const { version: _, ...usual }: Wire = await program.ok(200, 'GET', '/v1/program/rules')
    const plans = CODES.map((code, i) => ({
      code,
      name: { en: code, 'zh-CN': code, 'zh-TW': code },
      payMinor: 100_00 * (i + 1),
      prepaidMinor: 100_00,
      points: 1,
    }))
    const rules = {
      ...usual,
      topUpPlans: plans,
      prepaid: { capMinor: null },
      dossier: { weights: { email: 5, habits: 2, region: 0, name: 0 } },
      expiry: { ...usual.expiry, points: { kind: 'rolling', months: 4 } },
    }
    await program.ok(200, 'PUT', '/v1/program/rules', { rules })
    await program.clock(`${EVE}T20:00:00+08:00`)
    const options = CODES.map(code => ({ code, name: { en: code }, active: true }))
    for (const [weight, type] of FIELDS.entries())
      await program.ok(201, 'POST', '/v1/customFields', {
        code: type,
        name: { en: type },
        type,
        weight,
        ...(type.startsWith('choice') && { options }),
      })
    // One for ever, one for some days, one that is used twice.
    for (const [code, terms] of Object.entries({ a: {}, b: { validDays: 20 }, c: { validDays: 60, uses: 2 } }))
      await program.ok(201, 'POST', '/v1/coupons', {
        code,
        name: { en: code },
        off: { amount: 1000 },
        use: 'discount',
        distribution: 'given',
        ...terms,
      })
    for (const [i, code] of CODES.entries())
      await program.ok(201, 'POST', '/v1/rewards', {
        code,
        name: { en: code },
        points: 0,
        stock: null,
        holdDays: 1 + i * 15,
      })
    const texts = { en: { body: 'Come in.' }, 'zh-CN': { body: '请会员到店。' } }
    await program.ok(201, 'POST', '/v1/messageTemplates', { code: 'visit', name: 'Visit', channel: 'visit', texts })
    let before: string | undefined
    const lived: { readonly id: string; readonly kept: readonly string[] }[] = []
    for (const one of fc.sample(life, { numRuns: 40, seed: 7 })) {
      const { id, kept } = await livedThrough(program, before, one)
      lived.push({ id, kept })
      before = Number.parseInt(id.slice(-1), 36) % 2 === 0 ? id : undefined
    }
    const [rows] = await (await api.databases.open(program.id)).read([{ sql: 'SELECT id FROM members', args: [] }])
    memberIds = rows!.map(([id]) => id as number)
    expect(memberIds).toHaveLength(40)
    const ids = lived.map(({ id }) => id)
    await visited(program, ids, i => i % 2 === 0)
    await program.clock(`${TODAY}T20:00:00+08:00`)
    await visited(program, ids.slice(0, 12), i => i % 3 > 0)
    // What was bought since last night, brought back or only put on the card is not in what the night has made.
    const adjusted = { unit: 'points', amount: 5, reason: 'goodwill' }
    for (const [i, { id, kept }] of lived.entries()) {
      if (i % 3 === 0) await program.buy({ id }, 7, `${TODAY}T10:00:00+08:00`, { line: { size: 'a' }, store: 'c' })
      if (i % 4 === 1) await program.ok(201, 'POST', '/v1/redemptions', { memberId: id, reward: 'b' })
      if (i % 7 === 0) await program.ok(201, 'POST', '/v1/topups', { memberId: id, plan: 'c', tender: 'card' })
      if (i % 4 === 2) await program.call('POST', '/v1/benefitUses', { memberId: id, benefit: 'invitations' })
      if (i % 6 === 0) await program.ok(201, 'POST', `/v1/members/${id}/notes`, { text: 'Came by today.' })
      if (i % 4 === 0) await program.ok(201, 'POST', `/v1/members/${id}/adjustments`, adjusted)
      if (i % 5 === 0 && kept[0])
        await program.ok(201, 'POST', `/v1/purchases/${kept[0]}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    }
    await program.ok(200, 'PATCH', '/v1/customFields/date', { active: false })
    const [[night]] = await readAll(await api.databases.open(program.id), [findLatestCuts()])
    context = {
      today: DAY,
      timeZone: 'Asia/Shanghai',
      rules: compileRules(rules, 1),
      fields: new Map<string, AskedField>(
        FIELDS.map((type, weight) => [type, { type, options, active: type !== 'date', weight }]),
      ),
      cuts: night!.cuts!,
    }
  })

  const expectAgreement = async (test: MemberTest): Promise<number> => {
    const database = await api.databases.open(program.id)
    const known = await readKnownMembers(database, memberIds)
    const [sample, listed] = await readAll(database, [
      previewMatching(test, 10),
      listMatching(test, { beforeId: Number.MAX_SAFE_INTEGER, limit: 100 }),
    ])
    const alone = memberIds.filter(id => holdsFor(test, known.get(id)!))
    expect(listed.map(({ id }) => id)).toEqual(alone.toSorted((a, b) => b - a))
    expect(sample).toEqual(listed.slice(0, 10).map(row => ({ members: alone.length, ...row })))
    return alone.length
  }

  test('of every set somebody has something, so that nothing agrees for want of it', async () => {
    const known = await readKnownMembers(await api.databases.open(program.id), memberIds)
    const sets = Object.keys(memberSets) as MemberSetName[]
    expect(sets.filter(set => [...known.values()].every(({ sets }) => sets[set].length === 0))).toEqual([])
  })

  test('a dossier is as complete as it shows itself', async () => {
    const shown = await Promise.all(
      memberIds.map(async id => {
        const { body } = await program.call('GET', `/v1/members/${encodeId('mem', id)}/dossier`)
        return { id, ...(body.completeness as { percent: number; missing: string[] }) }
      }),
    )
    const found = async (asked: object) => {
      const made = compileSegmentFilter({ kind: 'completeness', ...asked }, context)
      if ('faults' in made) throw new Error(JSON.stringify(made.faults))
      await expectAgreement(made.test)
      const all = listMatching(made.test, { beforeId: Number.MAX_SAFE_INTEGER, limit: 100 })
      const [rows] = await readAll(await api.databases.open(program.id), [all])
      return rows.map(({ id }) => id)
    }
    const those = (are: (one: (typeof shown)[number]) => boolean) =>
      shown.flatMap(one => (are(one) ? [one.id] : [])).toSorted((a, b) => b - a)
    const percents = [...new Set(shown.map(({ percent }) => percent))]
    expect(percents.length, 'so many different ones').toBeGreaterThan(8)
    for (const percent of percents) {
      expect(await found({ atLeast: percent, atMost: percent })).toEqual(those(one => one.percent === percent))
      expect(await found({ atLeast: percent + 1 })).toEqual(those(one => one.percent > percent))
      expect(await found({ atMost: percent - 1 })).toEqual(those(one => one.percent < percent))
    }
    const missed = new Set(shown.flatMap(({ missing }) => missing))
    expect(missed.size).toBeGreaterThan(12)
    for (const name of missed)
      expect(await found({ missing: [name], atLeast: 20 }), name).toEqual(
        those(({ missing, percent }) => missing.includes(name) && percent >= 20),
      )
    expect(await found({ missing: ['region'] }), 'what counts nothing is missed by nobody').toEqual([])
  })

  test('a filter of any shape holds for the same members', async () => {
    let some = 0
    await fc.assert(
      fc.asyncProperty(filter, async given => {
        const read = readSegmentFilter(given)
        if ('faults' in read) throw new Error(`${JSON.stringify(given)}: ${JSON.stringify(read.faults)}`)
        const made = compileSegmentFilter(read.filter, context)
        if ('faults' in made) throw new Error(`${JSON.stringify(given)}: ${JSON.stringify(made.faults)}`)
        const found = await expectAgreement(made.test)
        if (found > 0 && found < memberIds.length) some++
      }),
      { numRuns: 400 },
    )
    expect(some, 'filters that part the members').toBeGreaterThan(100)
  }, 120_000)

  // A pattern over the texts of goods is another one for each of these: chance need not find every one of them.
  const places = ['sku', 'brand', 'category', 'size', 'color', 'style', 'store', 'day'] as const
  const lines = [
    {},
    ...places.map(place => ({ [place]: 'one' })),
    ...places.map(place => ({ [place]: 'some' })),
    { store: 'one', day: 'some' },
    { category: 'one', store: 'one' },
    { brand: 'some', day: 'some' },
  ] as readonly Partial<Record<(typeof places)[number], 'one' | 'some'>>[]
  const valueOf = (place: (typeof places)[number], many: 'one' | 'some') => {
    if (place === 'day') return many === 'one' ? { in: [DAY] } : { from: DAY - 300, through: DAY - 1 }
    const values = place === 'sku' ? ['A1', 'B2'] : ['a', 'b']
    return { in: values.slice(0, many === 'one' ? 1 : 2) }
  }
  test.each(lines)('receipts of such lines are counted alike: %j', async asked => {
    const where = Object.entries(asked).map(([column, many]) => ({ column, is: valueOf(column as 'sku', many) }))
    const found: number[] = []
    for (const atLeast of [1, 2, 3, 4, 101]) {
      const test: MemberTest = { op: 'some', set: 'lines', where, distinct: { column: 'purchase', atLeast } }
      found.push(await expectAgreement(test))
    }
    expect(found, 'fewer of more').toEqual(found.toSorted((a, b) => b - a))
    expect(found[0]).toBeGreaterThan(0)
    expect(found.at(-1)).toBe(0)
  })

  const receiptFacts = memberFactNames.slice(memberFactNames.indexOf('firstOn')).filter(name => name !== 'pyramid')
  /** What may be added up. */
  const SUMS = [
    ['lots', 'remaining'],
    ['days', 'qualifyingPoints'],
    ['days', 'spend'],
    ['topUps', 'paid'],
    ['preferences', 'share'],
  ] as const
  /** What is a number wherever it is known; of the rest, which are words, no range is ever asked. */
  const NUMBERS = new Set(
    [
      'tierSince',
      'tierThrough',
      'points',
      'memberCash',
      'prepaid',
      'registeredOn',
      'birthday',
      'bornOn',
      'referredBy',
      'dossierChangedAt',
      'habits',
      'quietFrom',
      'quietUntil',
      'quietTurns',
      'saidAt',
    ].concat([
      'granted',
      'number',
      'purchase',
      'member',
      'day',
      'share',
      'expiresOn',
      'validThrough',
      'usedOn',
      'use',
      'redemption',
      'redeemedAt',
      'collectBy',
      'topUp',
      'toppedUpAt',
      'paid',
      'message',
      'sentAt',
      'writtenAt',
      'person',
      'receipts',
      'remaining',
      'qualifyingPoints',
      'spend',
      ...receiptFacts,
    ]),
  )
  const among = (values: fc.Arbitrary<string | number>) =>
    fc.array(values, { maxLength: 4 }).map(values => ({ in: values }))
  const asked = <Name extends string>(names: readonly Name[]) =>
    fc.constantFrom(...names).chain(name =>
      fc.tuple(
        fc.constant(name),
        NUMBERS.has(name)
          ? fc.oneof(
              among(fc.integer({ min: -5, max: 2000 })),
              fc
                .tuple(
                  fc.option(fc.integer({ min: -50, max: 22_000 })),
                  fc.option(fc.integer({ min: -50, max: 22_000 })),
                )
                .filter(([from, through]) => from !== null || through !== null)
                .map(([from, through]) => ({ from, through })),
            )
          : among(
              fc.oneof(
                code,
                fc.constantFrom(
                  'ME',
                  'female',
                  'sms',
                  'child',
                  'text',
                  'choices',
                  'C',
                  'sizes',
                  'hours',
                  '10',
                  'points',
                ),
              ),
            ),
      ),
    )
  const setName = fc.constantFrom(...(Object.keys(memberSets) as MemberSetName[]))
  const { bare } = fc.letrec<{ bare: MemberTest }>(tie => ({
    bare: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      asked(memberFactNames).map(([fact, is]) => ({ op: 'fact', fact, is })),
      fc.record({ op: fc.constant('unknown'), fact: fc.constantFrom(...memberFactNames) }),
      setName.chain(set => {
        const column = fc.constantFrom<string>(...memberSets[set])
        return fc.record(
          {
            op: fc.constant('some' as const),
            set: fc.constant(set),
            where: fc.array(
              asked<string>(memberSets[set]).map(([column, is]) => ({ column, is })),
              { maxLength: 2 },
            ),
            distinct: fc.record({ column, atLeast: fc.integer({ min: 0, max: 2 }) }),
          },
          { requiredKeys: ['op', 'set', 'where'] },
        )
      }),
      fc.tuple(fc.constantFrom(...SUMS), fc.integer({ min: -10, max: 20_000 })).map(([[set, column], atLeast]) => ({
        op: 'some',
        set,
        where: [],
        sum: { column, atLeast },
      })),
      fc.record({ op: fc.constantFrom('and', 'or'), of: fc.array(tie('bare'), { maxLength: 3 }) }),
      tie('bare').map(of => ({ op: 'not', of })),
    ) as fc.Arbitrary<MemberTest>,
  }))

  test('so does whatever may be asked of a member at all, of every fact and every set', async () => {
    await fc.assert(
      fc.asyncProperty(bare, async asked => {
        await expectAgreement(asked)
      }),
      { numRuns: 400 },
    )
  }, 120_000)
})
