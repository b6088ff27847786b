import { RecentlyUsed } from '@laurel/db'

/** Who a member token stands for. */
export interface MemberCredential {
  readonly kind: 'member'
  readonly programId: string
  readonly memberId: number
  readonly token: MemberToken
  readonly purpose: TokenPurpose
  /** Where the member stands at a kiosk: the session without which the token is worth nothing. */
  readonly kioskSession: number | null
}

/** What member tokens are made for: everything that is a member's, only to see, or one redemption. */
export const tokenPurposes = ['all', 'read', 'redeem'] as const

/** What a token is for; who stands at a kiosk has one of its own. */
export type TokenPurpose = (typeof tokenPurposes)[number] | 'kiosk'

/** One member token: what may be done only once with it is told by its id. `expiresAt` is real time. */
export interface MemberToken {
  readonly id: string
  readonly expiresAt: number
}

/**
 * Member tokens whose signature was found right: a token says all by itself, so it stays so until it expires, or until
 * the keys that are believed are others. None is a row that could be revoked.
 */
export interface VerifiedTokens {
  readonly find: (keys: readonly Uint8Array[], token: string, now: number) => MemberCredential | undefined
  readonly keep: (keys: readonly Uint8Array[], token: string, credential: MemberCredential) => void
}

export const makeVerifiedTokens = (limit = 10_000): VerifiedTokens => {
  const verified = new RecentlyUsed<string, MemberCredential>(limit)
  let believed: readonly Uint8Array[] = []
  const under = (keys: readonly Uint8Array[]) => {
    if (keys !== believed) verified.clear()
    believed = keys
    return verified
  }
  return {
    find: (keys, token, now) => {
      const known = under(keys).get(token)
      return known && known.token.expiresAt > now ? known : undefined
    },
    keep: (keys, token, credential) => under(keys).set(token, credential),
  }
}
