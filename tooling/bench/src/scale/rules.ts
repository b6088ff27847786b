import { presets, type ProgramRules } from '@laurel/core'

/**
 * Wangfujing's cards with their review and rebate in August, Wanqian's member cash with every receipt, and all cleared
 * on 1 January (S1, S2): everything that scheduled work does, in one program. A receipt of it is as large as they come:
 * it opens two lots.
 */
export const scaleRules: ProgramRules = {
  ...presets.wangfujing,
  memberCash: presets.wanqian.memberCash,
  expiry: presets.wanqian.expiry,
}
