import type { z } from '@hono/zod-openapi'
import {
  ageBands,
  educationGroups,
  effortClasses,
  formatInstant,
  importanceClasses,
  lifecycleClasses,
  loyaltyKinds,
  noFigures,
  pyramidClasses,
  startOfDay,
  type Counted,
  type ProgramCuts,
  type ProgramFigures,
  type ProgramPairing,
} from '@laurel/core'
import { findLatestSnapshot } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type PresentProgram } from '../../platform/enter-program.ts'
import type { keyFiguresView, lifecycleView, pairingsView, pyramidView, structureView } from './figures.schemas.ts'

/** The figures of a program's last night; none before the first. */
interface Night {
  readonly program: PresentProgram
  readonly asOf: string | null
  readonly cuts: ProgramCuts | null
  readonly figures: ProgramFigures
  readonly pairings: readonly ProgramPairing[]
}

const readNight = async (caller: Caller): Promise<Night> => {
  const { program, rows } = await enterProgram(caller, [findLatestSnapshot({})])
  const [[snapshot]] = rows
  if (!snapshot) return { program, asOf: null, cuts: null, figures: noFigures, pairings: [] }
  const { timeZone } = program.timeline
  return { ...snapshot, program, asOf: formatInstant(startOfDay(snapshot.day, timeZone), timeZone) }
}

const nobody: Counted = { members: 0, buyers: 0, salesMinor: 0, receipts: 0 }

const part = (of: number, whole: number): number => (whole === 0 ? 0 : of / whole)
const rate = (of: number, whole: number): number | null => (whole === 0 ? null : of / whole)

/** A group among all that it is one of. */
const groupView = ({ members, salesMinor, receipts }: Counted, among: Counted) => ({
  members,
  share: part(members, among.members),
  sales: salesMinor,
  salesShare: part(salesMinor, among.salesMinor),
  averageReceipt: receipts === 0 ? null : Math.round(salesMinor / receipts),
})

type Groups = ProgramFigures['by'][keyof ProgramFigures['by']]

/** The groups of classes that have names, in the order of those, empty ones too. */
const classesView = <Name extends string>(names: readonly Name[], groups: Groups, among: Counted) =>
  names.map(value => ({ value, ...groupView(groups[value] ?? nobody, among) }))

/** The groups of whatever values there are, the largest first. */
const valuesView = (groups: Groups, among: Counted) =>
  Object.entries(groups)
    .toSorted(([a, x], [b, y]) => y.members - x.members || (a < b ? -1 : 1))
    .map(([value, group]) => ({ value, ...groupView(group, among) }))

/** Those of the members who have bought. */
const buyersOf = ({ buyers, salesMinor, receipts }: Counted): Counted => ({
  members: buyers,
  buyers,
  salesMinor,
  receipts,
})

/** How many are active, on the edge, asleep and lost (S11). */
export const readLifecycle = async (caller: Caller): Promise<z.infer<typeof lifecycleView>> => {
  const { asOf, figures } = await readNight(caller)
  const classes = classesView(lifecycleClasses, figures.by.lifecycle, buyersOf(figures))
  return { asOf, members: figures.members, buyers: figures.buyers, classes }
}

/** How many are of each class of the pyramid, of importance, effort and loyalty (S12). */
export const readPyramid = async (caller: Caller): Promise<z.infer<typeof pyramidView>> => {
  const { asOf, figures, cuts } = await readNight(caller)
  const { by, buyers } = figures
  const among = buyersOf(figures)
  return {
    asOf,
    buyers,
    classes: classesView(pyramidClasses, by.pyramid, among),
    importance: classesView(importanceClasses, by.importance, among),
    effort: classesView(effortClasses, by.effort, among),
    loyalty: classesView(loyaltyKinds, by.loyalty, among),
    rewarded: groupView(by.rewarded['yes'] ?? nobody, among),
    heavyFrom: cuts?.heavyFromMinor ?? null,
    importantFrom: cuts?.importantFromMinor ?? null,
    rewardedFrom: cuts?.rewardedFromMinor ?? null,
  }
}

/** Of whom the members consist, and who of them buys (S13). */
export const readStructure = async (caller: Caller): Promise<z.infer<typeof structureView>> => {
  const { asOf, figures } = await readNight(caller)
  const { by, members, buyers } = figures
  const fifths = [1, 2, 3, 4, 5]
  return {
    asOf,
    members,
    buyers,
    gender: valuesView(by.gender, figures),
    age: classesView(ageBands, by.age, figures),
    education: classesView(educationGroups, by.education, figures),
    region: valuesView(by.region, figures),
    tier: valuesView(by.tier, figures).map(group => ({ ...group, value: group.value === '' ? null : group.value })),
    amountFrequency: fifths.flatMap(amount =>
      fifths.map(frequency => ({
        amount,
        frequency,
        ...groupView(by.amountFrequency[`${amount}.${frequency}`] ?? nobody, buyersOf(figures)),
      })),
    ),
  }
}

const sumOf = (groups: readonly Counted[]): Counted =>
  groups.reduce<Counted>(
    (all, group) => ({
      members: all.members + group.members,
      buyers: all.buyers + group.buyers,
      salesMinor: Math.min(Number.MAX_SAFE_INTEGER, all.salesMinor + group.salesMinor),
      receipts: all.receipts + group.receipts,
    }),
    nobody,
  )

/** What a program is steered by (S25), as far as members' receipts tell. */
export const readKeyFigures = async (caller: Caller): Promise<z.infer<typeof keyFiguresView>> => {
  const { program, asOf, figures } = await readNight(caller)
  const { members, buyers, receipts, salesMinor, repeaters, by } = figures
  const vip = sumOf(Object.entries(by.tier).flatMap(([code, group]) => (code === '' ? [] : group)))
  const top = program.rules.tiersByRank.at(-1)?.code
  return {
    asOf,
    members,
    buyers,
    receipts,
    sales: salesMinor,
    averageReceipt: receipts === 0 ? null : Math.round(salesMinor / receipts),
    vip: groupView(vip, figures),
    ordinary: groupView(by.tier[''] ?? nobody, figures),
    topTier: top === undefined ? null : { value: top, ...groupView(by.tier[top] ?? nobody, vip) },
    sleepingCardRate: rate(members - repeaters, members),
    repurchaseRate: rate(repeaters, buyers),
    churnRate: rate(by.lifecycle['lost']?.members ?? 0, buyers),
    liability: { ...figures.liability },
  }
}

/** What is bought together over the whole program (S10), the most frequent first. */
export const readPairings = async (caller: Caller): Promise<z.infer<typeof pairingsView>> => {
  const { asOf, figures, pairings } = await readNight(caller)
  return {
    asOf,
    receipts: figures.receipts,
    data: pairings.map(({ categories: [a, b], confidence: [ab, ba], ...pairing }) => ({
      ...pairing,
      categories: [a, b] as const,
      confidence: [ab, ba] as const,
    })),
  }
}
