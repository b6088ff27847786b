import {
  formatDay,
  formatInstant,
  fromScaled,
  lifecycleOf,
  memberClasses,
  memberFacts,
  type MemberClasses,
  type MemberFacts,
  type ProgramCuts,
  type Share,
} from '@laurel/core'
import {
  findBooks,
  findForecast,
  findForecastState,
  findLatestCuts,
  soldReceipts,
  soldReceiptStatements,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { memberForecastView, type KeptMemberForecast } from './member-forecast.ts'
import type { MemberInsight } from './insight.schemas.ts'

const shown = <Value>(shares: readonly Share<Value>[]) =>
  shares.map(({ value, share, recentShare }) => ({
    value,
    share: fromScaled(share),
    ...(recentShare !== null && { recentShare: fromScaled(recentShare) }),
  }))

const preferencesView = ({ preferences }: MemberFacts): MemberInsight['preferences'] => {
  const { priceBand, promotionShare, cycleDaysX2 } = preferences
  return {
    sizes: shown(preferences.sizes),
    colors: shown(preferences.colors),
    styles: shown(preferences.styles),
    brands: shown(preferences.brands),
    categories: shown(preferences.categories),
    stores: shown(preferences.stores),
    priceBand: priceBand && { low: priceBand.lowMinor, median: priceBand.medianMinor, high: priceBand.highMinor },
    weekdays: shown(preferences.weekdays),
    hours: shown(preferences.hours),
    promotionShare: promotionShare === null ? null : fromScaled(promotionShare),
    cycleDays: cycleDaysX2 === null ? null : cycleDaysX2 / 2,
    pairings: shown(preferences.pairings).map(({ value: [a, b], ...shares }) => ({ value: [a, b], ...shares })),
  }
}

const pyramidView = ({ pyramid }: MemberClasses): MemberInsight['pyramid'] => {
  const { contribution, costToServe, priceSensitivity, loyalty } = pyramid.because
  return {
    class: pyramid.class,
    because: {
      contribution: {
        amount: contribution.amountMinor,
        heavyFrom: contribution.heavyFromMinor,
        heavy: contribution.heavy,
      },
      costToServe: { amount: costToServe.amountMinor },
      priceSensitivity,
      loyalty,
    },
  }
}

/** Where a buyer stands among those of the program; null for who never bought, or while nobody has been compared. */
const classesOf = (
  { rules, today }: PresentProgram,
  cuts: ProgramCuts | null,
  { purchaseDays, preferences, ...facts }: MemberFacts,
): MemberClasses | null => {
  const lastOn = purchaseDays.at(-1)
  if (cuts === null || lastOn === undefined) return null
  const promotionShare = preferences.promotionShare ?? 0
  return memberClasses(
    rules.insight,
    cuts,
    { ...facts, lastOn, purchaseDays: purchaseDays.length, promotionShare },
    today,
  )
}

/** The facts of the member's own receipts, by now; the figures of the program, as of its last night. */
type Known = readonly [
  facts: MemberFacts,
  night: { readonly day: number; readonly cuts: ProgramCuts | null } | undefined,
  forecast: KeptMemberForecast,
]

const insightView = (program: PresentProgram, memberId: number, [facts, night, forecast]: Known): MemberInsight => {
  const { today, now, timeline, rules } = program
  const { purchaseDays } = facts
  const lifecycle = lifecycleOf(purchaseDays, today)
  const classes = classesOf(program, night?.cuts ?? null, facts)
  const lastOn = purchaseDays.at(-1)
  return {
    memberId: encodeId('mem', memberId),
    asOf: formatInstant(now, timeline.timeZone),
    figuresAsOf: night ? formatDay(night.day) : null,
    lifecycle: {
      class: lifecycle?.class ?? null,
      since: lifecycle && formatDay(lifecycle.since),
      lastPurchaseOn: lastOn === undefined ? null : formatDay(lastOn),
    },
    rfm: {
      recencyDays: lastOn === undefined ? null : today - lastOn,
      frequency: purchaseDays.length,
      monetary: facts.salesMinor,
      scores: classes?.scores ?? { r: null, f: null, m: null },
    },
    pyramid: classes ? pyramidView(classes) : { class: null, because: null },
    importance: classes?.importance ?? null,
    effort: classes?.effort ?? null,
    loyalty: classes?.loyalty ?? null,
    rewarded: classes?.rewarded ?? null,
    preferences: preferencesView(facts),
    forecast: memberForecastView(forecast, lastOn !== undefined, rules.insight.forecastHorizonDays),
  }
}

/**
 * What is known of a member by their own receipts, up to this very moment, and where that is among the program's buyers
 * of last night (S10–S12). Throws not_found.
 */
export const readMemberInsight = async (caller: Caller, memberId: number | null): Promise<MemberInsight> => {
  const id = memberId ?? 0
  const { program, rows } = await enterProgram(caller, [
    findBooks({ memberId: id }),
    findLatestCuts(),
    findForecast({ memberId: id }),
    findForecastState({}),
    ...soldReceiptStatements([id]),
  ])
  const [[member], [night], [told], [state], ...receipts] = rows
  if (!member) throw new Problem('not_found')
  const { timeline, rules } = program
  const facts = memberFacts(timeline.timeZone, soldReceipts(receipts)(id), rules.insight.recencyHalfLifeDays)
  return insightView(program, id, [facts, night, { told, state }])
}
