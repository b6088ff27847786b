import { integer, readDay, readName, text, type LocalizedName, type Wire } from '../../api/me.ts'
import type { Redemption } from '../../events/laurel-redeem.ts'

/** Why a member cannot have a reward now. */
export type Obstacle = 'insufficient_points' | 'out_of_stock' | 'per_member_limit' | 'tier_required' | 'not_in_window'

/** A reward as this member sees it. Points are whole and per piece; `moneyMinor` is paid beside them. */
export interface Reward {
  readonly code: string
  readonly name: LocalizedName
  /** An absolute address, or a path of the API's own server. */
  readonly picture: string
  readonly points: number
  readonly moneyMinor: number
  /** How many are left; null where it never runs out. */
  readonly stock: number | null
  readonly tiers: readonly string[]
  readonly fromOn: string | null
  /** Null when the member can have it. A reason that this version does not know reads as `not_in_window`. */
  readonly whyNot: Obstacle | null
  readonly pointsMissing: number
}

/** Narrows an entry of `GET /v1/me/redemptions`; null where it is not to be collected any more. */
export function readReserved(wire: Wire): Redemption | null {
  return text(wire['status']) === 'reserved' ? readRedemption(wire) : null
}

/** Narrows a redemption; null when it lacks what is needed to collect it. */
export function readRedemption(body: unknown): Redemption | null {
  const wire = (body ?? {}) as Wire
  const [id, code, reward] = [text(wire['id']), text(wire['code']), text(wire['reward'])]
  if (!id || !code) return null
  return {
    id,
    code,
    reward,
    name: readName(wire['name'], reward),
    quantity: integer(wire['quantity']) || 1,
    points: integer(wire['points']),
    collectBy: readDay(wire['collectBy']),
  }
}

/** Narrows an entry of `GET /v1/me/rewards`. */
export function readReward(wire: Wire): Reward | null {
  const code = text(wire['code'])
  if (!code) return null
  const whyNot = text(wire['whyNot']) as Obstacle
  const tiers: unknown = wire['tiers']
  return {
    code,
    name: readName(wire['name'], code),
    picture: /^(https:\/\/|\/(?!\/))/.test(text(wire['picture'])) ? text(wire['picture']) : '',
    points: integer(wire['points']),
    moneyMinor: integer(wire['money']?.['amountMinor']),
    stock: Number.isSafeInteger(wire['stock']) ? integer(wire['stock']) : null,
    tiers: Array.isArray(tiers) ? tiers.filter(tier => typeof tier === 'string') : [],
    fromOn: readDay(wire['fromAt']),
    whyNot: (wire['available'] as unknown) === true ? null : whyNot || 'not_in_window',
    pointsMissing: integer(wire['pointsMissing']),
  }
}
