import { describe, expect, it } from 'vitest'
import { campaignResults, type CampaignSide } from './campaign-results.ts'

const nobody: CampaignSide = { messages: 0, buyers: 0, salesMinor: 0, squaredSales: 0 }

const sideOf = (sales: readonly number[]): CampaignSide => ({
  messages: sales.length,
  buyers: sales.filter(sale => sale > 0).length,
  salesMinor: sales.reduce((sum, sale) => sum + sale, 0),
  squaredSales: sales.reduce((sum, sale) => sum + sale ** 2, 0),
})

const resultsOf = (reached: readonly number[], control: readonly number[]) =>
  campaignResults({ reached: sideOf(reached), missed: nobody, control: sideOf(control) })

describe('a campaign’s results', () => {
  it('are what those reached bought beyond what as many of the control group did', () => {
    const results = resultsOf([300, 0, 500, 0], [100, 0])
    expect(results).toMatchObject({ response: 0.5, controlResponse: 0.5, extraSalesMinor: 600 })
  })

  it('come with the interval that Welch’s standard error gives', () => {
    // Means 200 and 50; variances 60,000 and 5,000, of the means 15,000 and 2,500: 1.96 × √17,500 × 4 = 1,037.
    expect(resultsOf([300, 0, 500, 0], [100, 0]).interval).toEqual([-437, 1637])
  })

  it('say nothing of extra sales without a control group, nor of an interval with one member', () => {
    expect(resultsOf([300, 0], [])).toEqual({
      response: 0.5,
      controlResponse: null,
      extraSalesMinor: null,
      interval: null,
    })
    expect(resultsOf([300, 0], [100])).toMatchObject({ extraSalesMinor: 100, interval: null })
    expect(resultsOf([], [100])).toMatchObject({ response: null, extraSalesMinor: null })
  })

  it('may be a loss', () => {
    expect(resultsOf([0, 0], [100, 300]).extraSalesMinor).toBe(-400)
  })

  it('keep whom it was meant for and did not reach, since such people are held out, too', () => {
    const sides = { reached: sideOf([300, 500]), missed: sideOf([0, 0]), control: sideOf([300, 500, 0, 0]) }
    expect(campaignResults(sides)).toMatchObject({ response: 1, controlResponse: 0.5, extraSalesMinor: 0 })
  })
})
