import type { RawReceipt } from './random-receipts.ts'

/**
 * Something that decides what receipts earn. `prepare` is what a shop does once and is not measured; `points` gives each
 * receipt's points, and is.
 */
export interface AwardEngine<Prepared = unknown> {
  readonly name: string
  readonly prepare: (receipts: readonly RawReceipt[]) => readonly Prepared[]
  readonly points: (prepared: readonly Prepared[]) => Promise<readonly number[]> | readonly number[]
}
