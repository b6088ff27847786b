import { formatInstant, MS_PER_DAY, parseDay, parseInstant, startOfDay } from '@laurel/core'
import { currencyDigits, minorOf } from '../../platform/decimals.ts'
import type { Cells } from '../../platform/imports/file-kind.ts'
import type { FieldFault } from '../../platform/problem.ts'

/** What a receipt's rows have in common. */
const SHARED = ['memberExternalId', 'occurredAt', 'store'] as const

const TENDERS: ReadonlyMap<string, string> = new Map([
  ['现金', 'cash'],
  ['刷卡', 'card'],
  ['银行卡', 'card'],
  ['微信', 'wechat'],
  ['支付宝', 'alipay'],
  ['储值', 'prepaid'],
  ['会员现金', 'memberCash'],
  ['券', 'voucher'],
])

const YES = new Set(['true', '1', 'yes', 'y', '是'])
const NO = new Set(['false', '0', 'no', 'n', '否'])

const LOCAL = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d\d)(?::(\d\d))?)?$/

const two = (text: string): string => text.padStart(2, '0')

/** An instant: with its offset, or as a clock in the program's zone shows it; a date alone is its first moment. */
const instantOf = (text: string, timeZone: string): number | null => {
  const at = parseInstant(text.replace(' ', 'T'))
  if (at !== null) return at
  const [, year, month, day, hour = '0', minute = '00', second = '00'] = LOCAL.exec(text) ?? []
  if (year === undefined) return null
  const date = `${year}-${two(month!)}-${two(day!)}`
  const on = parseDay(date)
  const clock = parseInstant(`${date}T${two(hour)}:${minute}:${second}Z`)
  if (on === null || clock === null) return null
  const guess = startOfDay(on, timeZone) + (clock % MS_PER_DAY)
  // Where the clocks changed that day it shows another hour.
  const shown = parseInstant(`${formatInstant(guess, timeZone).slice(0, 19)}Z`)!
  return guess + clock - shown
}

/** A receipt without its member, its instants as text, as the body of a purchase has them. */
interface RowsReceipt {
  readonly externalId: string
  readonly occurredAt: string
  readonly store: string
  readonly lines: readonly object[]
  readonly tenders: readonly { readonly kind: string; readonly amount: number }[]
}

/** How many a row is of; 0 where it cannot be read. */
const countOf = ({ quantity = '1' }: Cells): number => (/^\d{1,7}(\.0+)?$/.test(quantity) ? Number(quantity) : 0)

/** What a row comes to in minor units; null where it cannot be read. */
export const totalOfRow = (cells: Cells, currency: string): number | null => {
  const price = minorOf(cells['unitPrice'] ?? '', currencyDigits(currency))
  const total = (price ?? 0) * countOf(cells)
  return price === null || countOf(cells) < 1 || !Number.isSafeInteger(total) ? null : total
}

/** Makes one receipt of its rows, each a line, or says what is wrong with them. */
export const receiptOfRows = (
  rows: readonly Cells[],
  { currency, timeZone, isPast }: { readonly currency: string; readonly timeZone: string; readonly isPast: boolean },
): RowsReceipt | { readonly faults: readonly FieldFault[] } => {
  const faults: FieldFault[] = []
  const fault = (path: string, message: string) => void faults.push({ path, message })
  const [first = {}] = rows
  for (const field of SHARED)
    if (rows.some(cells => cells[field] !== undefined && cells[field] !== first[field]))
      fault(field, 'is not the same in all rows of the receipt')
  const digits = currencyDigits(currency)
  const price = (field: string, text: string): number => {
    const minor = minorOf(text, digits)
    if (minor === null) fault(field, `must be a decimal such as 129.90, with at most ${digits} digits after the point`)
    return minor ?? 0
  }
  const at = instantOf(first['occurredAt'] ?? '', timeZone)
  if (at === null) fault('occurredAt', 'must be an instant such as 2026-03-10T14:05:00+08:00, or 2026-03-10 14:05')
  const paid = new Map<string, number>()
  const lines = rows.map(cells => {
    const { sku, itemName, brand, category, size, color, style, promotional } = cells
    const count = countOf(cells)
    if (count < 1) fault('quantity', 'must be a whole number from 1 on')
    const unitPrice = price('unitPrice', cells['unitPrice'] ?? '')
    const kind = cells['tender'] ?? ''
    const told = TENDERS.get(kind) ?? kind
    // The wallets of an old system are none that a return could give back to.
    const tender = isPast && (told === 'memberCash' || told === 'prepaid') ? 'voucher' : told
    paid.set(tender, (paid.get(tender) ?? 0) + count * unitPrice)
    const isPromotional = (promotional ?? 'false').toLowerCase()
    if (!YES.has(isPromotional) && !NO.has(isPromotional)) fault('promotional', 'must be true or false')
    return {
      sku: sku ?? '',
      ...(itemName !== undefined && { name: itemName }),
      ...(brand !== undefined && { brand }),
      ...(category !== undefined && { category }),
      ...(size !== undefined && { size }),
      ...(color !== undefined && { color }),
      ...(style !== undefined && { style }),
      quantity: count,
      unitPrice,
      ...(cells['listPrice'] !== undefined && { listPrice: price('listPrice', cells['listPrice']) }),
      promotional: YES.has(isPromotional),
    }
  })
  if (faults.length > 0) return { faults }
  return {
    externalId: first['externalId']!,
    occurredAt: formatInstant(at!, timeZone),
    store: first['store'] ?? '',
    lines,
    tenders: [...paid].map(([kind, amount]) => ({ kind, amount })),
  }
}
