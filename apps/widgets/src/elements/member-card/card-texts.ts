/** Every text of the card. */
export interface CardTexts {
  readonly title: string
  readonly invitation: string
  readonly show: string
  readonly hint: string
  readonly close: string
  readonly waiting: string
  qr(code: string): string
  renews(seconds: number): string
}
