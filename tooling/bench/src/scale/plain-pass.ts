import Libsql from 'libsql'
import { fileOf, type ScaleProgram } from './generate.ts'

/** Every receipt, line and transfer looked at once, by nothing but SQL. Gives how many seconds that took. */
export const plainPass = (program: ScaleProgram): number => {
  const file = new Libsql(fileOf(program))
  const started = performance.now()
  for (const sql of [
    'SELECT sum(points), sum(member_cash), sum(total_minor) FROM purchases',
    'SELECT sum(points), sum(total_minor) FROM purchase_lines',
    'SELECT unit, credit, sum(amount) FROM transfers GROUP BY unit, credit',
  ])
    file.prepare(sql).all([])
  const took = (performance.now() - started) / 1000
  file.close()
  return took
}
