import { listMembersOfHashes, readAll } from '@laurel/db'
import { hexHashesOf } from '../person.ts'
import type { ImportTurn, ImportUnit, UnitOutcome } from './importer.ts'

/** The members that rows name under `memberExternalId`, by the text as it stands in the file. */
export const membersOfRows = async (
  { caller: { deps }, program }: ImportTurn,
  units: readonly ImportUnit[],
): Promise<ReadonlyMap<string, number>> => {
  const names = [
    ...new Set(units.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells?.['memberExternalId'] ?? []))),
  ]
  const hashes = names.map(name => hexHashesOf(deps, program.id, 'externalId', name))
  const [found] = await readAll(program.database, [
    listMembersOfHashes(hashes.flatMap(all => all.map(hash => ['externalId', hash] as const))),
  ])
  const byHash = new Map(found.map(({ hash, memberId }) => [hash, memberId]))
  return new Map(
    names.flatMap((name, i) => {
      const memberId = hashes[i]!.map(hash => byHash.get(hash)).find(id => id !== undefined)
      return memberId === undefined ? [] : [[name, memberId]]
    }),
  )
}

/** What becomes of a row that names nobody. */
export const memberNotFound: UnitOutcome = {
  code: 'member_not_found',
  message: 'memberExternalId: leads to no member',
}

/** What a column that names the member may be called besides. */
export const MEMBER_COLUMN = ['member', '会员编号', '会员号', '客户编号'] as const
