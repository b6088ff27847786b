import { formatDay, fromScaled, PROBABILITY_SCALE, type Fit, type ProgramForecast } from '@laurel/core'
import { findLatestForecast, listTold, readAll, type KeptForecast } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import type { ForecastView } from './forecast.schemas.ts'

const fittedView = ({ logLikelihood, standardError, members, iterations }: Fit<unknown>) => ({
  logLikelihood,
  standardError,
  members,
  iterations,
})

const purchasesView = ({ purchases }: ProgramForecast): ForecastView['purchases'] =>
  purchases.accepted
    ? { reason: null, fit: { ...purchases.value.model, ...fittedView(purchases.value) } }
    : { reason: purchases.reason, fit: null }

const spendView = ({ spend }: ProgramForecast): ForecastView['spend'] => {
  if (!spend.accepted) return { reason: spend.reason, fit: null }
  const { p, q, gammaMinor } = spend.value.model
  return { reason: null, fit: { p, q, gamma: gammaMinor, ...fittedView(spend.value) } }
}

const calibrationView = ({ calibration }: ProgramForecast): ForecastView['calibration'] => {
  if (!calibration.accepted) return { reason: calibration.reason, heldBack: null }
  const { through, heldBackDays, members, rows } = calibration.value
  const sum = (what: 'predicted' | 'actual') => rows.reduce((all, row) => all + row[what], 0)
  return {
    reason: null,
    heldBack: {
      through: formatDay(through),
      days: heldBackDays,
      members,
      predicted: sum('predicted'),
      actual: sum('actual'),
      byRepeats: [...rows],
    },
  }
}

const winBackView = async (
  { database }: PresentProgram,
  { sums }: KeptForecast,
  limit: number,
): Promise<ForecastView['winBack']> => {
  const first = sums.winBacks.slice(0, limit)
  if (first.length === 0) return []
  const [rows] = await readAll(database, [listTold({ memberIds: JSON.stringify(first.map(one => one.memberId)) })])
  return first.flatMap(({ memberId, probabilityAtLast, atStakeMinor }) => {
    const told = rows.find(row => row.memberId === memberId)
    // Who was erased since, is told of no more.
    if (!told || told.probabilityActive === null || told.expectedPurchases === null) return []
    return [
      {
        memberId: encodeId('mem', memberId),
        lastPurchaseOn: formatDay(told.lastOn),
        purchaseDays: told.purchaseDays,
        probabilityActive: told.probabilityActive / PROBABILITY_SCALE,
        probabilityAtLastPurchase: probabilityAtLast,
        expectedPurchases: fromScaled(told.expectedPurchases),
        expectedValue: told.expectedValueMinor,
        atStake: atStakeMinor,
      },
    ]
  })
}

/** What is to be expected of the program's buyers as of last night, how that was found, and whom to win back (S14). */
export const readForecast = async (caller: Caller, limit: number): Promise<ForecastView> => {
  const { program, rows } = await enterProgram(caller, [findLatestForecast({})])
  const [[kept]] = rows
  if (!kept) {
    const { forecastHorizonDays: horizonDays } = program.rules.insight
    const nothing = { purchases: null, spend: null, calibration: null, expected: null, winBack: [] }
    return { asOf: null, horizonDays, buyers: 0, ...nothing }
  }
  const { forecast, sums, day, horizonDays, buyers, reason } = kept
  return {
    asOf: formatDay(day),
    horizonDays,
    buyers,
    purchases: purchasesView(forecast),
    spend: spendView(forecast),
    calibration: calibrationView(forecast),
    expected:
      reason === null
        ? {
            active: sums.active / PROBABILITY_SCALE,
            purchases: fromScaled(sums.purchases),
            value: forecast.spend.accepted ? sums.valueMinor : null,
          }
        : null,
    winBack: await winBackView(program, kept, limit),
  }
}
