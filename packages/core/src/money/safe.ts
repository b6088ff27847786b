/** Whether it can stand in the books: a whole number from 0 to 2^53 − 1. */
export const isSafeAmount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0

/** The exact sum of two safe integers. Throws RangeError when it, or either of them, leaves ±(2^53 − 1). */
export const addSafe = (a: number, b: number): number => {
  const sum = a + b
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || !Number.isSafeInteger(sum)) {
    throw new RangeError(`sum leaves the safe integers: ${a} + ${b}`)
  }
  return sum
}
