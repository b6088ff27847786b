import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from './bundle-worker.ts'
import { apiConfig } from './start-edge.ts'
import { readWranglerConfig } from './wrangler-config.ts'

// Prints what a deployment of the Worker would upload, in KiB.
const outDir = mkdtempSync(join(tmpdir(), 'laurel-worker-'))
try {
  const config = readWranglerConfig(process.argv[2] ?? apiConfig)
  const script = readFileSync(await bundleWorker(config, outDir))
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`
  console.log(`${config.name}: ${kib(script.length)}, gzip ${kib(gzipSync(script).length)}`)
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
