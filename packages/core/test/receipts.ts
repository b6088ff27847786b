import type { Day } from '../src/calendar/day.ts'
import { SCALE } from '../src/money/scaled.ts'
import type { MemberBooks } from '../src/purchases/member-books.ts'
import type { PurchaseFacts } from '../src/purchases/decide-purchase.ts'
import type { AwardFacts, BrandSetting, LineFacts, Receipt, ReceiptLine, Tender } from '../src/purchases/receipt.ts'
import type { DayActivity } from '../src/tiers/activity.ts'
import { day, shanghai } from './program.ts'

/** A line as an award sees it: plain, ¥100 unless told. */
export const lineFacts = (fields: Partial<LineFacts> = {}): LineFacts => ({
  sku: 'A1',
  quantity: 1,
  brand: null,
  category: null,
  promotional: false,
  totalMinor: 100_00,
  brandMultiplier: SCALE,
  ...fields,
})

/** Facts of a receipt that was paid wholly in cash unless told, on a plain Tuesday, by nobody in particular. */
export const awardFacts = (fields: Partial<AwardFacts> = {}): AwardFacts => {
  const lines = fields.lines ?? [lineFacts()]
  return {
    occurredAt: shanghai('2026-03-10 14:05:00'),
    businessDay: day('2026-03-10'),
    store: 'beijing-1',
    tier: null,
    birthday: false,
    cashMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
    room: null,
    promotions: [],
    ...fields,
    lines,
  }
}

export const receiptLine = (totalMinor: number, fields: Partial<ReceiptLine> = {}): ReceiptLine => ({
  sku: 'A1',
  brand: null,
  category: 'apparel',
  size: null,
  color: null,
  style: null,
  quantity: 1,
  unitPriceMinor: totalMinor,
  listPriceMinor: totalMinor,
  totalMinor,
  promotional: false,
  ...fields,
})

/** A receipt of one line for so much, paid by WeChat unless told. */
export const receipt = (totalMinor: number, occurredAt: number, fields: Partial<Receipt> = {}): Receipt => ({
  store: 'beijing-1',
  occurredAt,
  lines: [receiptLine(totalMinor)],
  tenders: [{ kind: 'wechat', amountMinor: totalMinor }],
  ...fields,
})

export const tender = (kind: Tender['kind'], amountMinor: number): Tender => ({ kind, amountMinor })

/** What a till's receipt is judged by: nothing later, no brand settings, recorded as it occurred, unless told. */
export const purchase = (receipt: Receipt, fields: Partial<PurchaseFacts> = {}): PurchaseFacts => ({
  receipt,
  brands: receipt.lines.map(() => null),
  promotions: [],
  later: [],
  now: receipt.occurredAt,
  transactionId: 1,
  ...fields,
})

export const brandSetting = (fields: Partial<BrandSetting> = {}): BrandSetting => ({
  multiplier: SCALE,
  contractRate: null,
  takesMemberDiscount: true,
  tierDiscount: null,
  ...fields,
})

/** The books of a member who has nothing yet. */
export const newBooks = (registeredOn: string, fields: Partial<MemberBooks> = {}): MemberBooks => ({
  registeredOn: day(registeredOn),
  birthday: null,
  balances: { points: 0, memberCash: 0, prepaid: 0 },
  activity: [],
  memberCashLots: [],
  ...fields,
})

/** A day on which so many points were earned, and a yuan spent for each unless told. */
export const points = (on: string | Day, qualifyingPoints: number, fields: Partial<DayActivity> = {}): DayActivity => ({
  day: typeof on === 'string' ? day(on) : on,
  rulesVersion: 1,
  qualifyingPoints,
  spendMinor: qualifyingPoints * 100,
  ...fields,
})
