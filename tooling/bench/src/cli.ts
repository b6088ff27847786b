// Measures on this machine, every claim a ratio within the same run. Run: pnpm bench
import { cpus } from 'node:os'
import { awardsPerSecond } from './award-bench.ts'
import { purchaseLoads } from './purchase-bench.ts'

const ratio = (a: number, b: number): string => (a / b).toFixed(2)

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`)
const awards = awardsPerSecond()
console.log(`awards of three lines, with explanation, one thread: ${awards.toLocaleString('en')} a second`)
const { quotes, distinct, hot } = await purchaseLoads()
for (const [name, load] of Object.entries({
  'quotes (decided, nothing written)': quotes,
  'durable receipts, 512 members': distinct,
  'durable receipts, one member': hot,
}))
  console.log(`${name}: ${load.perSecond.toLocaleString('en')} a second, p50 ${load.p50} ms, p99 ${load.p99} ms`)
console.log(
  `receipts ÷ quotes: ${ratio(distinct.perSecond, quotes.perSecond)}; one member ÷ many: ${ratio(hot.perSecond, distinct.perSecond)}`,
)
