/** Up to what somebody may adjust a balance alone, in one act and in a business day, in the unit's own count. */
export interface GrantLimit {
  readonly perAct: number
  readonly perDay: number
}

/**
 * Whether an adjustment is more than who makes it may make alone, so that somebody else has to confirm it. What is taken
 * counts as what is given; `today` is what they have adjusted alone so far. Without a limit nothing is allowed.
 */
export const needsConfirmation = (limit: GrantLimit | undefined, amount: number, today: number): boolean =>
  limit === undefined || Math.abs(amount) > limit.perAct || today + Math.abs(amount) > limit.perDay
