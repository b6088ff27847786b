/**
 * What a rule answers: yes with everything that follows from it, or no with a named reason and its facts.
 * A business "no" is a value, never an exception.
 */
export type Decision<Accepted, Reason extends string> =
  | { readonly accepted: true; readonly value: Accepted }
  | {
      readonly accepted: false
      readonly reason: Reason
      readonly facts: Readonly<Record<string, string | number | null>>
    }

export const accept = <Accepted>(value: Accepted): { readonly accepted: true; readonly value: Accepted } => ({
  accepted: true,
  value,
})

export const reject = <Reason extends string>(
  reason: Reason,
  facts: Readonly<Record<string, string | number | null>> = {},
): {
  readonly accepted: false
  readonly reason: Reason
  readonly facts: Readonly<Record<string, string | number | null>>
} => ({
  accepted: false,
  reason,
  facts,
})
