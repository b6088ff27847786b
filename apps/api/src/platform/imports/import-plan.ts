import type { FoundImport } from '@laurel/db'
import type { Actor } from '../actor.ts'
import type { Role } from '../staff-roles.ts'

/** What is kept of how an import was asked for. */
export interface ImportPlan {
  readonly columns: Readonly<Record<string, string>>
  readonly ignored: readonly string[]
  readonly encoding: 'utf-8' | 'gb18030'
  /** Of a workbook: the sheet that was read, and those that were not; left out for CSV. */
  readonly sheet?: string
  readonly ignoredSheets?: readonly string[]
  /** What the file should come to, by what it counts; left out where none was asked for yet. */
  readonly controlTotals?: Readonly<Record<string, number>>
  /** Of staff: their role then, and the member that they are themselves. */
  readonly staff: { readonly role: Role; readonly memberId: number | null } | null
}

/** How the import was asked for. */
export const planOf = ({ plan }: Pick<FoundImport, 'plan'>): ImportPlan => JSON.parse(plan) as ImportPlan

/** Of who asks: what is kept of it beside their id. */
export const staffOf = (actor: Actor): ImportPlan['staff'] =>
  actor.kind === 'staff' ? { role: actor.role, memberId: actor.memberId } : null

/** In whose name an import, or its undo, goes on: who asked for it, as they were then. The whole program was open to them. */
export const actorOfImport = ({ actor, plan }: Pick<FoundImport, 'actor' | 'plan'>): Actor => {
  const { staff } = JSON.parse(plan) as Pick<ImportPlan, 'staff'>
  if (actor.kind === 'staff' && staff) return { ...actor, ...staff, store: null }
  return actor.kind === 'key' ? { ...actor, store: null } : { kind: 'job', id: 0 }
}
