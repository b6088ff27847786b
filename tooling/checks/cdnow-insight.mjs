// Holds lifecycle and pyramid of the CDNOW customers against a plain calculation over the file:
//   node tooling/checks/cdnow-insight.mjs --runtime node|edge --file <cdnow file>
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()
// What loads the file is TypeScript, which an older Node cannot read.
await import('./check-cdnow-insight.mjs')
