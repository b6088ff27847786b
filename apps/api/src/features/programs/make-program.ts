import type { PresetName, ProgramRules } from '@laurel/core'
import { addKey, addProgram, appendRules } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { encodeId } from '../../platform/ids.ts'
import { newKey } from '../../platform/new-key.ts'

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

/** Makes a program's database with its rules and its first two keys; nothing leads to it before it is registered. */
export const makeProgram = async (deps: Deps, body: CreateProgram, rules: ProgramRules): Promise<CreatedProgram> => {
  const { name, mode, preset = null } = body
  const now = deps.now()
  const id = encodeId('prog', deps.ids.next())
  const key = { mode, name: null, store: null }
  const origins = body.allowedOrigins ?? (mode === 'test' ? null : [])
  const [secret, publishable] = await Promise.all([
    newKey(deps, id, { ...key, kind: 'secret', allowedOrigins: null }),
    newKey(deps, id, { ...key, kind: 'publishable', allowedOrigins: origins }),
  ])
  const database = await deps.databases.create(id)
  await database.commit([
    addProgram({ one: 1, id, name, mode, preset, createdAt: now, clockAt: mode === 'test' ? now : null }),
    appendRules({ version: 1, document: JSON.stringify(rules), effectiveAt: 0, publishedAt: now }),
    addKey(secret.row),
    addKey(publishable.row),
  ])
  return { id, name, mode, preset, rulesVersion: 1, secretKey: secret.key, publishableKey: publishable.key }
}
