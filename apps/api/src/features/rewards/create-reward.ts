import { addReward, findReward, readAll, type RewardRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { requireTiers } from '../../platform/require-tiers.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderReward } from './reward-terms.ts'
import type { CreateReward, RewardView } from './rewards.schemas.ts'

/** A gift as it stands now. Throws not_found. */
export const loadReward = async (program: OpenProgram, code: string): Promise<RewardRow> => {
  const [[row]] = await readAll(program.database, [findReward({ code })])
  if (!row) throw new Problem('not_found')
  return row
}

/** Adds a gift to the catalogue. */
export const createReward = (caller: Caller, body: CreateReward): Promise<Answer<RewardView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [findReward({ code: body.code })],
    decide: (program, [[taken]]) => {
      requireStore(program, null)
      requireTiers(program, body.tiers)
      if (taken) throw new Problem('reward_exists')
      const row: RewardRow = {
        id: caller.deps.ids.next(),
        code: body.code,
        revision: 1,
        active: body.active,
        name: JSON.stringify(body.name),
        picture: body.picture ?? null,
        points: body.points,
        moneyMinor: body.money?.amountMinor ?? null,
        stock: body.stock,
        taken: 0,
        perMember: body.perMember ?? null,
        tiers: body.tiers ? JSON.stringify(body.tiers) : null,
        fromAt: body.fromAt ?? null,
        untilAt: body.untilAt ?? null,
        holdDays: body.holdDays,
      }
      const result = renderReward(row, program.timeline.timeZone)
      return {
        statements: [addReward(row), record(program, program.actor, 'rewardCreated', body.code)],
        resource: body.code,
        result,
      }
    },
    replay: async (code, program) => renderReward(await loadReward(program, code), program.timeline.timeZone),
  })
}
