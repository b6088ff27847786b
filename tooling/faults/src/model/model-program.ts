import type { ProgramRules } from '@laurel/core'
import { awardFor, brandCap, type Award, type Judged, type Promotion, type Tender } from './awards.ts'
import { isKeptOn, type Birthday } from './birthdays.ts'
import { dayAt, monthsLater, startOf, yearlyAfter } from './days.ts'
import { isRestedOn, type Entry } from './journal.ts'
import { cardOn, isMore, rulesAt, type Act, type Card, type KeptSale, type Version } from './tiers.ts'
import * as wallets from './wallet.ts'
import type { Accounts, Lot, LotUnit, Taken, Unit, Wallet } from './wallet.ts'

/** A purchase as the model keeps it: what it was judged by, what is kept, and where its points and cash are. */
export interface Sale extends Judged {
  readonly at: number
  place: number
  readonly day: number
  readonly kept: number[]
  award: Award
  /** The lots of member cash that it was paid from. */
  readonly paidFrom: readonly Taken[]
  /** The lots of what it earned, and of what its returns gave. */
  readonly own: Lot[]
  /** What its returns met as expired already, and as spent. */
  readonly met: Record<LotUnit, { lapsed: number; spent: number }>
  readonly coupon: Coupon | null
  id: string
}

export interface Coupon {
  readonly issuedAt: number
  readonly validThrough: number
  used: boolean
  withdrawn: boolean
  id: string
  code: string
}

export interface Redemption {
  member: Member
  readonly reward: Reward
  readonly quantity: number
  readonly from: readonly Taken[]
  readonly collectBy: number
  status: 'reserved' | 'collected' | 'cancelled' | 'lapsed'
  id: string
}

export interface TopUp {
  member: Member
  readonly act: Act
  readonly lot: Lot
  readonly points: number
  readonly prepaid: number
  reversed: boolean
  id: string
}

export interface Reward {
  readonly code: string
  readonly points: number
  readonly perMember: number | null
  readonly tiers: readonly string[] | null
  readonly holdDays: number
  stock: number
}

/** Receipts that came in together by a file, in the order of its rows. */
export interface ImportedFile {
  readonly receipts: { readonly member: Member; readonly sale: Sale }[]
  undone: boolean
  id: string
}

/** By what somebody is found, and what acts for them. */
export interface Name {
  readonly id: string
  readonly cardNumber: string
  readonly phone: string
  readonly externalId: string
  readonly token: string
}

export interface Member extends Wallet {
  registeredOn: number
  birthday: Birthday
  readonly sales: Sale[]
  acts: Act[]
  readonly coupons: Coupon[]
  readonly taken: Map<string, number>
  readonly journal: Entry[]
  /** Whose card it has become. */
  mergedInto: Member | null
  isErased: boolean
  id: string
  /** Their own names, then those of whom they are the survivor. */
  readonly names: Name[]
}

export interface Goods {
  readonly brand: string | null
  readonly quantity: number
  readonly unitPrice: number
  /** What the till asks for all of it, coupons taken off. */
  readonly charged: number
}

export interface Bought {
  readonly at: number
  readonly store: string
  readonly goods: readonly Goods[]
  readonly tenders: readonly Tender[]
  readonly coupon: Coupon | null
}

/** What was asked and refused, by the code that the API answers. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export const COUPON = { code: 'fifty', off: 5_000, minimum: 20_000, validDays: 40, stock: 6 }

interface BrandSetting {
  readonly brand: string
  readonly store: string | null
  readonly from: number
  readonly multiplier: number
  readonly contractRate: number | null
}

interface PublishedPromotion extends Promotion {
  readonly from: number
  until: number
}

const lotExpiry = (rules: ProgramRules, unit: LotUnit, day: number): number | null => {
  const rule = rules.expiry[unit]
  if (rule.kind === 'never' || rule.kind === 'inactivity') return null
  if (rule.kind === 'yearly') return yearlyAfter(day, rule.on)
  return monthsLater(day, rule.months)
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)

/**
 * A whole program as DOMAIN.md describes it, in plain numbers: nothing here asks the product what is right. What is
 * refused throws the code of the refusal and has changed nothing.
 */
export const modelProgram = (document: ProgramRules, begin: number) => {
  const accounts: Accounts = new Map()
  const versions: Version[] = [{ rules: document, from: -Infinity }]
  const members: Member[] = []
  const erased: Name[] = []
  const redemptions: Redemption[] = []
  const topUps: TopUp[] = []
  const files: ImportedFile[] = []
  const settings: BrandSetting[] = []
  const promotions: PublishedPromotion[] = []
  const top = document.tiers.at(-1)!.code
  const rewards: Reward[] = [
    { code: 'mug', points: 50, perMember: null, tiers: null, holdDays: 14, stock: 6 },
    { code: 'tote', points: 700, perMember: 2, tiers: null, holdDays: 3, stock: 20 },
    { code: 'stay', points: 1_500, perMember: null, tiers: [top], holdDays: 1, stock: 20 },
  ]
  let now = begin
  let places = 0
  let couponsIssued = 0
  /** How often each thing that time does was done to somebody. */
  const fell = { lapsed: 0, expired: 0, inactive: 0, rebated: 0 }

  const today = () => dayAt(now)
  const rules = () => rulesAt(versions, now)
  const place = () => ++places
  const post = (member: Member, file: ImportedFile | null = null): void =>
    void member.journal.push({ file, undone: false })

  const cardAmong = (
    member: Member,
    through: number,
    counts: (event: { at: number; day: number }) => boolean,
  ): Card => {
    const sales = member.sales.map((sale): KeptSale => ({ ...sale, ...sale.award }))
    return cardOn(
      versions,
      { registeredOn: member.registeredOn, sales: sales.filter(counts), acts: member.acts.filter(counts) },
      through,
    )
  }
  const card = (member: Member): Card => cardAmong(member, today(), () => true)

  const settingAt = (brand: string | null, store: string, at: number): BrandSetting | undefined => {
    const known = settings.filter(setting => setting.brand === brand && setting.from <= at)
    return known.findLast(setting => setting.store === store) ?? known.findLast(setting => setting.store === null)
  }

  const earn = (
    member: Member,
    unit: LotUnit,
    amount: number,
    from: string,
    earnedAt: number,
    on: number,
    by: ProgramRules,
  ) =>
    wallets.gain(accounts, member, amount, from, {
      unit,
      earnedAt,
      expiresOn: lotExpiry(by, unit, on),
      place: place(),
    })

  const requireUsable = (coupon: Coupon, at: number, worth: number): void => {
    if (coupon.used) throw new Refused('coupon_used')
    if (coupon.withdrawn) throw new Refused('coupon_withdrawn')
    if (coupon.issuedAt > at) throw new Refused('coupon_not_applicable')
    if (dayAt(at) > coupon.validThrough) throw new Refused('coupon_expired')
    if (worth < COUPON.minimum) throw new Refused('coupon_not_applicable')
  }

  const buy = (member: Member, bought: Bought, file: ImportedFile | null = null): Sale & { readonly before: Card } => {
    const { at, store, goods, tenders, coupon } = bought
    const before = card(member)
    const day = dayAt(at)
    const by = rulesAt(versions, at)
    const { tier } = cardAmong(member, day, event => event.at <= at)
    const paid = (kind: string) => sum(tenders.map(tender => (tender.kind === kind ? tender.amount : 0)))
    if (at > now) throw new Refused('occurred_in_future')
    if (paid('memberCash') > Math.max(0, member.balances.memberCash)) throw new Refused('insufficient_member_cash')
    if (paid('prepaid') > member.balances.prepaid) throw new Refused('insufficient_prepaid')
    const worth = sum(goods.map(({ quantity, unitPrice }) => quantity * unitPrice))
    if (coupon) requireUsable(coupon, at, worth)

    const judged: Judged = {
      rules: by,
      tier,
      birthday: isKeptOn(day, member.birthday),
      lines: goods.map(({ brand, quantity, charged }) => {
        const setting = settingAt(brand, store, at)
        return {
          brand,
          quantity,
          total: charged,
          brandMultiplier: setting?.multiplier ?? 1,
          contractRate: setting?.contractRate ?? null,
        }
      }),
      tenders,
      promotions: promotions.filter(promotion => promotion.from <= at && at < promotion.until),
    }
    const kept = goods.map(({ quantity }) => quantity)
    const award = awardFor(judged, kept)
    const paidFrom = wallets.take(accounts, member, 'memberCash', paid('memberCash'), 'program:sales')
    wallets.move(accounts, member, 'prepaid', -paid('prepaid'), 'program:sales')
    const own = (['points', 'memberCash'] as const).flatMap(unit =>
      award[unit] === 0 ? [] : [earn(member, unit, award[unit], 'program:issuance', at, day, by)],
    )
    wallets.expire(accounts, member, own, today())
    if (coupon) coupon.used = true
    const met = { points: { lapsed: 0, spent: 0 }, memberCash: { lapsed: 0, spent: 0 } }
    const sale = { ...judged, at, day, place: place(), kept, award, paidFrom, own, met, coupon, id: '' }
    member.sales.push(sale)
    post(member, file)
    return Object.assign(sale, { before })
  }

  /** What of a reversal moves: not what has expired already; what was spent is owed. */
  const owed = (sale: Sale, unit: LotUnit, reversed: number): number => {
    const own = sale.own.filter(lot => lot.unit === unit)
    const met = sale.met[unit]
    if (reversed >= 0) {
      const beyond = reversed - Math.min(reversed, sum(own.map(lot => lot.left)))
      const lapsed = Math.min(beyond, Math.max(0, sum(own.map(lot => lot.expired)) - met.lapsed))
      met.lapsed += lapsed
      met.spent += beyond - lapsed
      return reversed - lapsed
    }
    // Kept goods may round to more: what earlier returns took comes back the way it went.
    const spent = Math.min(-reversed, met.spent)
    const expiresOn = lotExpiry(sale.rules, unit, sale.day)
    const isOver = expiresOn !== null && expiresOn <= today()
    const lapsed = isOver ? -reversed - spent : Math.min(-reversed - spent, Math.max(0, met.lapsed))
    met.spent -= spent
    met.lapsed -= lapsed
    return reversed + lapsed
  }

  /** Posts what a unit owes: taken from the sale's own lots first, into debt; or given as a lot of today. */
  const settle = (member: Member, sale: Sale, unit: LotUnit, amount: number): void => {
    if (amount > 0) wallets.take(accounts, member, unit, amount, 'program:issuance', sale.own)
    if (amount < 0) sale.own.push(earn(member, unit, -amount, 'program:issuance', now, today(), sale.rules))
  }

  /** What of the member cash paid comes back to which lot when only so much stays paid: the soonest expiry was paid first. */
  const cashBack = (sale: Sale, before: number, after: number): Taken[] => {
    let [was, is] = [before, after]
    return sale.paidFrom
      .toSorted((a, b) => wallets.soonest(a.lot, b.lot))
      .flatMap(({ lot, amount }) => {
        const back = Math.min(was, amount) - Math.min(is, amount)
        was -= Math.min(was, amount)
        is -= Math.min(is, amount)
        return back > 0 ? [{ lot, amount: back }] : []
      })
  }

  /** Takes back what goods earned that came back, and pays it back: of each line so many stay. */
  const keepOnly = (member: Member, sale: Sale, kept: readonly number[]) => {
    const before = card(member)
    for (const [index, quantity] of kept.entries()) sale.kept[index] = quantity
    const [had, has] = [sale.award, awardFor(sale, sale.kept)]
    sale.award = has
    const paid = (award: Award, kind: string) => sum(award.paid.filter((_, i) => sale.tenders[i]!.kind === kind))
    const points = owed(sale, 'points', had.points - has.points)
    const memberCash = owed(sale, 'memberCash', had.memberCash - has.memberCash)
    const back = cashBack(sale, paid(had, 'memberCash'), paid(has, 'memberCash'))
    const [over, live] = [true, false].map(is => back.filter(({ lot }) => wallets.isOver(lot, today()) === is))
    settle(member, sale, 'points', points)
    if (memberCash < 0) settle(member, sale, 'memberCash', memberCash)
    wallets.putBack(accounts, member, 'memberCash', live!, 'program:sales')
    if (memberCash > 0) settle(member, sale, 'memberCash', memberCash)
    wallets.putBack(accounts, member, 'memberCash', over!, 'program:sales')
    // What comes back to a lot that is over is gone at once, and pays no debt.
    const gone = wallets.take(
      accounts,
      member,
      'memberCash',
      sum(over!.map(part => part.amount)),
      'program:breakage',
      over!.map(part => part.lot),
    )
    for (const { lot, amount } of gone) lot.expired += amount
    wallets.move(accounts, member, 'prepaid', paid(had, 'prepaid') - paid(has, 'prepaid'), 'program:sales')
    if (sale.coupon && sale.kept.every(left => left === 0)) sale.coupon.used = false
    return {
      refund: sale.tenders.map(({ kind }, i) => ({ kind, amount: had.paid[i]! - has.paid[i]! })),
      pointsReversed: had.points - has.points,
      memberCashReversed: had.memberCash - has.memberCash,
      before,
    }
  }

  const giveBackGoods = (member: Member, sale: Sale, index: number, quantity: number) => {
    if (index >= sale.kept.length) throw new Refused('invalid_request')
    if (quantity > sale.kept[index]!) throw new Refused('return_exceeds_purchase')
    const given = keepOnly(member, sale, sale.kept.with(index, sale.kept[index]! - quantity))
    post(member)
    return given
  }

  const bringIn = (all: readonly { readonly member: Member; readonly bought: Bought }[]): ImportedFile => {
    const file: ImportedFile = { receipts: [], undone: false, id: '' }
    for (const { member, bought } of all) file.receipts.push({ member, sale: buy(member, bought, file) })
    files.push(file)
    return file
  }

  const ownerOf = (member: Member): Member => (member.mergedInto ? ownerOf(member.mergedInto) : member)

  /** Takes back a file, from its last receipt to its first, as if it had never come; of who was erased nothing is left. */
  const undo = (file: ImportedFile): void => {
    if (file.undone) return
    const left = file.receipts.filter(({ member }) => !ownerOf(member).isErased)
    if (left.some(({ member }) => isRestedOn(member.journal, file))) throw new Refused('import_has_consequences')
    for (const { member, sale } of left.toReversed()) {
      keepOnly(
        member,
        sale,
        sale.kept.map(() => 0),
      )
      for (const entry of member.journal) if (entry.file === file) entry.undone = true
    }
    file.undone = true
  }

  const redeem = (member: Member, reward: Reward, quantity: number): Redemption => {
    const taken = (member.taken.get(reward.code) ?? 0) + quantity
    const points = reward.points * quantity
    if (reward.tiers && !reward.tiers.includes(card(member).tier ?? '')) throw new Refused('tier_required')
    if (reward.perMember !== null && taken > reward.perMember) throw new Refused('per_member_limit')
    if (reward.stock < quantity) throw new Refused('out_of_stock')
    if (points > Math.max(0, member.balances.points)) throw new Refused('insufficient_points')
    const from = wallets.take(accounts, member, 'points', points, 'program:redemption')
    reward.stock -= quantity
    member.taken.set(reward.code, taken)
    const collectBy = today() + reward.holdDays
    const redemption: Redemption = { member, reward, quantity, from, collectBy, status: 'reserved', id: '' }
    redemptions.push(redemption)
    post(member)
    return redemption
  }

  const giveBackPoints = (redemption: Redemption, status: 'cancelled' | 'lapsed', day: number): void => {
    const { member, reward, quantity, from } = redemption
    wallets.putBack(accounts, member, 'points', from, 'program:redemption')
    wallets.expire(
      accounts,
      member,
      from.map(part => part.lot),
      day,
    )
    reward.stock += quantity
    member.taken.set(reward.code, member.taken.get(reward.code)! - quantity)
    redemption.status = status
    post(member)
  }

  const requireReserved = ({ status }: Redemption): void => {
    if (status === 'lapsed') throw new Refused('reservation_lapsed')
    if (status !== 'reserved') throw new Refused(`redemption_${status}`)
  }

  const topUp = (member: Member, code: string): TopUp & { readonly before: Card } => {
    const before = card(member)
    const plan = rules().topUpPlans.find(one => one.code === code)
    if (!plan) throw new Refused('unknown_plan')
    const { prepaidMinor, points } = plan
    if (member.balances.prepaid + prepaidMinor > (rules().prepaid.capMinor ?? Infinity))
      throw new Refused('prepaid_cap_exceeded')
    wallets.move(accounts, member, 'prepaid', prepaidMinor, 'program:topups')
    const lot = earn(member, 'points', points, 'program:issuance', now, today(), rules())
    const act: Act = { at: now, place: place(), day: today(), rules: rules(), plan: code }
    member.acts.push(act)
    const made = { member, act, lot, points, prepaid: prepaidMinor, reversed: false, id: '', before }
    topUps.push(made)
    post(member)
    return made
  }

  const reverseTopUp = (made: TopUp): void => {
    if (made.reversed) return
    const { member, lot, points, prepaid } = made
    if (member.balances.prepaid < prepaid || lot.left < points) throw new Refused('topup_spent')
    wallets.move(accounts, member, 'prepaid', -prepaid, 'program:topups')
    wallets.take(accounts, member, 'points', points, 'program:issuance', [lot])
    member.acts = member.acts.filter(act => act !== made.act)
    made.reversed = true
    post(member)
  }

  const insufficient = { points: 'points', memberCash: 'member_cash', prepaid: 'prepaid' }

  const adjust = (member: Member, unit: Unit, amount: number): void => {
    if (-amount > Math.max(0, member.balances[unit])) throw new Refused(`insufficient_${insufficient[unit]}`)
    if (unit === 'prepaid') {
      if (amount > 0 && member.balances.prepaid + amount > (rules().prepaid.capMinor ?? Infinity))
        throw new Refused('prepaid_cap_exceeded')
      wallets.move(accounts, member, unit, amount, 'program:adjustment')
    } else if (amount > 0) earn(member, unit, amount, 'program:adjustment', now, today(), rules())
    else wallets.take(accounts, member, unit, -amount, 'program:adjustment')
    post(member)
  }

  const refundPrepaid = (member: Member, amount: number): void => {
    if (amount > member.balances.prepaid) throw new Refused('insufficient_prepaid')
    wallets.move(accounts, member, 'prepaid', -amount, 'program:topups')
    post(member)
  }

  const setTier = (member: Member, code: string | null, through: number | null): void => {
    const tiers = rules().tiers
    const tier = tiers.find(one => one.code === code)
    const held = tiers.find(one => one.code === card(member).tier)
    if (through !== null && !tier) throw new Refused('invalid_request')
    if (tier && tier.rank > (held?.rank ?? 0) && !tier.entry.some(way => way.on === 'hand'))
      throw new Refused('tier_not_by_hand')
    member.acts.push({ at: now, place: place(), day: today(), rules: rules(), tier: code, through })
    post(member)
  }

  /** The better of two cards: the higher with its dates; of equal tiers the later end, held since the earlier. */
  const better = (one: Card, other: Card): Card => {
    const best = isMore(rules(), other, one) ? other : one
    return one.tier === other.tier ? { ...best, since: Math.min(one.since, other.since) } : best
  }

  /** Makes two members one, as if there had always been one; at one instant, what the other did came first. */
  const join = (into: Member, from: Member): void => {
    const best = better(card(into), card(from))
    const placesOf = (member: Member) => [...member.sales, ...member.acts].map(event => event.place)
    const ahead = 1 + Math.max(0, ...placesOf(from)) - Math.min(0, ...placesOf(into))
    for (const event of [...from.sales, ...from.acts]) event.place -= ahead
    wallets.pour(into, from)
    into.registeredOn = Math.min(into.registeredOn, from.registeredOn)
    into.sales.push(...from.sales)
    into.acts.push(...from.acts)
    into.coupons.push(...from.coupons)
    into.names.push(...from.names)
    for (const [reward, taken] of from.taken) into.taken.set(reward, (into.taken.get(reward) ?? 0) + taken)
    for (const theirs of [...redemptions, ...topUps]) if (theirs.member === from) theirs.member = into
    members.splice(members.indexOf(from), 1)
    for (const member of [from, into]) post(member)
    from.mergedInto = into
    // Both together may come to less than the better card was: then that stays.
    if (best.tier !== null && isMore(rules(), best, card(into)))
      into.acts.push({ at: now, place: place(), day: today(), rules: rules(), kept: best })
  }

  /** Merges whose id `from` is, or was. */
  const merge = (into: Member, from: string): void => {
    if (from === into.id) throw new Refused('invalid_request')
    const other = members.find(member => member.names.some(({ id }) => id === from))
    if (!other) throw new Refused('member_erased')
    if (other === into) return
    if (from !== other.id) throw new Refused('member_merged')
    join(into, other)
  }

  const forget = <T extends { readonly member: Member }>(list: T[], gone: Member): void =>
    void list.splice(0, list.length, ...list.filter(({ member }) => member !== gone))

  /** Erases somebody: reservations come back first, then nothing is owed and nobody owes. */
  const erase = (member: Member): void => {
    if (member.balances.prepaid > 0) throw new Refused('prepaid_left')
    for (const redemption of redemptions)
      if (redemption.member === member && redemption.status === 'reserved')
        giveBackPoints(redemption, 'cancelled', today())
    for (const unit of ['points', 'memberCash'] as const)
      wallets.move(accounts, member, unit, -member.balances[unit], 'program:breakage')
    members.splice(members.indexOf(member), 1)
    member.isErased = true
    erased.push(...member.names)
    forget(redemptions, member)
    forget(topUps, member)
  }

  /** The last day before `day` on which a member bought something, or was given what is left of the unit. */
  const lastActiveOn = (member: Member, unit: LotUnit, day: number): number =>
    Math.max(
      member.registeredOn,
      ...member.sales.map(sale => sale.day).filter(on => on < day),
      ...member.lots
        .filter(lot => lot.unit === unit && lot.left > 0 && lot.earnedAt < startOf(day))
        .map(lot => dayAt(lot.earnedAt)),
    )

  /** Clears what a member holds of a unit who has done nothing for so many months. */
  const clearInactive = (member: Member, unit: LotUnit, months: number, day: number): void => {
    if (member.balances[unit] <= 0 || monthsLater(lastActiveOn(member, unit, day), months) > day) return
    const held = member.lots.filter(lot => lot.unit === unit && lot.earnedAt < startOf(day))
    const gone = wallets.take(accounts, member, unit, sum(held.map(lot => lot.left)), 'program:breakage', held)
    for (const { lot, amount } of gone) lot.expired += amount
    if (gone.length === 0) return
    fell.inactive++
    post(member)
  }

  /** What falls due at the start of a day: reservations lapse, lots expire, rebates are given, in this order. */
  const beginDay = (day: number): void => {
    for (const redemption of redemptions)
      if (redemption.status === 'reserved' && redemption.collectBy < day) {
        fell.lapsed++
        giveBackPoints(redemption, 'lapsed', day)
      }
    for (const member of members)
      if (wallets.expire(accounts, member, member.lots, day)) {
        fell.expired++
        post(member)
      }
    const by = rulesAt(versions, startOf(day))
    for (const unit of ['memberCash', 'points'] as const) {
      const rule = by.expiry[unit]
      if (rule.kind === 'inactivity') for (const member of members) clearInactive(member, unit, rule.months, day)
    }
    for (const rebate of by.rebates)
      if (yearlyAfter(day - 1, rebate.on) === day)
        for (const member of members) {
          const { tier } = cardAmong(member, day, event => event.day < day)
          const times = Math.floor(Math.max(0, member.balances.points) / rebate.perPoints)
          if (tier === null || !rebate.tiers.includes(tier) || times === 0) continue
          wallets.take(accounts, member, 'points', times * rebate.perPoints, 'program:redemption')
          const at = startOf(day)
          earn(member, 'memberCash', times * rebate.memberCashMinor, 'program:issuance', at, day, by)
          fell.rebated++
          post(member)
        }
  }

  return {
    accounts,
    members,
    /** The names that lead to nobody any more. */
    erased,
    redemptions,
    topUps,
    files,
    fell,
    rewards,
    promotions,
    now: () => now,
    /** How much was recorded so far. */
    places: () => places,
    today,
    rules,
    card,
    enrol: (birthday: Birthday): Member => {
      const member: Member = {
        balances: { points: 0, memberCash: 0, prepaid: 0 },
        lots: [],
        registeredOn: today(),
        birthday,
        sales: [],
        acts: [],
        coupons: [],
        taken: new Map(),
        journal: [],
        mergedInto: null,
        isErased: false,
        id: '',
        names: [],
      }
      members.push(member)
      return member
    },
    buy,
    giveBackGoods,
    bringIn,
    undo,
    redeem,
    cancel: (redemption: Redemption): void => {
      if (redemption.status === 'cancelled') return
      requireReserved(redemption)
      giveBackPoints(redemption, 'cancelled', today())
    },
    collect: (redemption: Redemption): void => {
      requireReserved(redemption)
      redemption.status = 'collected'
    },
    topUp,
    reverseTopUp,
    adjust,
    refundPrepaid,
    setTier,
    merge,
    erase,
    giveCoupon: (member: Member): Coupon => {
      if (couponsIssued === COUPON.stock) throw new Refused('out_of_stock')
      couponsIssued++
      const validThrough = today() + COUPON.validDays - 1
      const coupon = { issuedAt: now, validThrough, used: false, withdrawn: false, id: '', code: '' }
      member.coupons.push(coupon)
      return coupon
    },
    withdraw: (coupon: Coupon): void => {
      if (coupon.withdrawn) return
      if (coupon.used) throw new Refused('coupon_used')
      coupon.withdrawn = true
    },
    setBrand: (setting: Omit<BrandSetting, 'from'>): void => {
      if (setting.multiplier > Math.max(1, brandCap(rules(), setting.contractRate)))
        throw new Refused('multiplier_exceeds_contract_rate')
      settings.push({ ...setting, from: now })
    },
    promote: (promotion: Promotion, until: number): void => void promotions.push({ ...promotion, from: now, until }),
    endPromotion: (promotion: PublishedPromotion): void => {
      promotion.until = Math.min(promotion.until, now)
    },
    publish: (document: ProgramRules, from: number): void => void versions.push({ rules: document, from }),
    latest: (): ProgramRules => versions.at(-1)!.rules,
    moveClock: (to: number): void => {
      for (let day = today() + 1; day <= dayAt(to); day++) beginDay(day)
      now = to
    },
  }
}

export type ModelProgram = ReturnType<typeof modelProgram>
