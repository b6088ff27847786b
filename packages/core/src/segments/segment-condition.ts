import type { z } from 'zod'
import type { Day } from '../calendar/day.ts'
import type { CustomField } from '../dossier/custom-field.ts'
import type { ProgramCuts } from '../insight/program-cuts.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { MemberTest } from './member-test.ts'

/** A custom field as a condition may ask of it. */
export interface AskedField extends CustomField {
  /** Whether it is in use, and how much it counts in the completeness of a dossier then. */
  readonly active: boolean
  readonly weight: number
}

/** What a condition may look at beside the member. */
export interface SegmentContext {
  readonly today: Day
  /** Where the program's days begin and end. */
  readonly timeZone: string
  readonly rules: CompiledRules
  /** The fields that the program has defined, by their code. */
  readonly fields: ReadonlyMap<string, AskedField>
  /** Where the program's buyers are parted since the last night; null before the first. */
  readonly cuts: ProgramCuts | null
}

/** One kind of condition: the words for it in a filter, and what they ask of a member. */
export interface SegmentConditionKind<S extends z.ZodType = z.ZodType> {
  readonly kind: string
  readonly schema: S
  /** The test; or why it can be none, in words that echo no input. */
  readonly compile: (config: z.output<S>, context: SegmentContext) => MemberTest | string
}

/** Declares a kind of condition, its config typed by its schema. */
export const segmentConditionKind = <const S extends z.ZodType>(
  kind: SegmentConditionKind<S>,
): SegmentConditionKind<S> => kind
