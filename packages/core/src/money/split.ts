import { isSafeAmount } from './safe.ts'

interface Share {
  readonly index: number
  readonly part: number
  readonly remainder: number | bigint
}

const exactShares = (total: number, weights: readonly number[], sum: number): Share[] =>
  weights.map((weight, index) => {
    const remainder = (total * weight) % sum
    return { index, part: (total * weight - remainder) / sum, remainder }
  })

const bigShares = (total: number, weights: readonly number[]): Share[] => {
  const sum = weights.reduce((acc, weight) => acc + BigInt(weight), 0n)
  return weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight)
    return { index, part: Number(product / sum), remainder: product % sum }
  })
}

const byLargestRemainder = (a: Share, b: Share): number =>
  a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : a.index - b.index

/**
 * Splits a total into parts in proportion to the weights (largest remainder method): the parts sum to the total
 * exactly, and each is its exact share, rounded down or up by less than one. The units left over go to the largest
 * fractions, ties to the lower index. Throws RangeError when an argument is no whole number from 0 to 2^53 − 1, or a
 * positive total meets no positive weight.
 */
export const splitProportionally = (total: number, weights: readonly number[]): number[] => {
  if (!isSafeAmount(total) || !weights.every(isSafeAmount)) {
    throw new RangeError(`not safe amounts: ${total} by ${weights.join(', ')}`)
  }
  if (total === 0) return weights.map(() => 0)
  const sum = weights.reduce((acc, weight) => acc + weight, 0)
  if (sum === 0) throw new RangeError(`nothing to split ${total} by: no weight is positive`)
  // No weight exceeds the sum, so this bounds every product too.
  const shares = isSafeAmount(total * sum) ? exactShares(total, weights, sum) : bigShares(total, weights)
  const parts = shares.map(share => share.part)
  const leftOver = total - parts.reduce((acc, part) => acc + part, 0)
  for (const { index } of shares.toSorted(byLargestRemainder).slice(0, leftOver)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}
