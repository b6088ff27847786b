import { z } from 'zod'
import { schemasOf } from '../../promotions/schemas-of.ts'
import type { MemberTest } from '../member-test.ts'
import type { SegmentContext } from '../segment-condition.ts'
import { age } from './age.ts'
import { balance } from './balance.ts'
import { benefit } from './benefit.ts'
import { birthday } from './birthday.ts'
import { bought } from './bought.ts'
import { consent } from './consent.ts'
import { described } from './described.ts'
import { field } from './field.ts'
import { gender } from './gender.ts'
import { interest } from './interest.ts'
import { referred } from './referred.ts'
import { registered } from './registered.ts'
import { relative } from './relative.ts'
import { size } from './size.ts'
import { tag } from './tag.ts'
import { tier } from './tier.ts'

/** Every kind of condition that a segment may set. A new one: a file beside these, and a line here. */
const kinds = [
  tier,
  balance,
  benefit,
  registered,
  referred,
  gender,
  age,
  birthday,
  described,
  relative,
  interest,
  size,
  tag,
  field,
  consent,
  bought,
] as const

export const segmentConditionSchema = z.discriminatedUnion('kind', schemasOf(kinds))

/** A condition in a segment's own words. */
export type SegmentCondition = z.output<typeof segmentConditionSchema>

const byKind = new Map<string, (typeof kinds)[number]>(kinds.map(kind => [kind.kind, kind]))

/** Compiles a condition that the schema has accepted; or tells why it can be none. */
export const compileSegmentCondition = (condition: SegmentCondition, context: SegmentContext): MemberTest | string =>
  byKind.get(condition.kind)!.compile(condition as never, context)
