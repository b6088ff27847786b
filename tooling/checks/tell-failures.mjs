// Says again what failed in a stage of .ci/run: node tooling/checks/tell-failures.mjs <title> <log>
import { readFileSync } from 'node:fs'
import { whatFailed } from './what-failed.mjs'

const [title = '', log = ''] = process.argv.slice(2)
console.log(`--- what failed in ${title}`)
for (const line of whatFailed(readFileSync(log, 'utf8'))) console.log(line)
