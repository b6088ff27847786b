import { decideFieldValue, minutesOfTime, type FieldValue } from '@laurel/core'
import { putDossier, putFieldValues, putInterests, putSizes, type CustomFieldRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem, type FieldFault } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'
import type { DossierView, PatchDossier } from './dossier.schemas.ts'
import { dossierStatements, openDossier, sealWords, showDossier, type KeptDossier } from './kept-dossier.ts'
import { mergedSizes } from './merged-sizes.ts'

type FieldChanges = NonNullable<PatchDossier['fields']>
type Held = Pick<KeptDossier, 'values' | 'texts'>

/** The custom fields after a change, each value judged by the field's type. Throws invalid_request with every fault. */
const changedFields = (fields: readonly CustomFieldRow[], held: Held, changes: FieldChanges): Held => {
  const defined = new Map(fields.filter(({ active }) => active).map(field => [field.code, field]))
  const faults: FieldFault[] = []
  const values = new Map<string, readonly FieldValue[]>(held.values)
  const texts = new Map(held.texts)
  for (const [code, value] of Object.entries(changes)) {
    const path = `fields.${code}`
    const field = defined.get(code)
    if (!field) {
      faults.push({ path, message: 'is no field of this program' })
      continue
    }
    values.delete(code)
    texts.delete(code)
    if (value === null) continue
    const options = JSON.parse(field.options) as { code: string; active: boolean }[]
    const decided = decideFieldValue({ type: field.type, options }, value)
    if (!decided.accepted) {
      faults.push({ path, message: String(decided.facts['message']) })
      continue
    }
    values.set(code, decided.value.values)
    if (decided.value.text !== null) texts.set(code, decided.value.text)
  }
  if (faults.length > 0) throw new Problem('invalid_request', { errors: faults })
  return { values, texts }
}

const changedRow = (row: KeptDossier['row'], body: PatchDossier, now: number): KeptDossier['row'] => ({
  ...row,
  ...(body.occupation !== undefined && { occupation: body.occupation }),
  ...(body.education !== undefined && { education: body.education }),
  ...(body.preferredChannel !== undefined && { preferredChannel: body.preferredChannel }),
  ...(body.language !== undefined && { language: body.language }),
  ...(body.quietHours !== undefined && {
    quietFrom: body.quietHours && minutesOfTime(body.quietHours.from),
    quietUntil: body.quietHours && minutesOfTime(body.quietHours.until),
  }),
  revision: row.revision + 1,
  changedAt: now,
})

const changed = (kept: KeptDossier, body: PatchDossier, now: number): KeptDossier => ({
  ...kept,
  row: changedRow(kept.row, body, now),
  habits: body.habits ?? kept.habits,
  interests: body.interests ? [...new Set(body.interests)].toSorted() : kept.interests,
  sizes: mergedSizes(kept.sizes, body.sizes),
  ...(body.fields && changedFields(kept.fields, kept, body.fields)),
})

/** Changes what the shop knows of a member (S9): what was sent, and nothing else. */
export const patchDossier = async (caller: Caller, id: string, body: PatchDossier): Promise<DossierView> => {
  const memberId = decodeId('mem', id) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, body, {
    load: dossierStatements(memberId),
    decide: async (program, rows) => {
      const { deps } = caller
      const before = await openDossier(deps, rows)
      requireOther(program, memberId)
      const after = changed(before, body, program.now)
      return {
        statements: [
          putDossier({ ...after.row, habits: after.habits.length, sealed: await sealWords(deps, after) }),
          ...(body.interests ? putInterests(memberId, after.interests) : []),
          ...(body.sizes
            ? putSizes(
                memberId,
                [...after.sizes].map(([garment, size]) => ({ garment, size })),
              )
            : []),
          ...(body.fields
            ? putFieldValues(
                memberId,
                [...after.values].flatMap(([field, values]) => values.map(value => ({ ...value, field }))),
              )
            : []),
          record(program, program.actor, 'dossierChanged', id, { memberId }),
        ],
        members: [memberId],
        resource: id,
        result: await showDossier(deps, program, after),
      }
    },
  })
  return result
}
