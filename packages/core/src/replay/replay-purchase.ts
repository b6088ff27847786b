import { boundedMultiplier } from '../brands/brand-cap.ts'
import { dayOf } from '../calendar/zone.ts'
import { lapsedOf } from '../ledger/lots.ts'
import { addSafe } from '../money/safe.ts'
import { SCALE } from '../money/scaled.ts'
import type { CompiledRules } from '../program/compile.ts'
import { withReceipt } from '../purchases/decide-purchase.ts'
import { standingAt } from '../purchases/judge-receipt.ts'
import { postPurchase } from '../purchases/post-purchase.ts'
import type { AwardFacts, Tender } from '../purchases/receipt.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryLine, HistoryPurchase } from './kept-history.ts'
import type { ReplayedBooks, Shortfall } from './replayed-books.ts'

type WalletTender = keyof ReplayedBooks['short']

const isOfWallet = (tender: Tender): tender is Tender & { kind: WalletTender } =>
  tender.kind === 'memberCash' || tender.kind === 'prepaid'

/**
 * The tenders of a receipt as far as the member's wallets hold them. What they do not hold was paid in fact: it stands
 * as a voucher, which no wallet gives and no return gives back.
 */
const payable = (
  tenders: readonly Tender[],
  available: Readonly<Record<WalletTender, number>>,
  short: Record<WalletTender, Shortfall>,
): readonly Tender[] => {
  const left = { ...available }
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
      short[kind].receipts++
      short[kind].amountMinor = addSafe(short[kind].amountMinor, missing[kind])
    }
  return paid
}

const sumOf = (tenders: readonly Tender[], counts: (kind: Tender['kind']) => boolean): number =>
  tenders.reduce((sum, { kind, amountMinor }) => (counts(kind) ? addSafe(sum, amountMinor) : sum), 0)

/** The line as the draft judges it: the multiplier that was kept, or what the brand had set under the draft's cap. */
const judgedLine = (
  draft: DraftTimeline,
  rules: CompiledRules,
  keptVersion: number,
  line: HistoryLine,
): HistoryLine => {
  const { setting } = line
  if (setting === undefined || rules.version === keptVersion || draft.boundsBrandsLike(keptVersion)) return line
  return {
    ...line,
    brandMultiplier: setting ? boundedMultiplier(rules.document, setting.multiplier, setting.contractRate) : SCALE,
  }
}

/** Judges a kept receipt again at its own instant, on the books as the replay has them, and posts it. */
export const replayPurchase = (draft: DraftTimeline, books: ReplayedBooks, receipt: HistoryPurchase): void => {
  const { id, seq, occurredAt, recordedAt: now, store, promotions } = receipt
  const timeline = draft.judging(occurredAt, receipt.rulesVersion)
  const { wallet } = books
  const later = books.laterOn(dayOf(occurredAt, timeline.timeZone), occurredAt)
  // The birthday is the one that was kept: the person may have been erased since.
  const moment = { store, occurredAt, later, promotions, now }
  const standing = standingAt(timeline, { ...books.tierFacts, birthday: null }, moment)
  const { rules, businessDay, today } = standing
  const tenders = payable(
    receipt.tenders,
    {
      memberCash: Math.max(0, wallet.balances.memberCash - lapsedOf(wallet.lots.memberCash, businessDay)),
      prepaid: wallet.balances.prepaid,
    },
    books.short,
  )
  const facts: AwardFacts = {
    ...standing.facts,
    birthday: receipt.birthday,
    cashMinor: sumOf(tenders, rules.isCash),
    lines: receipt.lines.map(line => judgedLine(draft, rules, receipt.rulesVersion, line)),
  }
  const award = rules.award(facts)
  const posted = postPurchase(
    { balances: wallet.balances, memberCashLots: wallet.lots.memberCash },
    {
      rules,
      award,
      spent: {
        memberCash: sumOf(tenders, kind => kind === 'memberCash'),
        prepaid: sumOf(tenders, kind => kind === 'prepaid'),
      },
      occurredAt,
      businessDay,
      now,
      today,
      transactionId: id,
    },
  )
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
  const counted = { points: award.points, spendMinor: facts.cashMinor }
  const day = {
    day: businessDay,
    rulesVersion: rules.version,
    qualifyingPoints: award.points,
    spendMinor: facts.cashMinor,
  }
  Object.assign(books, withReceipt({ activity: books.activity, acts: books.acts }, occurredAt, day))
  books.keep({
    id,
    seq,
    soldAt: occurredAt,
    rulesVersion: rules.version,
    bought: { facts, quantities: receipt.lines.map(line => line.quantity), tenders },
    counted,
    returned: receipt.lines.map(() => 0),
    returns: [],
    reversed: { points: { lapsed: 0, spent: 0 }, memberCash: { lapsed: 0, spent: 0 } },
    drawn: posted.draws,
  })
}
