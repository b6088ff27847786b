import type { TierGoal } from '../../api/me.ts'
import type { Language } from '../../i18n/language.ts'

/** What is to be done, as one sentence: "4,800 points to WE card by 31 Jul". */
export function goalSentence(goal: TierGoal, currency: string, language: Language): string {
  const { texts } = language
  const { remaining } = goal
  const isRenewal = goal.goal === 'renew'
  const tier = language.name(goal.tierName)
  if (!remaining) return isRenewal ? texts.renewed(tier) : texts.reached(tier)
  const need =
    goal.measure === 'spend' ? texts.spend(language.money(remaining, currency)) : texts.earn(language.points(remaining))
  const by = goal.window === 'day' ? texts.today : goal.endsOn ? texts.by(language.day(goal.endsOn, true)) : ''
  return isRenewal ? texts.renew(need, tier, by) : texts.upgrade(need, tier, by)
}

/** What is done: "1,200 of 6,000 points in one day". */
export function goalProgress(
  { measure, window, current, required }: TierGoal,
  currency: string,
  language: Language,
): string {
  const { texts } = language
  const done =
    measure === 'spend'
      ? texts.progressOf(language.money(current, currency), language.money(required, currency))
      : texts.progressOf(language.number(current), language.points(required))
  return `${done} ${texts.inWindow[window] ?? ''}`
}
