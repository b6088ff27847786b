import { bornThrough } from '../calendar/born-through.ts'
import type { Day } from '../calendar/day.ts'
import type { MemberClasses } from './member-classes.ts'
import { educationLevels } from '../dossier/education-levels.ts'
import { lifecycleClass } from './lifecycle.ts'
import { units, type Unit } from '../ledger/accounts.ts'
import { sumUpTo } from './sold-receipt.ts'

/** So many members, those of them who have bought, and what their goods were sold for. */
export interface Counted {
  readonly members: number
  readonly buyers: number
  readonly salesMinor: number
  readonly receipts: number
}

/** By what members are counted; the values of each are known only from them, save where classes name them. */
export const figureKinds = [
  'lifecycle',
  'pyramid',
  'importance',
  'effort',
  'loyalty',
  'rewarded',
  'gender',
  'age',
  'education',
  'region',
  'tier',
  'amountFrequency',
] as const
export type FigureKind = (typeof figureKinds)[number]

/** What a program's members come to, as of a night. */
export interface ProgramFigures extends Counted {
  /** Those with two days of purchase or more. */
  readonly repeaters: number
  /** What members are owed. */
  readonly liability: Readonly<Record<Unit, number>>
  readonly by: Readonly<Record<FigureKind, Readonly<Record<string, Counted>>>>
}

export const noFigures: ProgramFigures = {
  members: 0,
  buyers: 0,
  salesMinor: 0,
  receipts: 0,
  repeaters: 0,
  liability: { points: 0, memberCash: 0, prepaid: 0 },
  by: {
    lifecycle: {},
    pyramid: {},
    importance: {},
    effort: {},
    loyalty: {},
    rewarded: {},
    gender: {},
    age: {},
    education: {},
    region: {},
    tier: {},
    amountFrequency: {},
  },
}

/** A member as the figures count one. */
export interface CountedMember {
  readonly gender: string | null
  /** The date of birth as YYYYMMDD. */
  readonly bornOn: number | null
  readonly education: string | null
  readonly region: string | null
  readonly tier: string | null
  readonly balances: ProgramFigures['liability']
  /** What they bought, and the classes it makes; null for who never bought. */
  readonly bought: {
    readonly receipts: number
    readonly purchaseDays: number
    readonly lastOn: Day
    readonly salesMinor: number
    readonly classes: MemberClasses
  } | null
}

/** What nobody told. */
const UNKNOWN = 'unknown'

/** The lowest age of each band but the first, and the bands (S13). */
const AGES = [18, 25, 35, 45, 55, 65] as const
export const ageBands = ['under18', '18-24', '25-34', '35-44', '45-54', '55-64', 'from65', UNKNOWN] as const

/** Levels of education, and what nobody told (S13). */
export const educationGroups = [...educationLevels, UNKNOWN] as const

/** The band of how old somebody is on a day. */
const ageBand = (bornOn: number | null, today: Day): string =>
  bornOn === null ? UNKNOWN : ageBands[AGES.filter(age => bornOn <= bornThrough(today, age)).length]!

/** Beyond so many values of a kind, what is new is counted with the rest: a document stays small whatever is told. */
const VALUES = 500
const OTHERS = 'others'

const valuesOf = (member: CountedMember, today: Day): Readonly<Partial<Record<FigureKind, string>>> => {
  const { bought } = member
  return {
    gender: member.gender ?? UNKNOWN,
    age: ageBand(member.bornOn, today),
    education: member.education ?? UNKNOWN,
    region: member.region ?? UNKNOWN,
    tier: member.tier ?? '',
    ...(bought && {
      lifecycle: lifecycleClass(bought.lastOn, today),
      pyramid: bought.classes.pyramid.class,
      importance: bought.classes.importance,
      effort: bought.classes.effort,
      loyalty: bought.classes.loyalty,
      rewarded: bought.classes.rewarded ? 'yes' : 'no',
      amountFrequency: `${bought.classes.scores.m}.${bought.classes.scores.f}`,
    }),
  }
}

type Group = { members: number; buyers: number; salesMinor: number; receipts: number }

const groupsOf = (by: ProgramFigures['by'][FigureKind]): Map<string, Group> =>
  new Map(Object.entries(by).map(([value, group]) => [value, { ...group }]))

const add = (group: Group, bought: CountedMember['bought']): void => {
  group.members++
  if (!bought) return
  group.buyers++
  group.receipts += bought.receipts
  group.salesMinor = sumUpTo([group.salesMinor, bought.salesMinor])
}

/** Counts members on top of the figures of those before them: a night counts a million, chunk by chunk. */
export const addToFigures = (before: ProgramFigures, members: readonly CountedMember[], today: Day): ProgramFigures => {
  const { members: count, buyers, salesMinor, receipts } = before
  const all: Group = { members: count, buyers, salesMinor, receipts }
  const liability = { ...before.liability }
  let { repeaters } = before
  const by = new Map(figureKinds.map(kind => [kind, groupsOf(before.by[kind])]))
  for (const member of members) {
    const { bought, balances } = member
    add(all, bought)
    if (bought && bought.purchaseDays > 1) repeaters++
    for (const unit of units) liability[unit] += balances[unit]
    for (const [kind, named] of Object.entries(valuesOf(member, today))) {
      const groups = by.get(kind as FigureKind)!
      const value = groups.has(named) || groups.size < VALUES ? named : OTHERS
      if (!groups.has(value)) groups.set(value, { members: 0, buyers: 0, salesMinor: 0, receipts: 0 })
      add(groups.get(value)!, bought)
    }
  }
  return {
    ...all,
    repeaters,
    liability,
    by: Object.fromEntries([...by].map(([kind, groups]) => [kind, Object.fromEntries(groups)])) as ProgramFigures['by'],
  }
}
