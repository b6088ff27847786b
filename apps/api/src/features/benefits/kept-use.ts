import { formatInstant } from '@laurel/core'
import { findBenefitUse, readAll } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { BenefitUseView } from './benefits.schemas.ts'

export type BenefitUse = ReturnType<ReturnType<typeof findBenefitUse>['decode']>[number]

const reasonOf = ({ secrets }: Deps, { wrappedKey, reason }: BenefitUse): Promise<string> | null =>
  wrappedKey && reason ? secrets.open(wrappedKey, reason) : null

/** A use on the wire; the reason of an undo is gone once the person is erased. */
export const renderUse = async (deps: Deps, row: BenefitUse, timeZone: string): Promise<BenefitUseView> => ({
  id: encodeId('use', row.id),
  memberId: encodeId('mem', row.memberId),
  benefit: row.benefit,
  tier: row.tier,
  grant: JSON.parse(row.grant) as Record<string, number>,
  purchaseId: row.purchaseId === null ? null : encodeId('pur', row.purchaseId),
  guests: row.guests,
  usedAt: formatInstant(row.usedAt, timeZone),
  undone:
    row.undoneAt === null ? null : { at: formatInstant(row.undoneAt, timeZone), reason: await reasonOf(deps, row) },
})

/** A use as it stands now. Throws not_found. */
export const loadUse = async (program: OpenProgram, id: number): Promise<BenefitUse> => {
  const [[row]] = await readAll(program.database, [findBenefitUse({ id })])
  if (!row) throw new Problem('not_found')
  return row
}
