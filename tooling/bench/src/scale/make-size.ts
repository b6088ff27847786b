// Makes the programs that measure-size.ts measures, where they are not there yet, and looks over the file of the largest,
// in a process whose memory does not count. Prints what it saw as one line of JSON. Run by scale-bench.ts:
// node make-size.ts <folder> <members>…
import Libsql from 'libsql'
import { bytesOf, fileOf, scaleProgram, type ScaleProgram } from './generate.ts'
import { plainPass } from './plain-pass.ts'

/** What a program came to on disk, and how fast nothing but SQL goes over it. */
export interface FileFigures {
  readonly generatedInSeconds: number
  readonly bytesPerReceipt: number
  /** Bytes a receipt, by table with its indexes, the largest first. */
  readonly bytesByTable: readonly (readonly [string, number])[]
  /** One pass of plain SQL over every receipt, line and transfer. */
  readonly plainPassSeconds: number
}

const diskByTable = (program: ScaleProgram): (readonly [string, number])[] => {
  const file = new Libsql(fileOf(program))
  const rows = file
    .prepare(
      `SELECT coalesce(m.tbl_name, s.name) AS name, sum(s.pgsize) AS bytes FROM dbstat s
       LEFT JOIN sqlite_schema m ON m.name = s.name GROUP BY 1 ORDER BY 2 DESC LIMIT 12`,
    )
    .all([]) as { name: string; bytes: number }[]
  file.close()
  return rows.map(({ name, bytes }) => [name, Math.round((bytes / program.receipts) * 10) / 10])
}

const [folder, ...sizes] = process.argv.slice(2)
const made: ScaleProgram[] = []
for (const members of sizes)
  made.push(
    await scaleProgram(folder!, Number(members), (done, of) =>
      process.stderr.write(`\rgenerating ${done} of ${of} receipts`),
    ),
  )
const program = made.at(-1)!
const figures: FileFigures = {
  generatedInSeconds: program.seconds,
  bytesPerReceipt: Math.round((bytesOf(program) / program.receipts) * 10) / 10,
  bytesByTable: diskByTable(program),
  plainPassSeconds: plainPass(program),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
