// Binds whatever comes: the native engine aborts the process on values it does not know, so this runs as a child.
import fc from 'fast-check'
import { openEmbedded } from '../../src/embedded/index.ts'
import type { BindValue } from '../../src/database.ts'

const [dataDir = '', seed = '1'] = process.argv.slice(2)
const engine = await openEmbedded({ dataDir })
const database = engine.database('fuzz.db', { create: true })

const hostile = fc.constantFrom<unknown>(
  true,
  new Date(0),
  {},
  [],
  Symbol('x'),
  () => 1,
  undefined,
  Number.NaN,
  1.5,
  2 ** 53,
  -0,
  2n ** 63n,
  new Uint8Array(0),
  Buffer.alloc(0),
  Buffer.from('pooled'),
  new ArrayBuffer(3),
  new Float64Array(2),
  new DataView(new ArrayBuffer(1)),
  new Uint8Array(new SharedArrayBuffer(2)),
  Object.create(Uint8Array.prototype),
  new String('boxed'),
  '\0',
  '\ud800',
  '',
  new Proxy({}, {}),
)
const anything = fc.oneof(fc.anything({ withBigInt: true, withTypedArray: true, withDate: true }), hostile)

let bound = 0
let refused = 0
await fc.assert(
  fc.asyncProperty(fc.array(anything, { maxLength: 5 }), async values => {
    const statement = { sql: `SELECT 1${', ?'.repeat(values.length)}`, args: values as BindValue[] }
    try {
      const [[row = []] = []] = await database.read([statement])
      if (row.length !== values.length + 1) throw new Error('a value was lost')
      bound += 1
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) throw error
      refused += 1
    }
  }),
  { numRuns: 2_000, seed: Number(seed) },
)
await engine.close()
console.log(JSON.stringify({ bound, refused }))
