import { formatInstant } from '@laurel/core'
import { addKey, findKey, findOtherSecretKey, listKeys, readAll, revokeKey } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { newKey } from '../../platform/new-key.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'

type KeyRow = ReturnType<ReturnType<typeof findKey>['decode']>[number]

export interface KeyView {
  readonly id: string
  readonly kind: 'secret' | 'publishable'
  readonly name: string | null
  readonly store: string | null
  readonly allowedOrigins: string[] | null
  readonly hint: string
  readonly createdAt: string
  readonly revokedAt: string | null
  readonly key?: string
}

const view = (program: OpenProgram, row: KeyRow): KeyView => ({
  id: encodeId('key', row.id),
  kind: row.kind,
  name: row.name,
  store: row.store,
  allowedOrigins: row.allowedOrigins === null ? null : (JSON.parse(row.allowedOrigins) as string[]),
  hint: row.hint,
  createdAt: formatInstant(row.createdAt, program.timeline.timeZone),
  revokedAt: row.revokedAt === null ? null : formatInstant(row.revokedAt, program.timeline.timeZone),
})

const found = (program: OpenProgram, rows: readonly KeyRow[]): KeyView => {
  const [row] = rows
  if (!row) throw new Problem('not_found')
  return view(program, row)
}

/** Makes a key; one bound to a store takes receipts of that store only. */
export const createKey = (
  caller: Caller,
  body: {
    readonly kind: 'secret' | 'publishable'
    readonly name?: string | undefined
    readonly store?: string | undefined
    readonly allowedOrigins?: readonly string[] | undefined
  },
): Promise<Answer<KeyView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [],
    decide: async program => {
      requireStore(program, body.store ?? null)
      const { key, row } = await newKey(caller.deps, program.id, {
        kind: body.kind,
        mode: program.mode,
        name: body.name ?? null,
        store: body.store ?? null,
        allowedOrigins: body.allowedOrigins ?? (body.kind === 'publishable' && program.mode === 'live' ? [] : null),
      })
      return {
        statements: [addKey(row), record(program, program.actor, 'keyCreated', encodeId('key', row.id))],
        resource: String(row.id),
        result: { ...view(program, row), key },
      }
    },
    replay: async (resource, program) => {
      const [rows] = await readAll(program.database, [findKey({ id: Number(resource) })])
      return found(program, rows)
    },
  })
}

/** A page of a program's keys, newest first. */
export const listProgramKeys = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [before] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listKeys({ beforeId: before!, limit: query.limit + 1 })])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => view(program, row),
  )
}

/**
 * Revokes a key: the next request under it is refused. The last secret key for the whole program stays, since nobody
 * could make another; the schema refuses it too, where two are revoked at once.
 */
export const revokeProgramKey = async (caller: Caller, id: string): Promise<KeyView> => {
  const keyId = decodeId('key', id) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, id, {
    load: [findKey({ id: keyId }), findOtherSecretKey({ id: keyId })],
    decide: (program, [rows, [other]]) => {
      const before = found(program, rows)
      requireStore(program, before.store)
      if (before.revokedAt !== null) return { statements: [], resource: id, result: before }
      if (before.kind === 'secret' && before.store === null && !other) throw new Problem('last_secret_key')
      const at = caller.deps.now()
      return {
        statements: [revokeKey({ id: keyId, at }), record(program, program.actor, 'keyRevoked', id)],
        resource: id,
        result: { ...before, revokedAt: formatInstant(at, program.timeline.timeZone) },
      }
    },
  })
  return result
}
