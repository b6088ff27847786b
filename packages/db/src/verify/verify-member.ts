import {
  dayOf,
  decideTierHistory,
  firstExpiry,
  lastHolding,
  lotExpiresOn,
  memberAccount,
  nextTierDecisionOn,
  rebuildBooks,
  startOfDay,
  units,
  type Account,
  type Day,
  type DayActivity,
  type KeptLot,
  type KeptTransaction,
  type PublishedTimeline,
  type RulesTimeline,
  type TransactionKind,
  type Unit,
} from '@laurel/core'
import { verifyJob } from './verify-jobs.ts'
import { verifyBenefits } from './verify-benefits.ts'
import { verifyCoupons } from './verify-coupons.ts'
import { verifyRedemptions } from './verify-redemptions.ts'
import type { SaleRow } from './verify.queries.ts'
import { keptAwardFacts } from '../purchases/kept-facts.ts'
import { differ } from './differ.ts'
import { strayThings, verifyPromotionGifts } from './verify-promotion-gifts.ts'
import { verifyPromotions } from './verify-promotions.ts'
import { verifyFacts } from './verify-facts.ts'
import type { KeptMember } from './kept-member.ts'
import { netOfReturns, rebuiltDays } from './rebuilt-days.ts'
import { rebuiltTierActs, verifyByHand } from './verify-by-hand.ts'
import { verifyMergedTiers } from './verify-merged-tiers.ts'
import { verifyMerges } from './verify-merges.ts'
import { verifyVersion } from './verify-versions.ts'
import { verifyExpiryOfReturn, verifyReturns, type VerifiedBooks } from './verify-returns.ts'

/** A purchase against its own lines and tenders, its award made again, and its transaction. */
const verifyPurchase = (
  timeline: RulesTimeline,
  { purchase, lines, tenders, promotions }: KeptMember['purchases'][number],
  transaction: KeptTransaction | undefined,
): string[] => {
  if (!transaction) return ['has no transaction']
  const rules = timeline.version(transaction.rulesVersion)
  const award = rules.award(keptAwardFacts({ purchase, lines }, promotions.known))
  const isPast = transaction.kind === 'past'
  const moved = (debit: Account, credit: Account, unit: Unit): number => {
    let sum = 0
    for (const t of transaction.transfers)
      if (t.debit === debit && t.credit === credit && t.unit === unit) sum += t.amount
    return sum
  }
  let [total, cash, lineTotal] = [0, 0, 0]
  const tendered = { memberCash: 0, prepaid: 0 }
  for (const { kind, amountMinor } of tenders) {
    total += amountMinor
    if (rules.isCash(kind)) cash += amountMinor
    if (kind === 'memberCash' || kind === 'prepaid') tendered[kind] += amountMinor
  }
  for (const { totalMinor } of lines) lineTotal += totalMinor
  return [
    ...verifyPromotions({ purchase, lines }, promotions),
    ...differ('total of the lines', lineTotal, purchase.totalMinor),
    ...differ('total of the tenders', total, purchase.totalMinor),
    ...differ('cash part', cash, purchase.cashMinor),
    ...differ('points', award.points, purchase.points),
    ...differ('member cash', award.memberCashMinor, purchase.memberCash),
    ...lines.flatMap((line, i) =>
      award.lines[i]?.points === line.points ? [] : differ(`points of line ${i}`, award.lines[i]?.points, line.points),
    ),
    // What came from an old system was earned there, and paid there.
    ...differ(
      'points in the journal',
      moved('program:issuance', 'member:points', 'points'),
      isPast ? 0 : purchase.points,
    ),
    ...differ(
      'member cash in the journal',
      moved('program:issuance', 'member:memberCash', 'memberCash'),
      isPast ? 0 : purchase.memberCash,
    ),
    ...(['memberCash', 'prepaid'] as const).flatMap(unit =>
      differ(
        `${unit} tendered, in the journal`,
        moved(memberAccount(unit), 'program:sales', unit),
        isPast ? 0 : tendered[unit],
      ),
    ),
  ]
}

/** A purchase and its returns. */
const verifySale = (
  books: VerifiedBooks,
  things: Pick<KeptMember, 'gifts' | 'coupons'>,
  kept: KeptMember['purchases'][number],
): string[] => {
  const { purchase, lines, tenders, returns, promotions } = kept
  const transaction = books.byId.get(purchase.id)
  const facts = keptAwardFacts({ purchase, lines }, promotions.known)
  const quantities = lines.map(line => line.quantity)
  return [
    ...verifyPurchase(books.timeline, kept, transaction),
    ...(transaction
      ? verifyReturns(books, {
          transaction,
          facts,
          quantities,
          tenders,
          returns,
        })
      : []),
    ...(transaction
      ? verifyPromotionGifts(books, things, {
          id: purchase.id,
          rulesVersion: transaction.rulesVersion,
          bought: { facts, quantities, tenders },
          returns,
          kept: kept.promotionGifts,
        })
      : []),
  ]
}

const sameDays = (a: readonly DayActivity[], b: readonly DayActivity[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => {
    const other = b[i]!
    return (
      one.day === other.day &&
      one.rulesVersion === other.rulesVersion &&
      one.qualifyingPoints === other.qualifyingPoints &&
      one.spendMinor === other.spendMinor
    )
  })

const daysText = (days: readonly DayActivity[]): string =>
  days.map(d => `${d.day}/${d.rulesVersion}: ${d.qualifyingPoints} points, ${d.spendMinor} spent`).join('; ')

/** A tier or lots may be looked at too early, which changes nothing, but never too late. */
const missed = (what: string, due: Day | null, kept: Day | null): string[] =>
  due === null || (kept !== null && kept <= due) ? [] : differ(what, due, kept)

/** What is given by the rules of its instant, and expires by them. */
const expiresByRules: ReadonlySet<TransactionKind> = new Set(['earn', 'topup', 'adjust', 'rebate', 'return'])

/** A lot against the rules' expiry of it, or what was `told` of one that came from an old system. */
const verifyExpiry = (
  timeline: RulesTimeline,
  lot: KeptLot,
  opener: KeptTransaction | undefined,
  told: Day | null | undefined,
): string[] => {
  if (opener?.kind === 'opening') return differ(`expiry of the lot of ${lot.unit} ${lot.id}`, told, lot.expiresOn)
  if (!opener || !expiresByRules.has(opener.kind)) return []
  const rule = timeline.version(opener.rulesVersion).document.expiry[lot.unit]
  const expiresOn = lotExpiresOn(rule, dayOf(lot.earnedAt, timeline.timeZone))
  // What a return gives lives from the day on which it was recorded, which is not before it was.
  if (opener.kind === 'return' && expiresOn !== null && lot.expiresOn !== null && lot.expiresOn >= expiresOn) return []
  return expiresOn === lot.expiresOn
    ? []
    : differ(`expiry of the lot of ${lot.unit} ${lot.id}`, expiresOn, lot.expiresOn)
}

/**
 * The versions that a kept tier was decided by. One published in the very instant in which a day began came after that
 * day's decisions: who is to be looked at again for it has been looked at without it.
 */
const tierTimeline = (
  timeline: RulesTimeline,
  { tierAsOf, tierNextOn }: NonNullable<KeptMember['standing']>,
): RulesTimeline => {
  const dawn = startOfDay(tierAsOf, timeline.timeZone)
  const isAwaited = tierNextOn !== null && tierNextOn <= tierAsOf && timeline.changesAfter(dawn - 1) === dawn
  return isAwaited ? { ...timeline, at: instant => timeline.at(instant === dawn ? dawn - 1 : instant) } : timeline
}

/** What is kept beside the journal of a member who is there, against what the journal gives. */
const verifyStanding = (
  timeline: RulesTimeline,
  { registeredOn, journal, lots, acts, cards }: KeptMember,
  standing: NonNullable<KeptMember['standing']>,
  rebuilt: {
    readonly balances: Readonly<Record<Unit, number>>
    readonly days: readonly DayActivity[]
    readonly purchases: readonly SaleRow[]
  },
): string[] => {
  const activity = rebuilt.days
  const tierActs = rebuiltTierActs(acts, journal, rebuilt.purchases)
  const known = tierTimeline(timeline, standing)
  const held = lastHolding(decideTierHistory(known, { registeredOn, activity, acts: tierActs }, standing.tierAsOf))
  return [
    ...units.flatMap(unit => differ(`balance of ${unit}`, rebuilt.balances[unit], standing[unit])),
    ...differ('place of the last transaction', journal.length - cards.cardOf.size, standing.seq),
    ...differ('tier', held.tier, standing.tier),
    ...differ('tier since', held.since, standing.tierSince),
    ...differ('tier through', held.through, standing.tierThrough),
    ...missed(
      'next decision on the tier',
      nextTierDecisionOn(known, held, standing.tierAsOf, activity),
      standing.tierNextOn,
    ),
    ...missed('first expiry', firstExpiry(lots), standing.expiresOn),
  ]
}

/** Of somebody who was erased the accounts are closed, by the last transaction of all, against breakage. */
const verifyErased = (
  { erasedBy, journal, standing }: KeptMember,
  balances: Readonly<Record<Unit, number>>,
): string[] => {
  const last = journal.at(-1)
  return [
    ...(standing ? ['was erased and has a standing'] : []),
    ...units.flatMap(unit => differ(`balance of ${unit}`, balances[unit], 0)),
    ...(last?.id === erasedBy && last?.kind === 'expire' && last.causeId === null && !last.job
      ? last.transfers.flatMap(({ debit, credit, unit }) =>
          [debit, credit].includes(unit === 'prepaid' ? 'program:topups' : 'program:breakage')
            ? []
            : [`was erased with ${unit} from ${debit} to ${credit}`],
        )
      : ['was erased by no transaction']),
  ]
}

/**
 * Rebuilds one member from journal and receipts and compares: balances, lots, draws, days, tier, every award. Gives one
 * sentence for each difference.
 */
export const verifyMember = (timeline: PublishedTimeline, member: KeptMember): string[] => {
  const { isThere, standing, journal, lots } = member
  if (isThere && !standing) return ['has no standing']
  const books = rebuildBooks(timeline, journal, lots, member.cards.merges)
  const days = rebuiltDays(member)
  const purchases = member.purchases.map(netOfReturns)
  const byId = new Map(journal.map(transaction => [transaction.id, transaction]))
  const byHand = verifyByHand(timeline, member.acts, journal)
  const gifts = verifyRedemptions(timeline, member.gifts, journal)
  const returns = member.purchases.flatMap(purchase => purchase.returns)
  const receipts = member.purchases.map(({ purchase: { id, occurredOn, cashMinor }, returns: its }) => ({
    id,
    occurredOn,
    cashMinor,
    returns: its.map(one => one.return),
  }))
  const causes = new Set([
    ...purchases.map(({ id }) => id),
    ...returns.map(one => one.return.id),
    ...byHand.causes,
    ...gifts.causes,
    ...member.cards.merges.flatMap(({ id, fromTransactionId }) => [id, fromTransactionId]),
  ])
  const kept = { timeline, byId, journal, lots }
  const told = new Map(member.acts.openings.map(({ id, expiresOn }) => [id, expiresOn]))
  return [
    ...differ('day of the registration', dayOf(member.registeredAt, timeline.timeZone), member.registeredOn),
    ...books.faults,
    ...lots.flatMap(lot => verifyExpiry(timeline, lot, byId.get(lot.id), told.get(lot.id))),
    ...(sameDays(days, member.days) ? [] : differ('days', daysText(days), daysText(member.days))),
    ...(isThere && standing
      ? verifyStanding(timeline, member, standing, { balances: books.balances, days, purchases })
      : verifyErased(member, books.balances)),
    ...member.purchases.flatMap(purchase =>
      verifySale(kept, member, purchase).map(fault => `purchase ${purchase.purchase.id}, ${fault}`),
    ),
    ...strayThings(
      kept,
      member,
      member.purchases.flatMap(purchase => purchase.promotionGifts.given),
    ),
    ...byHand.faults,
    ...journal.flatMap(transaction => verifyExpiryOfReturn(kept, transaction)),
    ...gifts.faults,
    ...verifyBenefits(timeline, member.benefits, receipts, 1 + member.cards.merges.length),
    ...verifyMerges(member.cards, byId),
    ...(isThere ? verifyMergedTiers(timeline, member, byId) : []),
    ...verifyFacts(timeline, member, byId),
    ...verifyCoupons(timeline, member.coupons, member.purchases),
    ...journal.flatMap(transaction => verifyVersion(timeline, byId, transaction)),
    ...journal.flatMap(transaction => verifyJob(timeline, member, byId, transaction)),
    ...journal.flatMap(({ id, seq, kind, causeId, job }) =>
      (
        kind === 'expire' || kind === 'rebate'
          ? job !== undefined || (causeId !== null && byId.has(causeId)) || id === member.erasedBy
          : causes.has(id)
      )
        ? []
        : [`transaction ${seq} has no cause`],
    ),
  ]
}
