import type { Answer, TestProgram, Wire } from '@laurel/api/testing'
import { expect } from 'vitest'
import { Refused, type Coupon, type Member, type ModelProgram, type Name, type Sale } from './model-program.ts'
import type { Outcome } from './tally.ts'

/** The product and the model, side by side: whatever is done is done to both. */
export interface World {
  readonly p: TestProgram
  readonly model: ModelProgram
  /** Counts how the step under way went. */
  readonly tell: (outcome: Outcome) => void
  /** Has what goes on in the background done to its end. */
  readonly workOff: () => Promise<void>
}

/** What a step is drawn with; each takes from it what it needs. */
export interface Draw {
  readonly who: number
  readonly which: number
  readonly size: number
}

export const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]

/** Most often the last of a list. */
export const newest = <T>(list: readonly T[], which: number): T | undefined =>
  pick(list.toReversed(), Math.max(0, (which % 6) - 3))

/** Two times of three one of those with which it goes, where there are any; else whichever. */
export const likely = <T>(list: readonly T[], which: number, goes: (one: T) => boolean): T | undefined =>
  (which % 3 > 0 && pick(list.filter(goes), which)) || pick(list, which)

export const memberOf = ({ model }: World, who: number): Member => pick(model.members, who)!

/** One of the names that lead to a member: of most there is but one. */
export const nameOf = ({ names }: Member, which: number): Name => pick(names, which)!

export const salesOf = ({ model }: World): readonly { readonly member: Member; readonly sale: Sale }[] =>
  model.members.flatMap(member => member.sales.map(sale => ({ member, sale })))

export const couponsOf = ({ model }: World): readonly Coupon[] => model.members.flatMap(member => member.coupons)

interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly key?: string
}

/**
 * Decides by the model, asks the product the same, and expects the same outcome: what the model takes is done, what it
 * refuses is refused by the same code. Gives what both made of it; null where it was refused.
 */
export const both = async <T>(
  { p, tell }: World,
  decide: () => T,
  { method, path, body, key }: Asked,
): Promise<{ readonly made: T; readonly answer: Wire } | null> => {
  const ask = () => p.call(method, path, body, key === undefined ? {} : { key })
  const asked = `${method} ${path} ${JSON.stringify(body)}`
  let made: T
  try {
    made = decide()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { status, body: problem } = await ask()
    expect(problem?.code, `${asked} was answered ${status}`).toBe(error.code)
    tell('refused')
    return null
  }
  const answer: Answer = await ask()
  expect(answer.status, `${asked} was answered ${answer.text.slice(0, 500)}`).toBeLessThan(300)
  tell('accepted')
  return { made, answer: answer.body }
}
