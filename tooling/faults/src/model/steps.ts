import type { Wire } from '@laurel/api/testing'
import { expect } from 'vitest'
import { birthdayOf, isKeptOn, isLunar, type Birthday } from './birthdays.ts'
import { changed } from './documents.ts'
import { DAY_MS, isoDay, isoInstant, startOf, yearlyAfter } from './days.ts'
import { COUPON, Refused, type Bought, type Member, type ModelProgram } from './model-program.ts'
import { bringIn, bringInByMistake, undo } from './files.ts'
import { boughtBy, LATE_MS } from './receipts.ts'
import type { Outcome } from './tally.ts'
import { enrol, erase, merge } from './people.ts'
import { both, couponsOf, likely, memberOf, nameOf, newest, pick, salesOf, type Draw, type World } from './world.ts'

/** Something that can be done to a program; what the rules refuse has to be refused by both. */
export interface Step {
  /** How often it is drawn, beside the others. */
  readonly weight: number
  /** The operations of the API that it asks. */
  readonly operations: readonly string[]
  /** The answers that every run has to meet; without it, that it is taken. */
  readonly meets?: readonly Outcome[]
  readonly run: (world: World, draw: Draw) => Promise<void>
}

type Sold = ReturnType<ModelProgram['buy']>

const bodyOf = (memberId: string, { at, store, goods, coupon, tenders }: Bought) => ({
  memberId,
  store,
  occurredAt: isoInstant(at),
  lines: goods.map(({ brand, quantity, unitPrice, charged }, i) => ({
    sku: `A${i}`,
    ...(brand !== null && { brand }),
    quantity,
    unitPrice,
    ...(coupon && { total: charged, beforeCoupons: quantity * unitPrice }),
  })),
  tenders,
  ...(coupon && { coupons: [coupon.code] }),
})

const balancesOf = ({ balances }: Member) => ({ ...balances })

/** What the till hears of a receipt is what the model makes of it. */
const expectAnswered = ({ model }: World, member: Member, sale: Sold, answer: Wire): void => {
  sale.id = answer.id
  expect(answer).toMatchObject({
    memberId: member.id,
    points: { earned: sale.award.points },
    memberCashEarned: sale.award.memberCash,
    explanation: { tier: sale.tier, birthday: sale.birthday },
    tier: { before: sale.before.tier, after: model.card(member).tier },
    balances: balancesOf(member),
  })
}

const buy = async (world: World, draw: Draw, lateMs: number): Promise<void> => {
  const member = memberOf(world, draw.who)
  const bought = boughtBy(member, draw, world.model.now() - lateMs)
  const body = bodyOf(nameOf(member, draw.size).id, bought)
  const done = await both(world, () => world.model.buy(member, bought), { method: 'POST', path: '/v1/purchases', body })
  if (done) expectAnswered(world, member, done.made, done.answer)
}

/** An offline till's receipts, one after another; each has its own answer. */
const buyTogether = async (world: World, draw: Draw): Promise<void> => {
  const { p, model } = world
  const receipts = [0, 1, 2].map(i => {
    const one = { who: draw.who + (i % 2), which: draw.which + i, size: draw.size }
    const member = memberOf(world, one.who)
    return { member, bought: boughtBy(member, one, model.now() - (2 - i) * DAY_MS) }
  })
  const purchases = receipts.map(({ member, bought }, i) => ({
    ...bodyOf(nameOf(member, draw.size).id, bought),
    externalId: `${model.places()}-${i}`,
  }))
  const expected = receipts.map(({ member, bought }) => {
    try {
      return { sale: model.buy(member, bought) }
    } catch (error) {
      if (error instanceof Refused) return { code: error.code }
      throw error
    }
  })
  const { data } = await p.ok(200, 'POST', '/v1/purchases/batch', { purchases })
  for (const [i, one] of expected.entries()) {
    world.tell('code' in one ? 'refused' : 'accepted')
    if ('code' in one) expect(data[i].problem?.code).toBe(one.code)
    else {
      expect(data[i].status, JSON.stringify(data[i].problem)).toBe(201)
      one.sale.id = data[i].purchase.id
      expect(data[i].purchase.points.earned).toBe(one.sale.award.points)
    }
  }
}

const giveBackGoods = async (world: World, { which, size }: Draw): Promise<void> => {
  const found = pick(salesOf(world), which)
  if (!found) return
  const { member, sale } = found
  const index = size % sale.lines.length
  const quantity = size % 4 === 0 ? sale.lines[index]!.quantity : 1
  const done = await both(world, () => world.model.giveBackGoods(member, sale, index, quantity), {
    method: 'POST',
    path: `/v1/purchases/${sale.id}/returns`,
    body: { lines: [{ index, quantity }] },
  })
  if (!done) return
  const { refund, before, ...reversed } = done.made
  expect(done.answer).toMatchObject({
    ...reversed,
    refund: refund.filter(({ amount }) => amount > 0),
    tier: { before: before.tier, after: world.model.card(member).tier },
    balances: balancesOf(member),
  })
}

const redeem = async (world: World, { who, which, size }: Draw): Promise<void> => {
  const { model, p } = world
  const member = memberOf(world, who)
  const reward = pick(model.rewards, which)!
  const quantity = 1 + (size % 2)
  // Some ask at the counter, some by themselves.
  const name = nameOf(member, size)
  const key = which % 4 === 0 ? await p.session(name) : undefined
  const asked = key
    ? { path: '/v1/me/redemptions', key, body: {} }
    : { path: '/v1/redemptions', body: { memberId: name.id } }
  const done = await both(world, () => model.redeem(member, reward, quantity), {
    ...asked,
    method: 'POST',
    body: { ...asked.body, reward: reward.code, quantity },
  })
  if (!done) return
  done.made.id = done.answer.id
  expect(done.answer).toMatchObject({ status: 'reserved', balances: balancesOf(member) })
}

const endRedemption = async (world: World, { which }: Draw, end: 'cancel' | 'collect'): Promise<void> => {
  const redemption = likely(world.model.redemptions, which, ({ status }) => status === 'reserved')
  if (!redemption) return
  const done = await both(world, () => world.model[end](redemption), {
    method: 'POST',
    path: `/v1/redemptions/${redemption.id}/${end}`,
  })
  if (done) expect(done.answer.status).toBe(redemption.status)
}

const topUp = async (world: World, { who, which }: Draw): Promise<void> => {
  const member = memberOf(world, who)
  const plan = pick(['topup-3000', 'topup-5000', 'topup-none'], which)!
  const done = await both(world, () => world.model.topUp(member, plan), {
    method: 'POST',
    path: '/v1/topups',
    body: { memberId: nameOf(member, which).id, plan, tender: 'card' },
  })
  if (!done) return
  done.made.id = done.answer.id
  expect(done.answer).toMatchObject({
    tier: { before: done.made.before.tier, after: world.model.card(member).tier },
    balances: balancesOf(member),
  })
}

const setBrand = async (world: World, { which, size }: Draw): Promise<void> => {
  const brand = pick(['acme', 'bellini'], which)!
  const store = pick([null, 's1', 's2'], size)!
  const multiplier = 1 + (which % 8) / 2
  const contractRate = pick([null, 0.02, 0.25], size + which)!
  await both(world, () => world.model.setBrand({ brand, store, multiplier, contractRate }), {
    method: 'PUT',
    path: store === null ? `/v1/brands/${brand}` : `/v1/stores/${store}/brands/${brand}`,
    body: { name: brand, multiplier, ...(contractRate !== null && { contractRate }), takesMemberDiscount: false },
  })
}

const promote = async (world: World, { which, size }: Draw): Promise<void> => {
  const { model } = world
  const { tiers } = model.rules()
  const gives = which % 2 ? { multiplier: 1 + (size % 4) } : { bonus: size }
  const promotion = {
    code: `p${model.promotions.length}`,
    brand: pick([null, 'acme'], size)!,
    tier: which % 3 === 0 ? pick(tiers, size)!.code : null,
    minimum: size * 3_000,
    gives,
  }
  const until = model.now() + (1 + (size % 60)) * DAY_MS
  await both(world, () => model.promote(promotion, until), {
    method: 'POST',
    path: '/v1/promotions',
    body: {
      code: promotion.code,
      name: { en: 'Sale' },
      from: isoInstant(model.now()),
      until: isoInstant(until),
      conditions: [
        { kind: 'minimumSpend', atLeastMinor: promotion.minimum },
        ...(promotion.brand === null ? [] : [{ kind: 'brands', brands: [promotion.brand] }]),
        ...(promotion.tier === null ? [] : [{ kind: 'tiers', tiers: [promotion.tier] }]),
      ],
      effects: [
        'multiplier' in gives
          ? { kind: 'multiplier', value: gives.multiplier }
          : { kind: 'bonusPoints', points: gives.bonus },
      ],
    },
  })
}

const endPromotion = async (world: World, { which }: Draw): Promise<void> => {
  const open = world.model.promotions.filter(({ until }) => until > world.model.now())
  const promotion = pick(open, which)
  if (!promotion) return
  await both(world, () => world.model.endPromotion(promotion), {
    method: 'PATCH',
    path: `/v1/promotions/${promotion.code}`,
    body: { ended: true },
  })
}

const goTo = async (world: World, to: number): Promise<void> => {
  world.model.moveClock(to)
  await world.p.clock(isoInstant(to))
}

const moveClock = async (world: World, to: number): Promise<void> => {
  await goTo(world, to)
  world.tell('accepted')
}

const WAIT_DAYS = [0, 1, 1, 2, 5, 14, 30, 61, 95, 200]

/** Goes to a member's next birthday, to its first instant or its last, or the one next to it, and buys there. */
const buyOnBirthday = async (world: World, draw: Draw, isWanted: (birthday: Birthday) => boolean): Promise<void> => {
  const { model } = world
  const member = pick(
    model.members.filter(({ birthday }) => isWanted(birthday)),
    draw.who,
  )
  if (!member) return
  let day = model.today() + 1
  while (!isKeptOn(day, member.birthday)) day++
  const [first, next] = [startOf(day), startOf(day + 1)]
  await goTo(world, Math.max(model.now(), pick([first, first - 1, next - 1, next], draw.size)!))
  await buy(world, { ...draw, who: model.members.indexOf(member) }, 0)
}

/** To the last instant of a day or the first of the next: where expiry, reviews and rebates are. */
const waitForMidnight = (world: World, { which }: Draw): Promise<void> => {
  const { model } = world
  const year = model.rules().membershipYear.startsOn
  const day = pick(
    [model.today() + 1, yearlyAfter(model.today(), year), yearlyAfter(model.today(), { month: 1, day: 1 })],
    which,
  )!
  const to = startOf(day) - (which % 2)
  return to >= model.now() ? moveClock(world, to) : moveClock(world, startOf(day))
}

/** All that can be done to a program. */
export const steps: Readonly<Record<string, Step>> = {
  buy: {
    weight: 10,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/purchases'],
    run: (world, draw) => buy(world, draw, 0),
  },
  buyLate: {
    weight: 4,
    operations: ['POST /v1/purchases'],
    run: (world, draw) => buy(world, draw, pick(LATE_MS, draw.which)! + draw.size * 100_000),
  },
  buyTomorrow: {
    weight: 0.6,
    meets: ['refused'],
    operations: ['POST /v1/purchases'],
    run: (world, draw) => buy(world, draw, -DAY_MS),
  },
  buyOnBirthday: {
    weight: 0.8,
    operations: ['POST /v1/program/clock', 'POST /v1/purchases'],
    run: (world, draw) => buyOnBirthday(world, draw, birthday => !isLunar(birthday)),
  },
  buyOnLunarBirthday: {
    weight: 0.8,
    operations: ['POST /v1/program/clock', 'POST /v1/purchases'],
    run: (world, draw) => buyOnBirthday(world, draw, isLunar),
  },
  buyTogether: { weight: 2, operations: ['POST /v1/purchases/batch'], run: buyTogether },
  giveBackGoods: {
    weight: 6,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/purchases/{id}/returns'],
    run: giveBackGoods,
  },
  bringIn: { weight: 2, operations: ['POST /v1/imports'], run: bringIn },
  bringInByMistake: {
    weight: 1.5,
    operations: ['POST /v1/imports', 'POST /v1/imports/{id}/undo'],
    run: bringInByMistake,
  },
  undo: { weight: 3, meets: ['accepted', 'refused'], operations: ['POST /v1/imports/{id}/undo'], run: undo },
  redeem: {
    weight: 4,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/redemptions', 'POST /v1/me/redemptions', 'POST /v1/members/{id}/sessions'],
    run: redeem,
  },
  cancel: {
    weight: 2,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/redemptions/{id}/cancel'],
    run: (world, draw) => endRedemption(world, draw, 'cancel'),
  },
  collect: {
    weight: 1.5,
    operations: ['POST /v1/redemptions/{id}/collect'],
    run: (world, draw) => endRedemption(world, draw, 'collect'),
  },
  restock: {
    weight: 0.5,
    operations: ['PATCH /v1/rewards/{code}'],
    run: async (world, { which, size }) => {
      const reward = pick(world.model.rewards, which)!
      const path = `/v1/rewards/${reward.code}`
      await both(world, () => void (reward.stock += size), { method: 'PATCH', path, body: { addStock: size } })
    },
  },
  topUp: { weight: 2, meets: ['accepted', 'refused'], operations: ['POST /v1/topups'], run: topUp },
  reverseTopUp: {
    weight: 2,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/topups/{id}/reverse'],
    run: async (world, { which }) => {
      const made = likely(world.model.topUps, which, ({ reversed, lot, points }) => !reversed && lot.left === points)
      if (!made) return
      const path = `/v1/topups/${made.id}/reverse`
      await both(world, () => world.model.reverseTopUp(made), { method: 'POST', path, body: {} })
    },
  },
  refundPrepaid: {
    weight: 1.5,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/members/{id}/prepaidRefunds'],
    run: async (world, { who, which, size }) => {
      const members = world.model.members.slice(who % 2)
      const member = likely(members, which, ({ balances }) => balances.prepaid > 0)!
      const amount = size * 2_500
      const body = { amount, tender: 'cash', reason: 'asked for it' }
      const path = `/v1/members/${nameOf(member, size).id}/prepaidRefunds`
      await both(world, () => world.model.refundPrepaid(member, amount), { method: 'POST', path, body })
    },
  },
  adjust: {
    weight: 2,
    meets: ['accepted', 'refused'],
    operations: ['POST /v1/members/{id}/adjustments'],
    run: async (world, { who, which, size }) => {
      const member = memberOf(world, who)
      const unit = pick(['points', 'memberCash', 'prepaid'] as const, which)!
      const amount = which % 2 ? size * 7 : -size * 5
      const path = `/v1/members/${nameOf(member, size).id}/adjustments`
      const body = { unit, amount, reason: 'set right' }
      await both(world, () => world.model.adjust(member, unit, amount), { method: 'POST', path, body })
    },
  },
  setTier: {
    weight: 1,
    operations: ['POST /v1/members/{id}/tier'],
    run: async (world, { who, which, size }) => {
      const { model } = world
      const member = memberOf(world, who)
      const code = pick([null, ...model.rules().tiers.map(tier => tier.code)], which)!
      const through = size % 3 === 0 && code !== null ? model.today() + size : null
      const path = `/v1/members/${nameOf(member, which).id}/tier`
      const body = { code, reason: 'by hand', ...(through !== null && { validThrough: isoDay(through) }) }
      await both(world, () => model.setTier(member, code, through), { method: 'POST', path, body })
    },
  },
  giveCoupon: {
    weight: 1.5,
    operations: ['POST /v1/members/{id}/coupons'],
    run: async (world, { who, size }) => {
      const member = memberOf(world, who)
      const path = `/v1/members/${nameOf(member, size).id}/coupons`
      const body = { coupon: COUPON.code }
      const done = await both(world, () => world.model.giveCoupon(member), { method: 'POST', path, body })
      if (done) Object.assign(done.made, { id: done.answer.id, code: done.answer.code })
    },
  },
  withdrawCoupon: {
    weight: 1,
    operations: ['POST /v1/memberCoupons/{id}/withdraw'],
    run: async (world, { which }) => {
      const coupon = newest(couponsOf(world), which)
      if (!coupon) return
      const path = `/v1/memberCoupons/${coupon.id}/withdraw`
      const body = { reason: 'given by mistake' }
      await both(world, () => world.model.withdraw(coupon), { method: 'POST', path, body })
    },
  },
  enrol: { weight: 1, operations: ['POST /v1/members'], run: enrol },
  erase: { weight: 0.4, operations: ['DELETE /v1/members/{id}'], run: erase },
  merge: { weight: 1, operations: ['POST /v1/members/{id}/merge'], run: merge },
  changeBirthday: {
    weight: 0.5,
    operations: ['PATCH /v1/members/{id}'],
    run: async (world, { who, which, size }) => {
      const member = memberOf(world, who)
      const { birthday, told } = birthdayOf(which)
      const path = `/v1/members/${nameOf(member, size).id}`
      await both(world, () => void (member.birthday = birthday), { method: 'PATCH', path, body: told })
    },
  },
  setBrand: {
    weight: 1.5,
    operations: ['PUT /v1/brands/{code}', 'PUT /v1/stores/{store}/brands/{code}'],
    run: setBrand,
  },
  promote: { weight: 1.5, operations: ['POST /v1/promotions'], run: promote },
  endPromotion: { weight: 1.5, operations: ['PATCH /v1/promotions/{code}'], run: endPromotion },
  publish: {
    weight: 1,
    operations: ['PUT /v1/program/rules'],
    run: async (world, { which, size }) => {
      const { model } = world
      const rules = changed(model.latest(), which)
      const from = model.now() + (size % 3 === 0 ? size * (DAY_MS / 2) : 0)
      const body = { rules, effectiveAt: isoInstant(from) }
      await both(world, () => model.publish(rules, from), { method: 'PUT', path: '/v1/program/rules', body })
    },
  },
  wait: {
    weight: 6,
    operations: ['POST /v1/program/clock'],
    run: (world, { which, size }) =>
      moveClock(world, world.model.now() + pick(WAIT_DAYS, which)! * DAY_MS + size * 613_000),
  },
  waitForMidnight: { weight: 2, operations: ['POST /v1/program/clock'], run: waitForMidnight },
}
