import { MOST_REPEATS_TOLD } from '@laurel/core'
import { FITTED_WEEKS, type CdnowForecast } from './cdnow-forecast.ts'
import { comesOut, published } from './published.ts'

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

const whole = (value: number): string => Math.round(value).toLocaleString('en')
const share = (predicted: number, actual: number): string => {
  const percent = (predicted / actual - 1) * 100
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`
}

const parametersOf = ({ fitted }: CdnowForecast): string =>
  table(
    ['model', 'parameter', 'published', 'Laurel', 'to three digits'],
    published.map(({ model, parameter, value }) => [
      model,
      parameter,
      String(value),
      fitted[parameter].toPrecision(6),
      comesOut(fitted[parameter], value) ? 'the same' : 'another',
    ]),
  )

const calibrationOf = ({ heldBack }: CdnowForecast): string => {
  const rows = heldBack.map(({ repeats, members, predicted, actual }) => [
    repeats === MOST_REPEATS_TOLD ? `${repeats} or more` : String(repeats),
    whole(members),
    (predicted / members).toFixed(2),
    (actual / members).toFixed(2),
    predicted.toFixed(1),
    whole(actual),
  ])
  const sum = (what: 'members' | 'predicted' | 'actual') => heldBack.reduce((all, row) => all + row[what], 0)
  const all = (what: 'predicted' | 'actual') => (sum(what) / sum('members')).toFixed(2)
  return table(
    ['repeat purchases before', 'customers', 'predicted each', 'actual each', 'predicted', 'actual'],
    [
      ...rows,
      [
        'all',
        whole(sum('members')),
        all('predicted'),
        all('actual'),
        sum('predicted').toFixed(1),
        whole(sum('actual')),
      ],
    ],
  )
}

const weeksOf = ({ weeks }: CdnowForecast): string =>
  table(
    ['through week', 'predicted', 'actual', 'difference'],
    weeks
      .filter(({ week }) => week % 13 === 0)
      .map(({ week, predicted, actual }) => [String(week), whole(predicted), whole(actual), share(predicted, actual)]),
  )

/** The page that tells what the forecast is worth, in Markdown. */
export function forecastPage(
  forecast: CdnowForecast,
  fit: { members: number; milliseconds: number; machine: string },
): string {
  const { customers, repeatBuyers, iterations, dollars } = forecast
  return `# The forecast

Who is still a customer, what they will buy, and what that is worth (S14): computed in \`packages/core/src/forecast/\`, by plain functions, from the days on which a member bought and what was spent on them.

- **BG/NBD** (Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way), fitted by maximum likelihood: how often members buy, and when they stop. For a member it tells the probability of being active and the purchases to expect within a horizon.
- **Gamma-Gamma** (Fader, Hardie 2013, The Gamma-Gamma Model of Monetary Value): what a member spends on a day with a purchase. Purchases times spend is the expected value: sales, not profit, and not discounted.

A purchase is a day with receipts; time is in weeks; what was wholly returned never was. Where the data say too little there is no figure but the reason:

| reason | when |
| --- | --- |
| \`too_few_repeat_buyers\` | fewer than 50 members bought again |
| \`not_identified\` | no peak of the likelihood, as where nobody ever leaves or all are alike |
| \`too_uncertain\` | the standard error of the purchases (of the mean spend) within the horizon is above a quarter of them |

In a program it is made every night, after insight, from the facts of its buyers: \`GET /v1/insights/forecast\` has the parameters, the likelihood, and a calibration of its own, on as many days held back as are foretold, or half of those since the first purchase; \`GET /v1/members/{id}/insight\` has each member's. It looks ahead 365 days, or what the rules say (\`insight.forecastHorizonDays\`). Of more than 50,000 buyers an even sample of 25,000 to 50,000 is fitted, and of a sample of 10,000 the receipts are read for the calibration: so a night's fit is bounded on Workers, too. Every buyer is told.

Whom to win back is ranked by what is at stake: what a member would be worth if active for certain, times how far the probability of it has fallen since the last purchase. Who is less likely than one in ten to be active counts as gone.

This page is written by \`pnpm forecast <file> --write\`, with the CDNOW sample as the file: ${whole(customers)} customers who first bought between January and March 1997, ${whole(repeatBuyers)} of whom bought again by 30 September. It comes with the \`lifetimes\` library.

## The published parameters

Fitted to the first ${FITTED_WEEKS} weeks, in ${iterations[0]} and ${iterations[1]} steps.

${parametersOf(forecast)}

Both fits of ${whole(fit.members)} simulated customers take ${(fit.milliseconds / 1000).toFixed(2)} s (median of five; ${fit.machine}).

## What was held back

The fit has seen ${FITTED_WEEKS} weeks. What it says of the next ${FITTED_WEEKS}, beside what came:

${calibrationOf(forecast)}

In money: $${whole(dollars.predicted)} predicted, $${whole(dollars.actual)} came (${share(dollars.predicted, dollars.actual)}).

Those who had bought again once or twice came more often than the model says; of all together it says too little.

All repeat purchases since the first day, by week, from the parameters and the days of the first purchases alone:

![Repeat purchases of the CDNOW customers by week: what the model says beside what came](images/forecast.svg)

${weeksOf(forecast)}
`
}
