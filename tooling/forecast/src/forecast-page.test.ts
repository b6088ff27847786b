import { chanceFrom, simulateBuyers } from '@laurel/core/testing'
import { describe, expect, it } from 'vitest'
import { forecastCdnow } from './cdnow-forecast.ts'
import { forecastPage } from './forecast-page.ts'
import { comesOut } from './published.ts'
import { trackingChart } from './tracking-chart.ts'

const day = (n: number) => new Date(Date.UTC(1997, 0, 1 + n)).toISOString().slice(0, 10).replaceAll('-', '')

/** A file such as CDNOW's, of customers who were drawn. */
const simulated = (customers: number): string => {
  const chance = chanceFrom(7)
  const { histories } = simulateBuyers(
    { purchases: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, spend: { p: 6.25, q: 3.74, gammaMinor: 15_44 } },
    { members: customers, joinDays: 84, seenDays: 545, laterDays: 0 },
    chance,
  )
  const rows = Array.from(histories.ageDays, (age, i) => {
    const repeats = histories.repeats[i] ?? 0
    const days = Array.from({ length: repeats }, (_, k) =>
      Math.ceil(((k + 1) * (histories.lastAfterDays[i] ?? 0)) / repeats),
    )
    const mean = 10 / (0.2 + chance())
    return [0, ...days].map(n => `1 ${i} ${day(545 - age + n)} 1 ${(mean * (0.5 + chance())).toFixed(2)}`)
  })
  return rows.flat().join('\n')
}

describe('the page of the forecast', () => {
  const forecast = forecastCdnow(simulated(1500))
  const page = forecastPage(forecast, { members: 25_000, milliseconds: 234, machine: 'a machine' })

  it('says of each parameter whether it is the published one', () => {
    expect(page).toContain(`| BG/NBD | r | 0.243 | ${forecast.fitted.r.toPrecision(6)} | another |`)
    expect(comesOut(0.24259, 0.243)).toBe(true)
    expect(comesOut(0.2424, 0.243)).toBe(false)
  })

  it('has every customer in the calibration once', () => {
    expect(forecast.heldBack.reduce((sum, { members }) => sum + members, 0)).toBe(forecast.customers)
    expect(page).toContain('| 7 or more |')
    expect(page).toMatch(/\| all \| 1,500 \|/)
  })

  it('counts the weeks of the chart up to the last one, never falling', () => {
    expect(forecast.weeks.map(({ week }) => week)).toEqual(Array.from({ length: 78 }, (_, i) => i + 1))
    for (const [i, { predicted, actual }] of forecast.weeks.entries()) {
      expect(predicted).toBeGreaterThanOrEqual(forecast.weeks[i - 1]?.predicted ?? 0)
      expect(actual).toBeGreaterThanOrEqual(forecast.weeks[i - 1]?.actual ?? 0)
    }
    expect(trackingChart(forecast.weeks)).not.toContain('NaN')
  })

  it('makes nothing of a file of too few', () => {
    expect(() => forecastCdnow(simulated(60))).toThrow('too_few_repeat_buyers')
  })
})
