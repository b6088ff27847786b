export { type EdgeOptions, startEdge } from './start-edge.ts'
export type { RunningWorker } from './run-worker.ts'
