import { z } from 'zod'
import type { Effect } from '../effect.ts'
import { schemasOf } from '../schemas-of.ts'
import { bonusPoints } from './bonus-points.ts'
import { coupon } from './coupon.ts'
import { gift } from './gift.ts'
import { memberPrice } from './member-price.ts'
import { multiplier } from './multiplier.ts'

/** Every kind of thing that a promotion may give. A new one: a file beside these, and a line here. */
const kinds = [multiplier, bonusPoints, memberPrice, gift, coupon] as const

export const effectSchema = z.discriminatedUnion('kind', schemasOf(kinds))

/** An effect in a promotion's own words. */
export type PromotionEffect = z.output<typeof effectSchema>

const byKind = new Map<string, (typeof kinds)[number]>(kinds.map(kind => [kind.kind, kind]))

/** Compiles an effect that the schema has accepted. */
export const compileEffect = (effect: PromotionEffect): Effect => byKind.get(effect.kind)!.compile(effect as never)
