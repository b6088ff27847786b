import { formatInstant } from '@laurel/core'
import type { StaffRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { openStaffIdentity } from '../../platform/actor.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import type { Role } from '../../platform/staff-roles.ts'

export interface StaffView {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly store: string | null
  readonly memberId: string | null
  readonly status: 'active' | 'disabled'
  readonly hasPassword: boolean
  readonly invitedUntil: string | null
  readonly createdAt: string
}

/** A staff account as the API shows it. */
export const renderStaff = async (deps: Deps, { timeline }: PresentProgram, row: StaffRow): Promise<StaffView> => {
  const { name, email } = await openStaffIdentity(deps, row)
  return {
    id: encodeId('stf', row.id),
    name,
    email,
    role: row.role,
    store: row.store,
    memberId: row.memberId === null ? null : encodeId('mem', row.memberId),
    status: row.active ? 'active' : 'disabled',
    hasPassword: row.password !== null,
    invitedUntil: row.invitationExpiresAt === null ? null : formatInstant(row.invitationExpiresAt, timeline.timeZone),
    createdAt: formatInstant(row.createdAt, timeline.timeZone),
  }
}
