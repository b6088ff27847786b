import type { DecidedChunk } from './decide-chunk.ts'

/** What an occurrence takes up next. */
export interface Part {
  /** The members it may write. */
  readonly memberIds: readonly number[]
  /** Where the occurrence stands after it. */
  readonly cursor: number
  /** Whether nothing comes after it. */
  readonly isLast: boolean
  /** Decides it on what is there then; asked again where a commit was refused. */
  readonly decide: () => Promise<DecidedChunk>
}
