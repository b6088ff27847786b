// Lighthouse on the demo shop of a Laurel of its own, as a phone and as a desktop see it:
//   pnpm lighthouse
// The median of three visits by performance counts: it is measured by the clock, and other work of the machine shows in it.
import { parseArgs } from 'node:util'
import { browser } from '@laurel/run/browser'
import { launch } from 'chrome-launcher'
import lighthouse, { desktopConfig } from 'lighthouse'
import { startServer } from './server.mjs'
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()

/** @typedef {import('lighthouse').Result} Result */

const { values } = parseArgs({ options: { visits: { type: 'string', default: '3' } } })
const visits = Number(values.visits)

/** The least score of each category, of 100; null is only told. */
const least = /** @type {Record<string, number | null>} */ ({
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: null,
})
const sum = { passed: 0, failed: 0 }

/**
 * @param {Result} result
 * @param {string} category
 */
const scoreOf = (result, category) => Math.round(100 * (result.categories[category]?.score ?? 0))

/**
 * @param {string} url
 * @param {typeof desktopConfig | undefined} config
 * @param {string} chromePath
 * @returns {Promise<Result>} one visit by a browser that knows nothing yet
 */
async function visit(url, config, chromePath) {
  const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] })
  try {
    const told = await lighthouse(url, { port: chrome.port, logLevel: 'error', output: 'json' }, config)
    if (!told || told.lhr.runtimeError) throw new Error(told?.lhr.runtimeError?.message ?? 'Lighthouse said nothing.')
    return told.lhr
  } finally {
    chrome.kill()
  }
}

/**
 * What keeps a category from 100, a line for each audit.
 * @param {Result} result
 * @param {string} category
 */
function failings(result, category) {
  return (result.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = result.audits[id]
    if (!audit || audit.score === null || audit.score >= 0.9 || (!weight && category !== 'performance')) return []
    return [`    ${id}: ${audit.title} ${audit.displayValue ?? ''} ${audit.explanation ?? ''}`.trimEnd()]
  })
}

/**
 * @param {string} device
 * @param {Result[]} results
 */
function tell(device, results) {
  const sorted = results.toSorted((one, other) => scoreOf(one, 'performance') - scoreOf(other, 'performance'))
  const median = sorted[Math.floor(sorted.length / 2)]
  if (!median) return
  console.log(`performance of each visit: ${sorted.map(result => scoreOf(result, 'performance')).join(', ')}`)
  for (const [category, bound] of Object.entries(least)) {
    const score = scoreOf(median, category)
    const holds = score >= (bound ?? 0)
    console.log(`${holds ? '✓' : '✗'} ${device}, ${category}: ${score}${bound ? ` of at least ${bound}` : ''}`)
    for (const line of score < 100 ? failings(median, category) : []) console.log(line)
    if (bound) sum[holds ? 'passed' : 'failed'] += 1
  }
}

const chromePath = await browser()
const server = await startServer('node')
try {
  for (const [device, config] of /** @type {const} */ ([
    ['phone', undefined],
    ['desktop', desktopConfig],
  ])) {
    /** @type {Result[]} */
    const results = []
    while (results.length < visits) results.push(await visit(`${server.url}/demo/`, config, chromePath))
    tell(device, results)
  }
} finally {
  await server.stop()
  server.remove()
}
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed || !sum.passed ? 1 : 0
