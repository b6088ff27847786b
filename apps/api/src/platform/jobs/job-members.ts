import type { Occurrence, TierFacts, Wallet } from '@laurel/core'
import { listActivityUpTo, listOpenLotsOf, listStandingsOf, listTierActsOf, readAll } from '@laurel/db'
import type { JobProgram } from './job-program.ts'

type KeptStanding = ReturnType<ReturnType<typeof listStandingsOf>['decode']>[number]

/** One member as a job finds one. */
export interface JobMember {
  readonly standing: KeptStanding
  readonly wallet: Wallet
  readonly facts: TierFacts
}

/** Members with as much of them as an occurrence needs, on one snapshot. */
export const loadJobMembers = async (
  { database }: JobProgram,
  occurrence: Occurrence,
  ids: readonly number[],
): Promise<JobMember[]> => {
  const memberIds = JSON.stringify(ids)
  const posts = occurrence.kind !== 'tiers'
  const judgesTiers = occurrence.kind === 'tiers' || occurrence.kind === 'rebate'
  const [standings, lots, days, acts] = await readAll(database, [
    listStandingsOf({ memberIds }),
    listOpenLotsOf({ memberIds: posts ? memberIds : '[]' }),
    listActivityUpTo({ memberIds: judgesTiers ? memberIds : '[]', through: occurrence.day }),
    listTierActsOf(judgesTiers ? memberIds : '[]'),
  ])
  const lotsBy = Map.groupBy(lots, lot => lot.memberId)
  const actsBy = Map.groupBy(acts, act => act.memberId)
  const daysBy = Map.groupBy(days, day => day.memberId)
  return standings.map(standing => {
    const open = lotsBy.get(standing.memberId) ?? []
    const { points, memberCash, prepaid } = standing
    return {
      standing,
      wallet: {
        balances: { points, memberCash, prepaid },
        lots: {
          points: open.filter(lot => lot.unit === 'points'),
          memberCash: open.filter(lot => lot.unit === 'memberCash'),
        },
      },
      facts: {
        registeredOn: standing.registeredOn,
        activity: daysBy.get(standing.memberId) ?? [],
        acts: actsBy.get(standing.memberId) ?? [],
      },
    }
  })
}
