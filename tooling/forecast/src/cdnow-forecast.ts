import {
  expectedPurchases,
  expectedSpendMinor,
  fitBgNbd,
  fitGammaGamma,
  holdBack,
  purchasesWhileActive,
  type BgNbd,
  type HeldBackRow,
} from '@laurel/core'
import { parseCdnow } from '@laurel/load/cdnow-file'
import { customersOf, dayOf, seenThrough, type Customer } from './cdnow-customers.ts'
import type { Parameter } from './published.ts'

/** The first 39 of the file's 78 weeks are fitted, as in the papers; the other 39 are held back. */
export const FITTED_WEEKS = 39
const CALIBRATION_ENDS = dayOf('1997-09-30')
const BEGINS = dayOf('1997-01-01')
const ENDS = dayOf('1998-06-30')

/** Repeat purchases up to the end of a week of the file. */
export interface Week {
  readonly week: number
  readonly predicted: number
  readonly actual: number
}

export interface CdnowForecast {
  readonly fitted: Readonly<Record<Parameter, number>>
  readonly customers: number
  readonly repeatBuyers: number
  readonly iterations: readonly [purchases: number, spend: number]
  readonly standardErrors: readonly [purchases: number, spend: number]
  readonly heldBack: readonly HeldBackRow[]
  readonly dollars: { readonly predicted: number; readonly actual: number }
  readonly weeks: readonly Week[]
}

function weeksOf(customers: readonly Customer[], model: BgNbd): Week[] {
  const weeks: Week[] = []
  for (let week = 1; BEGINS + week * 7 - 1 <= ENDS; week++) {
    const through = BEGINS + week * 7 - 1
    let [predicted, actual] = [0, 0]
    for (const [first, ...repeats] of customers) {
      if (first && first.day < through) predicted += purchasesWhileActive(model, 0, 0, through - first.day)
      actual += repeats.filter(({ day }) => day <= through).length
    }
    weeks.push({ week, predicted, actual })
  }
  return weeks
}

/**
 * Fits the first 39 weeks of a CDNOW file, and holds what it says of the other 39 against what came.
 * @throws CdnowFileError, or an Error where the file is too small to fit
 */
export function forecastCdnow(text: string): CdnowForecast {
  const customers = customersOf(parseCdnow(text))
  const { histories, spends, spent, later, laterCents } = seenThrough(customers, CALIBRATION_ENDS)
  const heldBackDays = ENDS - CALIBRATION_ENDS
  const purchases = fitBgNbd(histories, heldBackDays)
  if (!purchases.accepted) throw new Error(`the purchases of the file say too little: ${purchases.reason}`)
  const spend = fitGammaGamma(spends)
  if (!spend.accepted) throw new Error(`the spends of the file say too little: ${spend.reason}`)
  const [{ model }, { model: spendModel }] = [purchases.value, spend.value]
  const cents = spent.reduce((sum, { days, cents }, i) => {
    const [repeats = 0, lastAfterDays = 0, ageDays = 0] = [
      histories.repeats[i],
      histories.lastAfterDays[i],
      histories.ageDays[i],
    ]
    const expected = expectedPurchases(model, { repeats, lastAfterDays, ageDays }, heldBackDays)
    return sum + expected * expectedSpendMinor(spendModel, days, cents)
  }, 0)
  return {
    fitted: {
      r: model.r,
      α: model.alpha,
      a: model.a,
      b: model.b,
      'log-likelihood': purchases.value.logLikelihood,
      p: spendModel.p,
      q: spendModel.q,
      γ: spendModel.gammaMinor / 100,
    },
    customers: purchases.value.members,
    repeatBuyers: histories.repeats.filter(repeats => repeats > 0).length,
    iterations: [purchases.value.iterations, spend.value.iterations],
    standardErrors: [purchases.value.standardError, spend.value.standardError],
    heldBack: holdBack(model, histories, later, heldBackDays),
    dollars: { predicted: cents / 100, actual: laterCents / 100 },
    weeks: weeksOf(customers, model),
  }
}
