// Runs the CDNOW file through its 18 months of clock, under rules like Wangfujing's and like Wanqian's:
//   node tooling/checks/cdnow-months.mjs --runtime node|edge --file <cdnow file>
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()
// What loads the file is TypeScript, which an older Node cannot read.
await import('./check-cdnow-months.mjs')
