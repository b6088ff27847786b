import { presets, type PresetName, type ProgramRules } from '@laurel/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { TestApi, TestProgram, Wire } from './test-api.ts'

/** One thing that happens in a program, drawn at random; what the rules refuse is simply not done. */
export interface Happening {
  readonly what:
    | 'buy'
    | 'buyLate'
    | 'takeBack'
    | 'redeem'
    | 'cancel'
    | 'collect'
    | 'topUp'
    | 'reverse'
    | 'refund'
    | 'adjust'
    | 'setTier'
    | 'use'
    | 'wait'
    | 'publish'
    | 'setBrand'
    | 'promote'
    | 'merge'
  readonly who: number
  readonly which: number
  readonly size: number
}

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant('buy' as const) },
    { weight: 4, arbitrary: fc.constant('wait' as const) },
    { weight: 3, arbitrary: fc.constantFrom('buyLate', 'takeBack', 'redeem') },
    { weight: 1, arbitrary: fc.constant('merge' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'cancel',
        'collect',
        'topUp',
        'reverse',
        'refund',
        'adjust',
        'setTier',
        'use',
        'publish',
        'setBrand',
        'promote',
      ),
    },
  ),
  who: fc.nat(1),
  which: fc.nat(20),
  size: fc.integer({ min: 1, max: 100 }),
})

/** What happens to two members over some years. */
export const happenings = (maxLength: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(happening, { minLength: 4, maxLength })

/** The presets, and what else a program may choose of expiry, caps and rounding. */
export const documents: Readonly<Record<string, ProgramRules>> = {
  ...presets,
  'wangfujing by lot': {
    ...presets.wangfujing,
    expiry: { points: { kind: 'rolling', months: 5 }, memberCash: { kind: 'rolling', months: 1 } },
    topUpPlans: presets.boutique.topUpPlans,
  },
  'wanqian by inactivity': {
    ...presets.wanqian,
    earning: { ...presets.wanqian.earning, caps: { receiptPoints: 20_000, monthPoints: 30_000 } },
    expiry: { points: { kind: 'inactivity', months: 3 }, memberCash: { kind: 'inactivity', months: 7 } },
    rebates: presets.wangfujing.rebates.map(rebate => ({ ...rebate, tiers: ['VIP', 'SUPREME'] })),
  },
} satisfies Record<PresetName | string, ProgramRules>

const START = Date.parse('2025-11-03T04:30:00Z')
const DAY = 86_400_000
const iso = (at: number) => new Date(at).toISOString()

/** Another version of the rules: what a shop would turn a screw of. */
const changed = (rules: ProgramRules, which: number): ProgramRules => {
  const { earning } = rules
  if (which % 3 === 0) return { ...rules, earning: { ...earning, rounding: which % 2 ? 'halfUp' : 'ceil' } }
  if (which % 3 === 1) return { ...rules, earning: { ...earning, rate: { ...earning.rate, points: 1 + (which % 4) } } }
  return { ...rules, expiry: { ...rules.expiry, points: { kind: 'rolling', months: 2 + which } } }
}

interface Life {
  now: number
  rules: ProgramRules
  /** A merged one is still there: whatever is done to it is done to the survivor. */
  readonly members: Wire[]
  readonly purchases: { id: string; at: number }[]
  readonly redemptions: string[]
  readonly topUps: string[]
}

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]

/** Pays as much as it may from the member's own wallets, the rest by WeChat. */
const tendersOf = async (p: TestProgram, member: Wire, total: number, which: number) => {
  const { balances } = await p.summary(member)
  const own = which % 3 === 0 ? [] : (['memberCash', 'prepaid'] as const)
  let left = total
  const tenders = own.flatMap(kind => {
    const amount = Math.min(left, which % 2 ? balances[kind].available : Math.floor(balances[kind].available / 2))
    left -= amount
    return amount > 0 ? [{ kind, amount }] : []
  })
  return left > 0 || tenders.length === 0 ? [...tenders, { kind: 'wechat', amount: left }] : tenders
}

const buy = async (p: TestProgram, life: Life, { who, which, size }: Happening, at: number): Promise<void> => {
  const member = life.members[who]!
  const lines = Array.from({ length: 1 + (which % 3) }, (_, i) => ({
    sku: `A${i}`,
    brand: pick(['acme', 'bellini', undefined], which + i),
    quantity: 1 + ((which + i) % 3),
    unitPrice: size * 2749 + i * 333,
    promotional: (which + i) % 4 === 0,
  }))
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)
  const tenders = await tendersOf(p, member, total, which)
  const body = { memberId: member.id, store: pick(['s1', 's2'], which), occurredAt: iso(at), lines, tenders }
  const made = await p.call('POST', '/v1/purchases', body)
  if (made.status === 201) life.purchases.push({ id: made.body.id, at })
}

const WAITS = [1, 1, 2, 5, 30, 58, 95, 200, 366]

const happen = async (p: TestProgram, life: Life, drawn: Happening): Promise<void> => {
  const { what, who, which, size } = drawn
  const member = life.members[who]!
  switch (what) {
    case 'buy':
      return buy(p, life, drawn, life.now)
    case 'buyLate':
      return buy(p, life, drawn, life.now - (which % 7) * (DAY / 3) - (which % 5 === 0 ? 100 * DAY : 0))
    case 'takeBack': {
      const purchase = pick(life.purchases, which)
      const lines = [{ index: which % 2, quantity: 1 }]
      if (purchase) await p.call('POST', `/v1/purchases/${purchase.id}/returns`, { lines })
      return
    }
    case 'redeem': {
      const reward = pick(['mug', 'tote', 'stay'], which)
      const made = await p.call('POST', '/v1/redemptions', { memberId: member.id, reward, quantity: 1 + (size % 2) })
      if (made.status === 201) life.redemptions.push(made.body.id)
      return
    }
    case 'cancel':
    case 'collect': {
      const id = pick(life.redemptions, which)
      if (id) await p.call('POST', `/v1/redemptions/${id}/${what}`)
      return
    }
    case 'topUp': {
      const plan = pick(life.rules.topUpPlans, which)?.code ?? 'none'
      const made = await p.call('POST', '/v1/topups', { memberId: member.id, plan, tender: 'cash' })
      if (made.status === 201) life.topUps.push(made.body.id)
      return
    }
    case 'reverse': {
      const id = pick(life.topUps, which)
      if (id) await p.call('POST', `/v1/topups/${id}/reverse`, {})
      return
    }
    case 'refund': {
      const body = { amount: size * 100, tender: 'cash', reason: 'asked for it' }
      await p.call('POST', `/v1/members/${member.id}/prepaidRefunds`, body)
      return
    }
    case 'adjust': {
      const unit = pick(['points', 'memberCash', 'prepaid'], which)
      const amount = which % 2 ? size * 7 : -size * 5
      await p.call('POST', `/v1/members/${member.id}/adjustments`, { unit, amount, reason: 'set right' })
      return
    }
    case 'setTier': {
      const code = pick([null, ...life.rules.tiers.map(tier => tier.code)], which)
      await p.call('POST', `/v1/members/${member.id}/tier`, { code, reason: 'set by hand' })
      return
    }
    case 'use': {
      const benefit = pick(life.rules.benefits, which)?.code ?? 'none'
      await p.call('POST', '/v1/benefitUses', { memberId: member.id, benefit })
      return
    }
    case 'wait':
      life.now += pick(WAITS, which)! * DAY + size * 613_000
      await p.clock(iso(life.now))
      return
    case 'publish': {
      life.rules = changed(life.rules, which)
      const effectiveAt = iso(life.now + (which % 4) * DAY)
      await p.call('PUT', '/v1/program/rules', { rules: life.rules, effectiveAt })
      return
    }
    case 'promote': {
      const { tiers } = life.rules
      const effects = [
        [{ kind: 'multiplier', value: 1 + (which % 3) }],
        [{ kind: 'bonusPoints', points: size, perMinor: 5000 }],
      ]
      const conditions = [
        [],
        [{ kind: 'minimumSpend', atLeastMinor: size * 1000 }],
        tiers.length > 0 ? [{ kind: 'tiers', tiers: [tiers[which % tiers.length]!.code] }] : [],
      ]
      const window = { from: iso(life.now), until: iso(life.now + (1 + (size % 40)) * DAY) }
      const terms = { effects: pick(effects, which), conditions: pick(conditions, which) }
      const body = { code: `p${life.now}`, name: { en: 'Sale' }, ...window, ...terms }
      await p.call('POST', '/v1/promotions', body)
      return
    }
    case 'merge': {
      // Now and then another card comes in its place, and may be merged with what was merged before.
      await p.call('POST', `/v1/members/${member.id}/merge`, { from: life.members[1 - who]!.id })
      if (which % 2 === 0) life.members[1 - who] = await p.member({ birthday: '1990-11-03' })
      return
    }
    case 'setBrand':
      await p.call('PUT', '/v1/brands/acme', { name: 'Acme', multiplier: 1 + (which % 8), contractRate: 0.1 })
  }
}

/**
 * Lives through what happens, through the public API, in a program of its own; gives it with its members. `look` is
 * called before anything happens and after each thing that does.
 */
export const liveThrough = async (
  api: TestApi,
  rules: ProgramRules,
  life: readonly Happening[],
  look: (p: TestProgram, members: readonly Wire[]) => Promise<void> = async () => {},
): Promise<{
  readonly p: TestProgram
  readonly members: readonly Wire[]
  /** Lives on. */
  readonly go: (more: readonly Happening[]) => Promise<void>
}> => {
  const p = await api.program('lives', iso(START), { preset: undefined, rules })
  const members = [await p.member({ birthday: '1990-11-03' }), await p.member({ birthday: '1988-02-29' })]
  const tiers = rules.tiers.map(tier => tier.code)
  for (const [code, points, more] of [
    ['mug', 50, {}],
    ['tote', 700, { perMember: 3 }],
    ['stay', 2000, { tiers: tiers.slice(-1) }],
  ] as const)
    await p.ok(201, 'POST', '/v1/rewards', { code, name: { en: code }, points, stock: 50, ...more })
  const state: Life = { now: START, rules, members, purchases: [], redemptions: [], topUps: [] }
  await look(p, members)
  const go = async (more: readonly Happening[]) => {
    for (const drawn of more) {
      await happen(p, state, drawn)
      await look(p, members)
    }
  }
  await go(life)
  expect((await p.call('GET', '/v1/program')).status).toBe(200)
  return { p, members, go }
}
