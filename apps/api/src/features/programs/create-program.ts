import { presets, programRulesSchema, type PresetName, type ProgramRules } from '@laurel/core'
import {
  addKey,
  addProgram,
  appendOperatorRequest,
  appendRules,
  findOperatorRequest,
  findProgram,
  readAll,
  registerProgram,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { encodeId } from '../../platform/ids.ts'
import { newKey } from '../../platform/new-key.ts'
import { faultsOf, Problem } from '../../platform/problem.ts'
import { sameBytes } from '../../platform/secrets.ts'
import { ATTEMPTS, backOff, bodyHash, busy, worthAnotherTry, type Answer } from '../../platform/write.ts'

export interface CreateProgram {
  readonly name: string
  readonly mode: 'live' | 'test'
  readonly preset?: PresetName | undefined
  readonly rules?: unknown
  readonly allowedOrigins?: readonly string[] | undefined
}

export interface CreatedProgram {
  readonly id: string
  readonly name: string
  readonly mode: 'live' | 'test'
  readonly preset: string | null
  readonly rulesVersion: number
  readonly secretKey?: string
  readonly publishableKey?: string
}

/** A document as its schema accepts it, or a refusal with the path of each fault. */
export const acceptedRules = (document: unknown): ProgramRules => {
  const parsed = programRulesSchema.safeParse(document)
  if (!parsed.success)
    throw new Problem('invalid_rules', {
      errors: faultsOf(parsed.error.issues).map(({ path, message }) => ({ path: path ? `rules.${path}` : 'rules', message })),
    })
  return parsed.data
}

/**
 * Makes a program: its database with rules and keys first, then its entry in the control database. A crash between the
 * two leaves a database that nothing leads to, never a program without rules.
 */
export const createProgram = async (caller: Caller, body: CreateProgram): Promise<Answer<CreatedProgram>> => {
  const { deps } = caller
  const rules = body.preset === undefined ? acceptedRules(body.rules) : presets[body.preset]
  const requestHash = await bodyHash(caller, body)
  const control = await deps.databases.control()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (caller.idempotency) {
      const [[found]] = await readAll(control, [findOperatorRequest({ keyHash: caller.idempotency.keyHash })])
      if (found && !sameBytes(found.requestHash, requestHash)) throw new Problem('idempotency_conflict')
      if (found) return { result: await programAgain(caller, found.programId), replayed: true }
    }
    const now = deps.now()
    const id = encodeId('prog', deps.ids.next())
    const [secret, publishable] = await Promise.all([
      newKey(deps, id, { kind: 'secret', mode: body.mode, allowedOrigins: null, name: null, store: null }),
      newKey(deps, id, {
        kind: 'publishable',
        mode: body.mode,
        allowedOrigins: body.allowedOrigins ?? (body.mode === 'test' ? null : []),
        name: null,
        store: null,
      }),
    ])
    try {
      const database = await deps.databases.create(id)
      const { name, mode, preset = null } = body
      await database.commit([
        addProgram({ one: 1, id, name, mode, preset, createdAt: now, clockAt: mode === 'test' ? now : null }),
        appendRules({ version: 1, document: JSON.stringify(rules), effectiveAt: 0, publishedAt: now }),
        addKey(secret.row),
        addKey(publishable.row),
      ])
      await control.commit([
        registerProgram({ id, name, mode, preset, createdAt: now }),
        ...(caller.idempotency
          ? [appendOperatorRequest({ keyHash: caller.idempotency.keyHash, requestHash, programId: id })]
          : []),
      ])
      const result = { id, name, mode, preset, rulesVersion: 1, secretKey: secret.key, publishableKey: publishable.key }
      return { result, replayed: false }
    } catch (error) {
      if (!worthAnotherTry(error)) throw error
      await backOff(attempt)
    }
  }
  throw busy()
}

/** The answer again, without the keys: a secret is not shown twice. */
const programAgain = async (caller: Caller, id: string): Promise<CreatedProgram> => {
  const database = await caller.deps.databases.open(id)
  const [[found]] = await readAll(database, [findProgram({})])
  if (!found) throw new Problem('not_found')
  return { id, name: found.name, mode: found.mode, preset: found.preset, rulesVersion: 1 }
}
