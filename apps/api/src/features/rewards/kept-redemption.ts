import { formatDay, formatInstant, type LocalizedText, type RedemptionStatus } from '@laurel/core'
import { findRedemption, readAll } from '@laurel/db'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { RedemptionView } from './rewards.schemas.ts'

export type RedemptionRow = ReturnType<ReturnType<typeof findRedemption>['decode']>[number]

/** How a redemption stands. */
export const statusOf = (row: Pick<RedemptionRow, 'end'>): RedemptionStatus => row.end ?? 'reserved'

/** A redemption on the wire. */
export const renderRedemption = (row: RedemptionRow, timeZone: string): RedemptionView => ({
  id: encodeId('red', row.id),
  memberId: encodeId('mem', row.memberId),
  reward: row.reward,
  name: JSON.parse(row.name) as LocalizedText,
  quantity: row.quantity,
  points: row.points,
  money: row.moneyMinor === 0 ? null : { amountMinor: row.moneyMinor },
  code: row.code,
  status: statusOf(row),
  reservedAt: formatInstant(row.occurredAt, timeZone),
  collectBy: formatDay(row.collectBy),
  endedAt: row.endedAt === null ? null : formatInstant(row.endedAt, timeZone),
  balances: {
    points: row.pointsAtEnd ?? row.pointsAfter,
    memberCash: row.memberCashAtEnd ?? row.memberCashAfter,
    prepaid: row.prepaidAtEnd ?? row.prepaidAfter,
  },
})

/** A redemption as it stands now. Throws not_found. */
export const loadRedemption = async (program: OpenProgram, id: number): Promise<RedemptionRow> => {
  const [[row]] = await readAll(program.database, [findRedemption({ id })])
  if (!row) throw new Problem('not_found')
  return row
}
