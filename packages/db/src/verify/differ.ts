export const sumOf = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** One fault where two things that should be equal are not. */
export const differ = (what: string, rebuilt: unknown, kept: unknown): string[] =>
  rebuilt === kept ? [] : [`${what}: rebuilt ${String(rebuilt)}, kept ${String(kept)}`]
