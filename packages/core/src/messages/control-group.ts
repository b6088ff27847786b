/** Shares are counted in ten-thousandths. */
const BUCKETS = 10_000

/** Mixes a whole number so that neighbours fall far apart (the finaliser of MurmurHash3, 32 bits). */
const mix = (value: number): number => {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const foldedIn = (hash: number, id: number): number => mix(mix(hash ^ id) ^ Math.floor(id / 2 ** 32))

/**
 * Whether a member is held out of a campaign, to see what would have happened without it (S15). The same member of the
 * same campaign always is or is not; of many, `share` are (0 to 1), whoever they are; one campaign tells nothing of another.
 */
export const isHeldOut = (campaignId: number, memberId: number, share: number): boolean =>
  foldedIn(foldedIn(0x9e3779b9, campaignId), memberId) % BUCKETS < Math.round(share * BUCKETS)
