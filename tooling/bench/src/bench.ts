/** What a figure must come to; the issue or a document of ours promises it. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number }

/** One number of a run. */
export interface Figure {
  readonly what: string
  readonly value: number
  /** What it counts: `receipts/s`, `ms`, `×`. */
  readonly unit: string
  readonly goal?: Goal
}

/** What one bench came to. */
export interface Measured {
  readonly figures: readonly Figure[]
  /** What a reader must know to read the figures right, found out by the run itself. */
  readonly notes: readonly string[]
}

/** `full` gives figures; `tiny` only shows that the bench runs. */
export type Size = 'full' | 'tiny'

/** How far a bench that can be very long goes. */
export interface Bounds {
  /** The members of the largest program. */
  readonly members?: number
  /** The rows of the largest file that is brought in. */
  readonly rows?: number
  /** Where what took long to make is kept for the next time. */
  readonly folder?: string
}

/** Something that is measured, by itself or with the others, each claim a ratio within the same run. */
export interface Bench {
  /** As it is called for: `pnpm bench award`. */
  readonly name: string
  readonly title: string
  /** What is done, in a sentence or two; Markdown. */
  readonly how: string
  readonly run: (size: Size, bounds?: Bounds) => Promise<Measured>
}

/** A figure in the unit it says, perhaps with its goal. */
export const figure = (what: string, value: number, unit: string, goal?: Goal): Figure => {
  if (!Number.isFinite(value)) throw new RangeError(`${what} came to ${value}`)
  return { what, value, unit, ...(goal && { goal }) }
}

/** How often the one is in the other. */
export const ratio = (what: string, of: number, to: number, goal?: Goal): Figure => figure(what, of / to, '×', goal)
