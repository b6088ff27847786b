import { z } from 'zod'
import { codeSchema } from '../program/rules.schema.ts'

/** Codes that a condition names: of stores, brands, tiers. */
export const listedCodes = z.array(codeSchema).min(1).max(500)

/** Names that a till gives its goods: articles, categories. */
export const listedNames = z
  .array(
    z
      .string()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}+$/u, 'must not contain control characters'),
  )
  .min(1)
  .max(500)

/** A test for being one of a list; what has no name is on none. */
export const isListed = (list: readonly string[]): ((name: string | null) => boolean) => {
  const set = new Set(list)
  return name => name !== null && set.has(name)
}
