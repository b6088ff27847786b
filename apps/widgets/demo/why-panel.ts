import { element } from './element.ts'
import type { AwardLine, Purchase } from './shop-api.ts'
import { money, number, words } from './shop-texts.ts'

/** What was bought, and what the API said to it. */
export interface Award {
  readonly names: readonly string[]
  readonly purchase: Purchase
  readonly currency: string
  /** The tiers' names by their codes, as far as the widgets have told them. */
  tierName(code: string): string
}

/** The award in words and figures that can be checked by hand: every line, then what holds for the whole receipt. */
export function whyPanel({ names, purchase, currency, tierName }: Award): Node[] {
  const { explanation, tier, memberCashEarned, points } = purchase
  const text = words()
  const name = (code: string | null) => (code === null ? text.noTier : tierName(code))
  const { mode, grain } = explanation.rounding
  const totals = element('dl', 'facts totals')
  if (explanation.lines.length > 1) addFact(totals, text.points, text.pointsOf(number(points.earned), points.earned))
  if (memberCashEarned) addFact(totals, text.memberCash, `+${money(memberCashEarned, currency)}`)
  addFact(
    totals,
    text.tier,
    tier.before === tier.after ? text.stays(name(tier.after)) : text.moves(name(tier.before), name(tier.after)),
  )
  addFact(totals, text.rounding, text.pair(text.roundingMode[mode] ?? mode, text.grain[grain] ?? grain))
  addFact(totals, text.rules, text.version(number(explanation.rulesVersion)))
  return [...explanation.lines.map(line => awardLine(line, names[line.line] ?? '', currency)), totals]
}

function awardLine(line: AwardLine, name: string, currency: string): HTMLElement {
  const text = words()
  const made = element('div', 'award', element('p', 'award-name', name))
  if (!line.eligible) {
    made.append(element('p', 'quiet', text.notEligible))
    return made
  }
  const { value, because, considered } = line.multiplier
  const factor = number(value)
  const facts = element('dl', 'facts')
  addFact(facts, text.counted, money(line.cashMinor, currency))
  addFact(
    facts,
    text.rate,
    text.rateOf(number(line.rate.points), line.rate.points, money(line.rate.perMinor, currency)),
  )
  addFact(facts, text.multiplier, text.pair(`×${factor}`, text.because[because] ?? because))
  const unused = considered.filter(one => !one.applied)
  if (unused.length > 0)
    addFact(
      facts,
      text.alsoLookedAt,
      ...unused.map(one => element('div', '', `${text.source[one.source] ?? one.source} ×${number(one.value)}`)),
    )
  made.append(sum(line, factor, currency), facts)
  if (line.cap) {
    const { limit, uncapped } = line.cap
    made.append(
      element('p', 'quiet', text.capped(text.limit[limit] ?? limit, text.pointsOf(number(uncapped), uncapped))),
    )
  }
  return made
}

/** "¥320 × 5 = 1,600 points". */
function sum(line: AwardLine, factor: string, currency: string): HTMLElement {
  const sign = (text: string) => element('span', 'sign', text)
  const perUnit = line.rate.points === 1 ? [] : [sign('×'), number(line.rate.points)]
  const unit = [money(line.cashMinor, currency), ...perUnit]
  const points = element('strong', '', words().pointsOf(number(line.points), line.points))
  return element('p', 'sum', ...unit, ...(factor === '1' ? [] : [sign('×'), factor]), sign('='), points)
}

function addFact(list: HTMLElement, name: string, ...value: (Node | string)[]): void {
  list.append(element('dt', '', name), element('dd', '', ...value))
}
