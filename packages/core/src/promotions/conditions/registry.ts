import { z } from 'zod'
import type { Condition } from '../condition.ts'
import { schemasOf } from '../schemas-of.ts'
import { birthday } from './birthday.ts'
import { brands } from './brands.ts'
import { categories } from './categories.ts'
import { hours } from './hours.ts'
import { minimumQuantity } from './minimum-quantity.ts'
import { minimumSpend } from './minimum-spend.ts'
import { regularPriceOnly } from './regular-price-only.ts'
import { skus } from './skus.ts'
import { stores } from './stores.ts'
import { tiers } from './tiers.ts'
import { weekdays } from './weekdays.ts'

/** Every kind of condition that a promotion may set. A new one: a file beside these, and a line here. */
const kinds = [
  stores,
  brands,
  categories,
  skus,
  regularPriceOnly,
  tiers,
  birthday,
  weekdays,
  hours,
  minimumSpend,
  minimumQuantity,
] as const

export const conditionSchema = z.discriminatedUnion('kind', schemasOf(kinds))

/** A condition in a promotion's own words. */
export type PromotionCondition = z.output<typeof conditionSchema>

const byKind = new Map<string, (typeof kinds)[number]>(kinds.map(kind => [kind.kind, kind]))

/** Compiles a condition that the schema has accepted. */
export const compileCondition = (condition: PromotionCondition, timeZone: string): Condition =>
  byKind.get(condition.kind)!.compile(condition as never, timeZone)
