import { z } from '@hono/zod-openapi'
import { roles } from '../../platform/staff-roles.ts'
import { code, words } from '../../platform/wire.ts'

const email = z.email().max(254)
const memberId = z.string().max(64).openapi({ description: 'The member that they are themselves' })
// What is too short is told as such only where a password is set: at sign-in it is wrong like any other.
const password = z.string().min(1).max(200)
const role = z.enum(roles)
const store = code.clone().openapi({ description: 'They record receipts of this store only, and set what is its own' })

export const createStaffBody = z
  .strictObject({
    name: words(100),
    email,
    role,
    store: store.optional(),
    memberId: memberId.optional(),
    password: password.optional().openapi({ description: 'Left out, the answer holds an invitation to set one' }),
  })
  .openapi('CreateStaff')

export const patchStaffBody = z
  .strictObject({
    name: words(100).optional(),
    email: email.optional(),
    role: role.optional(),
    store: store.nullable().optional(),
    memberId: memberId.nullable().optional(),
    status: z.enum(['active', 'disabled']).optional(),
  })
  .openapi('PatchStaff')

export const signInBody = z
  .strictObject({ program: z.string().max(64), email: z.string().max(254), password })
  .openapi('SignIn')

export const takeInvitationBody = z.strictObject({ invitation: z.string().max(64), password }).openapi('TakeInvitation')

export const changePasswordBody = z.strictObject({ current: password, password }).openapi('ChangePassword')

export const staffView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    store: z.string().nullable(),
    memberId: z.string().nullable(),
    status: z.enum(['active', 'disabled']),
    hasPassword: z.boolean(),
    invitedUntil: z.string().nullable().openapi({ description: 'Until when an invitation may be taken up' }),
    createdAt: z.string(),
  })
  .openapi('Staff')

export const invitedStaff = staffView
  .extend({
    invitation: z
      .string()
      .optional()
      .openapi({ description: 'Shown once: left out when the request is answered again, or where a password was set' }),
  })
  .openapi('InvitedStaff')

export const openedSession = z
  .object({
    token: z.string().openapi({ description: 'Shown once' }),
    expiresAt: z.string().openapi({ description: 'Real time; earlier where nobody uses it for an hour' }),
    staff: staffView,
  })
  .openapi('StaffSession')
