import { awardBench } from './award/award-bench.ts'
import { equalPointsBench } from './award/equal-points-bench.ts'
import type { Bench } from './bench.ts'
import { purchaseBench } from './purchase-bench.ts'
import { replayBench } from './replay-bench.ts'
import { scaleBench } from './scale/scale-bench.ts'

/** Everything that is measured, in the order of the document. */
export const benches: readonly Bench[] = [awardBench, equalPointsBench, purchaseBench, scaleBench, replayBench]
