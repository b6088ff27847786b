import {
  addToFigures,
  Baskets,
  BuyerColumns,
  memberClasses,
  noFigures,
  programPairings,
  type CountedMember,
  type Day,
  type InsightRules,
  type Occurrence,
  type ProgramCuts,
} from '@laurel/core'
import {
  addSnapshot,
  countBaskets,
  findSnapshot,
  listBuyers,
  listCounted,
  moveSnapshot,
  putPyramid,
  readAll,
  type CountedRow,
  type Database,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { JobProgram } from './job-program.ts'
import type { Part } from './part.ts'

/** Where the figures of a night stand once the cuts are there: before the first member. */
const CUTS_STAND = 0
/** A member is counted in a tenth of the time that one takes whose receipts are looked at. */
const AT_ONCE = 10
const BUYERS_AT_ONCE = 5_000
/** How many pairings are kept. */
const PAIRINGS = 100

/**
 * Where the classes of a program's buyers are parted, and what they buy together; read in bites, so that nothing else
 * waits for long, and the engine, which sorts in memory what it adds up, never has more than a bite of it.
 */
const lookOver = async (
  reader: Database,
  insight: InsightRules,
): Promise<{ readonly cuts: ProgramCuts | null; readonly baskets: Baskets }> => {
  const columns = new BuyerColumns(insight)
  const baskets = new Baskets()
  for (let after = -1; ;) {
    const [buyers] = await readAll(reader, [listBuyers({ after, limit: BUYERS_AT_ONCE })])
    for (const buyer of buyers) columns.add(buyer)
    const through = buyers.at(-1)?.memberId ?? after
    const [counts] = await readAll(reader, [countBaskets({ after, through })])
    for (const count of counts) baskets.add(count)
    if (buyers.length < BUYERS_AT_ONCE) return { cuts: columns.cuts(), baskets }
    after = through
  }
}

/** Begins a night's figures with what can only be known of all buyers together. */
const beginFigures = (
  reader: Database,
  insight: InsightRules,
  { id, day }: Occurrence & { readonly id: number },
): Part => ({
  memberIds: [],
  cursor: CUTS_STAND,
  isLast: false,
  decide: async () => {
    const { cuts, baskets } = await lookOver(reader, insight)
    const pairings = programPairings(baskets.counts(), cuts?.receipts ?? 0, PAIRINGS)
    const snapshot = { id, day, cuts, figures: noFigures, pairings }
    return { statements: [addSnapshot({ ...snapshot, isDone: false })], members: 0 }
  },
})

/** A member with the classes that the cuts make; a buyer who came after them is counted with the next ones. */
const counted = (insight: InsightRules, cuts: ProgramCuts | null, row: CountedRow, today: Day): CountedMember => {
  const { tier, gender, bornOn, education, region, points, memberCash, prepaid } = row
  const { receipts, purchaseDays, lastOn, salesMinor, promotionShare } = row
  const person = { tier, gender, bornOn, education, region, balances: { points, memberCash, prepaid } }
  if (cuts === null || receipts === null || purchaseDays === null || lastOn === null || salesMinor === null)
    return { ...person, bought: null }
  const buyer = {
    lastOn,
    purchaseDays,
    salesMinor,
    promotionalMinor: row.promotionalMinor ?? 0,
    returnedMinor: row.returnedMinor ?? 0,
    points: row.earned ?? 0,
    memberCashMinor: row.memberCashMinor ?? 0,
    promotionShare: promotionShare ?? 0,
  }
  const classes = memberClasses(insight, cuts, buyer, today)
  return { ...person, bought: { receipts, purchaseDays, lastOn, salesMinor, classes } }
}

const countMembers = async (
  reader: Database,
  program: JobProgram,
  insight: InsightRules,
  { id, day }: Occurrence & { readonly id: number },
  after: number,
  limit: number,
): Promise<Part> => {
  const [rows] = await readAll(reader, [listCounted({ after, limit })])
  const isLast = rows.length < limit
  return {
    memberIds: [],
    cursor: rows.at(-1)?.memberId ?? after,
    isLast,
    decide: async () => {
      const [[snapshot]] = await readAll(program.database, [findSnapshot({ id })])
      if (!snapshot) throw new Error(`the figures of occurrence ${id} have not begun`)
      const members = rows.map(row => counted(insight, snapshot.cuts, row, day))
      const moved = members.flatMap(({ bought }, i) => {
        const { memberId, pyramid } = rows[i]!
        const found = bought?.classes.pyramid.class
        return found === undefined || found === pyramid ? [] : [{ memberId, pyramid: found }]
      })
      const figures = addToFigures(snapshot.figures, members, day)
      return {
        statements: [...putPyramid(moved), moveSnapshot({ id, figures, isDone: isLast })],
        members: moved.length,
      }
    },
  }
}

/**
 * What a program's members come to as of a day (S11–S13, S25): first where the classes are parted, then member by
 * member. It goes on where it was cut off, and is only told once it is whole.
 */
export const countFigures = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  after: number,
  limit: number,
): Promise<Part> => {
  const { insight } = program.timeline.at(occurrence.at)
  const reader = await deps.databases.reader(program.id)
  return after < CUTS_STAND
    ? beginFigures(reader, insight, occurrence)
    : countMembers(reader, program, insight, occurrence, after, limit * AT_ONCE)
}
