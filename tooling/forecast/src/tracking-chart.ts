import { FITTED_WEEKS, type Week } from './cdnow-forecast.ts'

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [720, 340, 56, 24, 704, 300]

const line = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/** Repeat purchases week by week, predicted and actual, as an SVG. */
export function trackingChart(weeks: readonly Week[]): string {
  const most = Math.max(...weeks.flatMap(({ predicted, actual }) => [predicted, actual]))
  const grid = Math.ceil(most / 4 / 500) * 500
  const x = (week: number) => LEFT + ((RIGHT - LEFT) * week) / weeks.length
  const y = (purchases: number) => BOTTOM - ((BOTTOM - TOP) * purchases) / (4 * grid)
  const path = (what: 'predicted' | 'actual') =>
    line([[LEFT, BOTTOM], ...weeks.map(w => [x(w.week), y(w[what])] as const)])
  const rules = [0, 1, 2, 3, 4].map(
    n => `  <path class="rule" d="M${LEFT} ${y(n * grid)}H${RIGHT}"/>
  <text x="${LEFT - 8}" y="${y(n * grid) + 4}" text-anchor="end">${(n * grid).toLocaleString('en')}</text>`,
  )
  const ticks = weeks
    .filter(({ week }) => week % 13 === 0)
    .map(({ week }) => `  <text x="${x(week).toFixed(1)}" y="${BOTTOM + 18}" text-anchor="middle">${week}</text>`)
  const cut = x(FITTED_WEEKS).toFixed(1)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Repeat purchases of the CDNOW customers by week: what the model says beside what came">
  <style>
    text { font: 12px system-ui, sans-serif; fill: #333 }
    path { fill: none }
    .rule { stroke: #ddd }
    .cut { stroke: #888; stroke-dasharray: 4 4 }
    .actual { stroke: #1a1a1a; stroke-width: 2 }
    .predicted { stroke: #b3541e; stroke-width: 2; stroke-dasharray: 7 4 }
  </style>
  <rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${rules.join('\n')}
${ticks.join('\n')}
  <text x="${(LEFT + RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">weeks since 1 January 1997</text>
  <path class="cut" d="M${cut} ${TOP}V${BOTTOM}"/>
  <text x="${Number(cut) - 8}" y="${TOP + 12}" text-anchor="end">fitted</text>
  <text x="${Number(cut) + 8}" y="${TOP + 12}">held back</text>
  <path class="actual" d="${path('actual')}"/>
  <path class="predicted" d="${path('predicted')}"/>
  <path class="actual" d="M${LEFT + 12} ${TOP + 34}h28"/>
  <text x="${LEFT + 48}" y="${TOP + 38}">actual</text>
  <path class="predicted" d="M${LEFT + 12} ${TOP + 54}h28"/>
  <text x="${LEFT + 48}" y="${TOP + 58}">predicted</text>
</svg>
`
}
