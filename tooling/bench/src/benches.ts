import { awardBench } from './award/award-bench.ts'
import { equalPointsBench } from './award/equal-points-bench.ts'
import type { Bench } from './bench.ts'
import { edgeBench } from './edge/edge-bench.ts'
import { edgeImportBench } from './imports/edge-import-bench.ts'
import { importBench } from './imports/import-bench.ts'
import { purchaseBench } from './purchases/purchase-bench.ts'
import { readBench } from './reads/read-bench.ts'
import { replayBench } from './replay-bench.ts'
import { scaleBench } from './scale/scale-bench.ts'
import { segmentBench } from './scale/segment-bench.ts'
import { startBench } from './start/start-bench.ts'

/** Everything that is measured, in the order of the document. */
export const benches: readonly Bench[] = [
  awardBench,
  equalPointsBench,
  purchaseBench,
  edgeBench,
  readBench,
  scaleBench,
  segmentBench,
  replayBench,
  importBench,
  edgeImportBench,
  startBench,
]
