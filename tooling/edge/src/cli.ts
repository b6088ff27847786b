import { startEdge } from './start-edge.ts'

const {
  PORT = '8787',
  LAUREL_DATA = './.data-edge',
  LAUREL_OPERATOR_KEY = 'op_dev',
  LAUREL_DEMO,
  LAUREL_SECRET,
  LAUREL_LOG,
} = process.env

const edge = await startEdge({
  port: Number(PORT),
  dataDir: LAUREL_DATA,
  env: { LAUREL_OPERATOR_KEY, LAUREL_SECRET, LAUREL_LOG },
  demo: LAUREL_DEMO !== 'off',
})
console.log(`Laurel on workerd: ${edge.url}`)
let closing: Promise<void> | undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Miniflare's own would end the process at once, with transactions under way.
  process.removeAllListeners(signal)
  process.on(signal, () => (closing ??= edge.close()))
}
