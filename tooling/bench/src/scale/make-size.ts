// Makes the programs that measure-size.ts measures, where they are not there yet, in a process whose memory does not
// count. Run by scale-bench.ts: node make-size.ts <folder> <members>…
import { scaleProgram } from './generate.ts'

const [folder, ...sizes] = process.argv.slice(2)
for (const members of sizes)
  await scaleProgram(folder!, Number(members), (done, of) =>
    process.stderr.write(`\rgenerating ${done} of ${of} receipts`),
  )
