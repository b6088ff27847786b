import { addStock, findReward, putReward, putStock, type RewardRow, type Statement } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { requireTiers } from '../../platform/require-tiers.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { loadReward } from './create-reward.ts'
import { renderReward } from './reward-terms.ts'
import type { PatchReward, RewardView } from './rewards.schemas.ts'

/** A field that was sent, or what was there before. */
const or = <T>(sent: T | undefined, before: T): T => (sent === undefined ? before : sent)

const invalid = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

const stockAfter = (row: RewardRow, body: PatchReward): number | null => {
  if (body.addStock === undefined) return or(body.stock, row.stock)
  if (row.stock === null) throw invalid('addStock', 'this gift never runs out')
  if (row.stock + body.addStock < 0) throw invalid('addStock', 'takes away more than is left')
  return row.stock + body.addStock
}

const changedRow = (row: RewardRow, body: PatchReward): RewardRow => ({
  ...row,
  revision: row.revision + 1,
  active: or(body.active, row.active),
  name: body.name ? JSON.stringify(body.name) : row.name,
  picture: or(body.picture, row.picture),
  points: or(body.points, row.points),
  moneyMinor: body.money === undefined ? row.moneyMinor : (body.money?.amountMinor ?? null),
  stock: stockAfter(row, body),
  perMember: or(body.perMember, row.perMember),
  tiers: body.tiers === undefined ? row.tiers : body.tiers && JSON.stringify(body.tiers),
  fromAt: or(body.fromAt, row.fromAt),
  untilAt: or(body.untilAt, row.untilAt),
  holdDays: or(body.holdDays, row.holdDays),
})

const stockStatements = (code: string, body: PatchReward): readonly Statement[] => {
  if (body.addStock !== undefined) return [addStock({ code, pieces: body.addStock })]
  return body.stock === undefined ? [] : [putStock({ code, stock: body.stock })]
}

/** Changes the terms of a gift. What is reserved already keeps the terms of its reservation. */
export const patchReward = (caller: Caller, code: string, body: PatchReward): Promise<Answer<RewardView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [findReward({ code })],
    decide: (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, null)
      requireTiers(program, body.tiers)
      const changed = changedRow(row, body)
      if (changed.fromAt !== null && changed.untilAt !== null && changed.fromAt >= changed.untilAt)
        throw invalid('untilAt', 'must be after fromAt')
      return {
        statements: [
          putReward(changed),
          ...stockStatements(code, body),
          record(program, program.actor, 'rewardChanged', code),
        ],
        resource: `${code} ${changed.revision}`,
        result: renderReward(changed, program.timeline.timeZone),
      }
    },
    replay: async (resource, program) => {
      const [made, revision] = resource.split(' ')
      const row = await loadReward(program, made!)
      if (row.revision < Number(revision)) throw new Problem('not_found')
      return renderReward(row, program.timeline.timeZone)
    },
  })
}
