import { formatDay } from '@laurel/core'
import { listExportedMembers, readAll } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { FILE_PAGE, type CsvFile } from '../../platform/csv-file.ts'
import { currencyDigits, decimalOf } from '../../platform/decimals.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { again } from '../../platform/write.ts'
import { renderMembers } from './member-view.ts'

const COLUMNS = [
  'id',
  'cardNumber',
  'externalId',
  'wechatOpenId',
  'name',
  'phone',
  'email',
  'birthday',
  'gender',
  'region',
  'registeredAt',
  'tier',
  'since',
  'validThrough',
  'points',
  'memberCash',
  'prepaid',
] as const

/** All members as a file, read through a connection of its own. That somebody took them along is written down first. */
export const membersFile = async (caller: Caller): Promise<CsvFile> => {
  const { program } = await enterProgram(caller, [])
  requireStore(program, null)
  const entry = auditing(caller.deps)(program, program.actor, 'membersExported', program.id)
  await again(caller.deps, () => program.database.commit([entry], []))
  const digits = currencyDigits(program.rules.document.currency)
  const database = await caller.deps.databases.reader(program.id)
  return {
    name: `members-${program.id}-${formatDay(program.today)}.csv`,
    columns: COLUMNS,
    read: async after => {
      const [found] = await readAll(database, [listExportedMembers({ after, limit: FILE_PAGE })])
      const views = await renderMembers(caller.deps, { ...program, database }, found)
      const rows = views.map((member, i) => {
        const { points, memberCash, prepaid } = found[i]!
        return [
          member.id,
          member.cardNumber,
          member.externalId,
          member.wechatOpenId,
          member.name,
          member.phone,
          member.email,
          member.birthday,
          member.gender,
          member.region,
          member.registeredAt,
          member.tier?.code,
          member.tier?.since,
          member.tier?.validThrough,
          points,
          decimalOf(memberCash, digits),
          decimalOf(prepaid, digits),
        ]
      })
      return { rows, next: found.length < FILE_PAGE ? null : found.at(-1)!.id }
    },
  }
}
