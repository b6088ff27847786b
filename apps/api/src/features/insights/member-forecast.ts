import { fromScaled, PROBABILITY_SCALE } from '@laurel/core'
import type { findForecast, findForecastState, RowOf } from '@laurel/db'
import type { MemberInsight } from './insight.schemas.ts'

/** What is kept of what is to be expected of a member, and of the forecast that it is from. */
export interface KeptMemberForecast {
  readonly told: RowOf<typeof findForecast> | undefined
  readonly state: RowOf<typeof findForecastState> | undefined
}

/** What is to be expected of a member as of last night; or why nothing is told. */
export const memberForecastView = (
  { told, state }: KeptMemberForecast,
  hasBought: boolean,
  horizonDays: number,
): MemberInsight['forecast'] => {
  const { probabilityActive = null, expectedPurchases = null, expectedValueMinor = null } = told ?? {}
  const reason = !hasBought ? 'notBought' : state && state.reason === null ? 'notYetKnown' : 'notEnoughData'
  return {
    probabilityActive: probabilityActive === null ? null : probabilityActive / PROBABILITY_SCALE,
    expectedPurchases: expectedPurchases === null ? null : fromScaled(expectedPurchases),
    expectedValue: expectedValueMinor,
    horizonDays: state?.horizonDays ?? horizonDays,
    reason: probabilityActive === null ? reason : null,
  }
}
