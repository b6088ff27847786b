import { boundedMultiplier } from '../brands/brand-cap.ts'
import type { Day } from '../calendar/day.ts'
import { dayOf } from '../calendar/zone.ts'
import { lapsedOf } from '../ledger/lots.ts'
import { addSafe } from '../money/safe.ts'
import { SCALE } from '../money/scaled.ts'
import type { CompiledRules } from '../program/compile.ts'
import { actsWithReceipt } from '../purchases/decide-purchase.ts'
import { standingAt } from '../purchases/judge-receipt.ts'
import { postNothing, postPurchase } from '../purchases/post-purchase.ts'
import type { AwardFacts, Tender } from '../purchases/receipt.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryLine, HistoryPurchase } from './kept-history.ts'
import type { ReplayedBooks } from './replayed-books.ts'

type WalletTender = keyof ReplayedBooks['short']

const isOfWallet = (tender: Tender): tender is Tender & { kind: WalletTender } =>
  tender.kind === 'memberCash' || tender.kind === 'prepaid'

/**
 * The tenders of a receipt as far as the member's wallets hold them. What they do not hold was paid in fact: it stands
 * as a voucher, which no wallet gives and no return gives back.
 */
const payable = (tenders: readonly Tender[], books: ReplayedBooks, businessDay: Day): readonly Tender[] => {
  if (!tenders.some(isOfWallet)) return tenders
  const { balances, lots } = books.wallet
  const left = {
    memberCash: Math.max(0, balances.memberCash - lapsedOf(lots.memberCash, businessDay)),
    prepaid: balances.prepaid,
  }
  const missing = { memberCash: 0, prepaid: 0 }
  const paid = tenders.flatMap((tender): readonly Tender[] => {
    if (!isOfWallet(tender)) return [tender]
    const { kind, amountMinor } = tender
    const held = Math.min(left[kind], amountMinor)
    if (held === amountMinor) {
      left[kind] -= held
      return [tender]
    }
    left[kind] = 0
    missing[kind] = addSafe(missing[kind], amountMinor - held)
    const voucher: Tender = { kind: 'voucher', amountMinor: amountMinor - held }
    return held === 0 ? [voucher] : [{ kind, amountMinor: held }, voucher]
  })
  for (const kind of ['memberCash', 'prepaid'] as const)
    if (missing[kind] > 0) {
      const short = books.short[kind]
      short.receipts++
      short.amountMinor = addSafe(short.amountMinor, missing[kind])
    }
  return paid
}

const sumOf = (tenders: readonly Tender[], counts: (kind: Tender['kind']) => boolean): number => {
  let sum = 0
  for (const { kind, amountMinor } of tenders) if (counts(kind)) sum = addSafe(sum, amountMinor)
  return sum
}

/** The line as the draft judges it: the multiplier that was kept, or what the brand had set under the draft's cap. */
const judgedLine = (rules: CompiledRules, line: HistoryLine): HistoryLine => {
  const { setting } = line
  return setting === undefined
    ? line
    : {
        ...line,
        brandMultiplier: setting ? boundedMultiplier(rules.document, setting.multiplier, setting.contractRate) : SCALE,
      }
}

const judgedLines = (
  draft: DraftTimeline,
  rules: CompiledRules,
  { rulesVersion, lines }: HistoryPurchase,
): readonly HistoryLine[] =>
  draft.keepsBrandMultipliers || rules.version === rulesVersion || draft.boundsBrandsLike(rulesVersion)
    ? lines
    : lines.map(line => judgedLine(rules, line))

/** Judges a kept receipt again at its own instant, on the books as the replay has them, and posts it. */
export const replayPurchase = (draft: DraftTimeline, books: ReplayedBooks, receipt: HistoryPurchase): void => {
  const { id, seq, occurredAt, recordedAt: now, store, birthday, promotions, isPast } = receipt
  const timeline = draft.judging(occurredAt, receipt.rulesVersion)
  const { wallet } = books
  const later = books.laterOn(dayOf(occurredAt, timeline.timeZone), occurredAt)
  const moment = { store, occurredAt, later, promotions, now }
  // The birthday is the one that was kept: the person may have been erased since.
  const known = { registeredOn: books.registeredOn, activity: books.activity, acts: books.acts, birthday: null }
  const standing = standingAt(timeline, known, moment, day => books.heldOn(timeline, day))
  const { rules, businessDay, today } = standing
  const { tier, room } = standing.facts
  const tenders = payable(receipt.tenders, books, businessDay)
  const cashMinor = sumOf(tenders, rules.isCash)
  const lines = judgedLines(draft, rules, receipt)
  const facts: AwardFacts = { occurredAt, businessDay, store, tier, birthday, cashMinor, room, promotions, lines }
  const award = rules.award(facts)
  const before = { balances: wallet.balances, memberCashLots: wallet.lots.memberCash }
  const spent = {
    memberCash: sumOf(tenders, kind => kind === 'memberCash'),
    prepaid: sumOf(tenders, kind => kind === 'prepaid'),
  }
  const posted = isPast
    ? postNothing(before, { rules, occurredAt })
    : postPurchase(before, { rules, award, spent, occurredAt, businessDay, now, today, transactionId: id })
  const earned = posted.opened.find(({ unit, remaining }) => unit === 'points' && remaining > 0)
  const points = earned
    ? [...wallet.lots.points, { id, earnedAt: occurredAt, expiresOn: earned.expiresOn, remaining: earned.remaining }]
    : wallet.lots.points
  books.post(id, {
    wallet: { balances: posted.balances, lots: { points, memberCash: posted.memberCashLots } },
    transfers: posted.transactions.flatMap(({ transfers }) => transfers),
    opened: posted.opened,
  })
  // What came too late has expired at once.
  for (const { unit, opened, remaining } of posted.opened)
    if (opened > remaining) books.lapse(unit, id, opened - remaining)
  const counted = { points: award.points, spendMinor: cashMinor }
  const day = {
    day: businessDay,
    rulesVersion: rules.version,
    qualifyingPoints: award.points,
    spendMinor: cashMinor,
  }
  books.addActivity(day)
  if (books.acts.length > 0) books.acts = actsWithReceipt(books.acts, occurredAt, day)
  const drawn = posted.draws
  const soldAt = occurredAt
  books.keep({
    id,
    seq,
    soldAt,
    rulesVersion: rules.version,
    facts,
    tenders,
    counted,
    drawn,
    isPast,
    broughtBack: null,
  })
}
