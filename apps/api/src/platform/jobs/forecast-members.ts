import {
  addForecasts,
  forecastBuyer,
  forecastProgram,
  heldBackDaysOf,
  noForecasts,
  PROBABILITY_SCALE,
  SCALE,
  type BuyerForecast,
  type ForecastModels,
  type HeldBackBuyer,
  type Occurrence,
  type ProgramForecast,
} from '@laurel/core'
import {
  addForecast,
  countBuyers,
  findForecastOf,
  findForecastState,
  listHeldBack,
  listSampledBuyers,
  listToForecast,
  moveForecast,
  putForecasts,
  readAll,
  type Database,
  type SampledBuyer,
  type ToldRow,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { JobProgram } from './job-program.ts'
import type { Part } from './part.ts'

/** Where the forecast of a night stands once the fits are there: before the first member. */
const FITS_STAND = 0
/**
 * Of more buyers than these every second, third, … is fitted: a fit of them takes a second of a Worker's time and a few
 * megabytes, and more of them would tell nothing else. The calibration looks at fewer: it reads their receipts.
 */
const FITTED = 50_000
const CALIBRATED = 10_000
const FITTED_AT_ONCE = 5_000
const CALIBRATED_AT_ONCE = 1_000
/** A member is told in a tenth of the time that one takes whose receipts are looked at. */
const AT_ONCE = 10

type Running = Occurrence & { readonly id: number }

const sampleOf = async (reader: Database, buyers: number): Promise<readonly SampledBuyer[]> => {
  const every = Math.max(1, Math.ceil(buyers / FITTED))
  const sample: SampledBuyer[] = []
  for (let after = -1; ;) {
    const [rows] = await readAll(reader, [listSampledBuyers({ after, every, limit: FITTED_AT_ONCE })])
    sample.push(...rows)
    if (rows.length < FITTED_AT_ONCE) return sample
    after = rows.at(-1)!.memberId
  }
}

const heldBackOf = async (
  reader: Database,
  sample: readonly SampledBuyer[],
  through: number,
  heldBackDays: number,
): Promise<readonly HeldBackBuyer[]> => {
  const every = Math.max(1, Math.ceil(sample.length / CALIBRATED))
  const ids = sample.filter((_, i) => i % every === 0).map(({ memberId }) => memberId)
  const held: HeldBackBuyer[] = []
  for (let from = 0; from < ids.length; from += CALIBRATED_AT_ONCE) {
    const memberIds = JSON.stringify(ids.slice(from, from + CALIBRATED_AT_ONCE))
    const [rows] = await readAll(reader, [listHeldBack({ memberIds, through: through - heldBackDays, upTo: through })])
    held.push(...rows)
  }
  return held
}

/** Begins a night's forecast with what can only be known of all buyers together. */
const beginForecast = async (reader: Database, program: JobProgram, { id, day, at }: Running): Promise<Part> => {
  const horizonDays = program.timeline.at(at).insight.forecastHorizonDays
  const through = day - 1
  const [[counted], [before]] = await readAll(reader, [countBuyers({}), findForecastState({})])
  const { buyers, firstOn } = counted!
  const sample = await sampleOf(reader, buyers)
  const heldBackDays = heldBackDaysOf(firstOn ?? through, through, horizonDays)
  const held = await heldBackOf(reader, sample, through, heldBackDays)
  const forecast = forecastProgram(sample, held, { through, horizonDays, heldBackDays })
  const reason = forecast.purchases.accepted ? null : forecast.purchases.reason
  // Of whom nothing was told, and nothing can be, nothing has to be taken back.
  const isLast = reason !== null && (before === undefined || before.reason !== null)
  return {
    memberIds: [],
    cursor: FITS_STAND,
    isLast,
    decide: async () => ({
      statements: [addForecast({ id, day, horizonDays, buyers, reason, forecast, sums: noForecasts, isDone: isLast })],
      members: 0,
    }),
  }
}

/** The models of a forecast; null where nothing is told. */
const modelsOf = ({ purchases, spend }: ProgramForecast): ForecastModels | null =>
  purchases.accepted ? { purchases: purchases.value.model, spend: spend.accepted ? spend.value.model : null } : null

/** What is told of a buyer as it is kept; nothing where nothing is known. */
const toldRow = (memberId: number, forecast: BuyerForecast | null): ToldRow => ({
  memberId,
  probabilityActive: forecast && Math.round(forecast.probabilityActive * PROBABILITY_SCALE),
  expectedPurchases: forecast && Math.round(forecast.expectedPurchases * SCALE),
  expectedValueMinor: forecast && forecast.expectedValueMinor,
})

const isChanged = (told: ToldRow, before: ToldRow): boolean =>
  told.probabilityActive !== before.probabilityActive ||
  told.expectedPurchases !== before.expectedPurchases ||
  told.expectedValueMinor !== before.expectedValueMinor

const tellMembers = async (
  reader: Database,
  program: JobProgram,
  { id }: Running,
  after: number,
  limit: number,
): Promise<Part> => {
  const [rows] = await readAll(reader, [listToForecast({ after, limit })])
  const isLast = rows.length < limit
  return {
    memberIds: [],
    cursor: rows.at(-1)?.memberId ?? after,
    isLast,
    decide: async () => {
      const [[kept]] = await readAll(program.database, [findForecastOf({ id })])
      if (!kept) throw new Error(`the forecast of occurrence ${id} has not begun`)
      const { forecast, horizonDays } = kept
      const models = modelsOf(forecast)
      const foretold = models
        ? rows.map(row => ({
            memberId: row.memberId,
            buyer: row,
            forecast: forecastBuyer(models, row, forecast.through, horizonDays),
          }))
        : []
      const changed = rows
        .map((row, i) => ({ before: row, told: toldRow(row.memberId, foretold[i]?.forecast ?? null) }))
        .flatMap(({ before, told }) => (isChanged(told, before) ? [told] : []))
      const sums = models ? addForecasts(kept.sums, models, foretold) : kept.sums
      return {
        statements: [...putForecasts(changed), moveForecast({ id, sums, isDone: isLast })],
        members: changed.length,
      }
    },
  }
}

/**
 * What is to be expected of a program's buyers from a day on (S14): first the models are fitted, then members are told,
 * each by the facts of last night. It goes on where it was cut off, and is only told once it is whole.
 */
export const forecastMembers = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Running,
  after: number,
  limit: number,
): Promise<Part> => {
  const reader = await deps.databases.reader(program.id)
  return after < FITS_STAND
    ? beginForecast(reader, program, occurrence)
    : tellMembers(reader, program, occurrence, after, limit * AT_ONCE)
}
