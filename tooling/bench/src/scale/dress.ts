import { NativeFile } from './native-file.ts'
import { fileOf, type ScaleProgram } from './generate.ts'

/** Of so many members each thing is known; none of them all the same. */
const DRESSED = [
  ...[
    ['sms', 'marketing', 5],
    ['email', 'marketing', 3],
    ['wechat', 'service', 2],
  ].map(
    ([channel, purpose, outOf]) =>
      `INSERT INTO consents (member_id, channel, purpose, granted, at)
      SELECT id, '${channel}', '${purpose}', id % 7 <> 0, registered_at FROM members WHERE id % ${outOf} <> 0`,
  ),
  `INSERT INTO consents (member_id, channel, purpose, granted, at)
    SELECT id, 'sms', 'marketing', id % 2, registered_at + 1 FROM members WHERE id % 11 = 0`,
  `INSERT INTO member_tags (member_id, tag)
    SELECT id, CASE id % 3 WHEN 0 THEN 'staff' WHEN 1 THEN 'regular' ELSE 'press' END FROM members WHERE id % 2 = 0`,
  `INSERT INTO member_interests (member_id, interest)
    SELECT m.id, i.value FROM members m, json_each('["skiing", "opera", "wine", "tea"]') i WHERE (m.id + i.key) % 3 <> 0`,
  `INSERT INTO member_sizes (member_id, garment, size)
    SELECT m.id, g.value, substr('SML', 1 + (m.id + g.key) % 3, 1) FROM members m, json_each('["jeans", "tops"]') g
    WHERE (m.id + g.key) % 5 <> 0`,
  `INSERT INTO family_members (member_id, relation, birth_year, birth_month, birth_day, sealed, revision)
    SELECT id, CASE id % 2 WHEN 0 THEN 'child' ELSE 'spouse' END, 2015, 1 + id % 12, 1 + id % 28, x'00', 1
    FROM members WHERE id % 3 <> 0`,
]

/** Gives the members of a program what a shop comes to know of them, where generating has left it out. */
export const dress = (program: ScaleProgram): void => {
  const file = new NativeFile(fileOf(program), { cacheMiB: 256 })
  file.exec('BEGIN')
  for (const sql of DRESSED) file.exec(sql)
  file.exec('COMMIT')
  file.close()
}
