// Fits the forecast to the CDNOW file, and asks for the parameters that its authors published; by forecast.mjs.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { forecastCdnow } from '@laurel/forecast/cdnow-forecast'
import { comesOut, published } from '@laurel/forecast/published'
import { root } from '@laurel/run/house'

const { values } = parseArgs({ options: { file: { type: 'string' } } })
const file = resolve(values.file ?? join(root, '../shared/data/cdnow-sample.txt'))
const { fitted, weeks } = forecastCdnow(readFileSync(file, 'utf8'))

/** @type {{ passed: number, failed: number }} */
const sum = { passed: 0, failed: 0 }
/**
 * @param {string} guarantee
 * @param {boolean} holds
 */
function tell(guarantee, holds) {
  console.log(`${holds ? '✓' : '✗'} ${guarantee}`)
  sum[holds ? 'passed' : 'failed'] += 1
}

for (const { model, parameter, value } of published)
  tell(`${model}: ${parameter} is ${fitted[parameter]}, published as ${value}`, comesOut(fitted[parameter], value))
const { week, predicted, actual } = weeks[weeks.length - 1] ?? { week: 0, predicted: 0, actual: 0 }
tell(
  `${Math.round(predicted)} repeat purchases predicted through week ${week}, ${actual} came: within a twentieth`,
  week === 78 && Math.abs(predicted / actual - 1) < 0.05,
)
console.log('\nforecast of CDNOW:')
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
