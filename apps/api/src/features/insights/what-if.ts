import { ordersOf, SCALE, type Traffic } from '@laurel/core'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'

/** The orders that a year's traffic would bring (S26). It asks nothing of the program but who may ask. */
export const askWhatIf = async (caller: Caller, traffic: Traffic): Promise<{ orders: number }> => {
  await enterProgram(caller, [])
  const scaled = (conversion: number) => Math.round(conversion * SCALE)
  return {
    orders: ordersOf({
      ...traffic,
      regularConversion: scaled(traffic.regularConversion),
      otherConversion: scaled(traffic.otherConversion),
    }),
  }
}
