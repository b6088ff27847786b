/** Every text of the history. Amounts, dates and names arrive formatted. */
export interface HistoryTexts {
  readonly title: string
  readonly invitation: string
  readonly views: Readonly<Record<'entries' | 'receipts' | 'expiring', string>>
  readonly nothing: Readonly<Record<'entries' | 'receipts' | 'expiring', string>>
  readonly more: string
  /** Why a balance moved: by kind and cause, else by cause, else by kind; `other` for words of a later version. */
  readonly why: Readonly<Record<string, string>>
  /** Why points were multiplied, by its stable code. */
  readonly because: Readonly<Record<string, string>>
  receipt(number: string): string
  returned(count: string): string
  times(multiplier: string, because: string): string
  expires(day: string): string
}
