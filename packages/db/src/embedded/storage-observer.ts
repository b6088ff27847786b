/** Told what the storage does, for whoever watches it. It is called for every request: it must be cheap, and never throw. */
export interface StorageObserver {
  /** A request was answered so many milliseconds after it was asked, queueing included; with the name of its error, if any. */
  readonly answered: (kind: 'read' | 'commit', ms: number, failure: string | undefined) => void
  /** So many batches have become durable by so many transactions, one fsync each. */
  readonly committed: (batches: number, transactions: number) => void
}
