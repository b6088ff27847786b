// Loads the CDNOW file into a Laurel of its own, cut off in the middle and run again, and has the books replayed and verified:
//   node tooling/checks/cdnow.mjs --runtime node|edge --file <cdnow file>
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()
// What loads the file is TypeScript, which an older Node cannot read.
await import('./check-cdnow.mjs')
