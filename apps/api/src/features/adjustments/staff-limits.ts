import { units, type GrantLimit, type Unit } from '@laurel/core'
import { listStaffLimits, putStaffLimit } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { writeOnce } from '../../platform/write.ts'

export type StaffLimits = Readonly<Record<Unit, GrantLimit>>

const NOTHING: GrantLimit = { perAct: 0, perDay: 0 }

/** Up to what an associate may adjust alone: nothing, until it is set. */
export const getStaffLimits = async (caller: Caller): Promise<StaffLimits> => {
  const { rows } = await enterProgram(caller, [listStaffLimits({})])
  const kept = new Map(rows[0].map(({ unit, perAct, perDay }) => [unit, { perAct, perDay }]))
  const of = (unit: Unit): GrantLimit => kept.get(unit) ?? NOTHING
  return { points: of('points'), memberCash: of('memberCash'), prepaid: of('prepaid') }
}

/** Sets what an associate may adjust alone, from the next adjustment on. */
export const setStaffLimits = async (caller: Caller, limits: StaffLimits): Promise<StaffLimits> => {
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, limits, {
    load: [],
    decide: program => {
      requireStore(program, null)
      return {
        statements: [
          ...units.map(unit => putStaffLimit({ unit, ...limits[unit] })),
          record(program, program.actor, 'staffLimitsSet', 'staffLimits'),
        ],
        resource: 'staffLimits',
        result: limits,
      }
    },
  })
  return result
}
