import { noFigures, type ProgramCuts, type ProgramFigures, type ProgramPairing } from '@laurel/core'
import { desc, eq, getTableColumns, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { $, builder, insertInto, select, write, type Bound } from '../statement.ts'
import { insightSnapshots } from './insight.tables.ts'

/** What a program's members come to as of a night. */
export interface InsightSnapshot {
  readonly id: number
  readonly day: number
  readonly cuts: ProgramCuts | null
  readonly figures: ProgramFigures
  readonly pairings: readonly ProgramPairing[]
  readonly isDone: boolean
}

type Row = InferSelectModel<typeof insightSnapshots>

const cutsOf = (text: string | null): ProgramCuts | null => (text === null ? null : (JSON.parse(text) as ProgramCuts))

/** Figures as they were kept; what was not counted yet by then has nobody. */
const figuresOf = (text: string): ProgramFigures => {
  const figures = JSON.parse(text) as ProgramFigures
  return { ...figures, by: { ...noFigures.by, ...figures.by } }
}

const read = ({ cuts, figures, pairings, ...row }: Row): InsightSnapshot => ({
  ...row,
  cuts: cutsOf(cuts),
  figures: figuresOf(figures),
  pairings: JSON.parse(pairings) as ProgramPairing[],
})

const reading = <Args>(rows: (args: Args) => Bound<Row>): ((args: Args) => Bound<InsightSnapshot>) => {
  return args => {
    const bound = rows(args)
    return { ...bound, decode: found => bound.decode(found).map(read) }
  }
}

/** The snapshot that an occurrence makes. */
export const findSnapshot = reading(
  select<{ id: number }>()(getTableColumns(insightSnapshots), f =>
    builder
      .select(f)
      .from(insightSnapshots)
      .where(eq(insightSnapshots.id, $('id'))),
  ),
)

/** The latest that is whole. */
export const findLatestSnapshot = reading(
  select<Record<string, never>>()(getTableColumns(insightSnapshots), f =>
    builder
      .select(f)
      .from(insightSnapshots)
      .where(eq(insightSnapshots.isDone, true))
      .orderBy(desc(insightSnapshots.day))
      .limit(1),
  ),
)

const latestCuts = select<Record<string, never>>()({ day: insightSnapshots.day, cuts: insightSnapshots.cuts }, f =>
  builder
    .select(f)
    .from(insightSnapshots)
    .where(eq(insightSnapshots.isDone, true))
    .orderBy(desc(insightSnapshots.day))
    .limit(1),
)

/** Where the program's classes are parted since the last night. */
export const findLatestCuts = (): Bound<Pick<InsightSnapshot, 'day' | 'cuts'>> => {
  const bound = latestCuts({})
  return {
    ...bound,
    decode: rows => bound.decode(rows).map(({ day, cuts }) => ({ day, cuts: cutsOf(cuts) })),
  }
}

const insert = insertInto(insightSnapshots)

/** Begins a snapshot: the cuts stand, the figures are counted chunk by chunk. */
export const addSnapshot = ({ cuts, figures, pairings, ...row }: InsightSnapshot): Statement =>
  insert({
    ...row,
    cuts: cuts && JSON.stringify(cuts),
    figures: JSON.stringify(figures),
    pairings: JSON.stringify(pairings),
  })

const move = write<{ id: number; figures: string; isDone: boolean }>(
  builder
    .update(insightSnapshots)
    .set({ figures: $('figures'), isDone: $('isDone') } as never)
    .where(eq(insightSnapshots.id, $('id'))),
)

/** What a snapshot has counted by now. */
export const moveSnapshot = ({ id, figures, isDone }: Pick<InsightSnapshot, 'id' | 'figures' | 'isDone'>): Statement =>
  move({ id, figures: JSON.stringify(figures), isDone })
