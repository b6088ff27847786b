import { describe, expect, it } from 'vitest'
import { compiled } from '../../test/program.ts'
import { compileRules } from './compile.ts'
import { presets } from './presets/presets.ts'

describe('compiled rules', () => {
  it('know the cash part by the tender: cash, card, wechat and alipay, nothing else', () => {
    const { isCash } = compiled('wangfujing')
    expect((['cash', 'card', 'wechat', 'alipay'] as const).map(isCash)).toEqual([true, true, true, true])
    expect((['prepaid', 'memberCash', 'voucher'] as const).map(isCash)).toEqual([false, false, false])
  })

  it('find a tier by its code, and none for nobody or an unknown one', () => {
    const { tier } = compiled('wangfujing')
    expect([tier('WE')?.rank, tier('GOLD'), tier(null)]).toEqual([2, null, null])
  })

  it('order tiers by rank, whatever the order of the document, and leave the document as it is', () => {
    const document = { ...presets.wangfujing, tiers: presets.wangfujing.tiers.toReversed() }
    expect(compileRules(document, 1).tiersByRank.map(tier => tier.code)).toEqual(['ME', 'WE', 'SVIP'])
    expect(document.tiers.map(tier => tier.code)).toEqual(['SVIP', 'WE', 'ME'])
  })

  it('list the thresholds of each kind, the highest tier first', () => {
    const { atOnce, atReview } = compiled('wangfujing').thresholds
    expect(atOnce.map(({ tier, rule }) => [tier.code, rule.window])).toEqual([
      ['SVIP', 'day'],
      ['SVIP', 'month'],
      ['WE', 'day'],
      ['WE', 'month'],
      ['ME', 'day'],
    ])
    expect(atReview.map(({ tier }) => tier.code)).toEqual(['SVIP', 'WE'])
  })

  it('know what registration gives', () => {
    expect(compiled('wanqian').registrationTier?.code).toBe('VIP')
    expect(compiled('wangfujing').registrationTier).toBe(null)
  })
})

it('what a document leaves out of insight is as usual', () => {
  const usual = compileRules(presets.wangfujing, 1).insight
  expect(usual).toMatchObject({ recencyHalfLifeDays: null, heavyShare: 0.2 })
  const own = { ...presets.wangfujing, insight: { heavyShare: 0.1, recencyHalfLifeDays: 90 } }
  expect(compileRules(own, 1).insight).toEqual({ ...usual, heavyShare: 0.1, recencyHalfLifeDays: 90 })
})
