// Fits the forecast to the CDNOW file, and asks for the parameters that its authors published:
//   node tooling/checks/forecast.mjs --file <cdnow file>
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()
// What fits is TypeScript, which an older Node cannot read.
await import('./check-forecast.mjs')
