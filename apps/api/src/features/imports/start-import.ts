import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import {
  addImport,
  addImportRows,
  findImport,
  readAll,
  removeImportRows,
  removeStrayImportRows,
  together,
  type ImportRow,
  type Statement,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { encodeId, firstIdAt } from '../../platform/ids.ts'
import { staffOf, type ImportPlan } from '../../platform/imports/import-plan.ts'
import type { Block } from '../../platform/imports/staging.ts'
import { continueLater } from '../../platform/jobs/continue-program.ts'
import { Problem } from '../../platform/problem.ts'
import { again, writeOnce, type Answer } from '../../platform/write.ts'
import { FileReader, MAX_FILE_BYTES, type FileFormat } from './read-file.ts'

/** How a file is to be brought in. */
export interface ImportQuery {
  readonly kind: ImportRow['kind']
  readonly format: FileFormat
  readonly dryRun: boolean
  /** Columns of ours, each with what the file calls it. */
  readonly columns: Readonly<Record<string, string>>
  /** What the file should come to, by what it counts. */
  readonly controlTotals: Readonly<Record<string, number>>
}

/** What is told of an import as soon as its file is in. */
export interface BegunImport {
  readonly id: string
  readonly status: 'queued' | 'done'
}

/** So much of a file waits in memory at most before it is written. */
const FLUSH_CHARS = 1024 * 1024

/** A body piece by piece, and each of them into its hash. One that breaks off is the sender's fault. */
const pieces = async function* (
  body: ReadableStream<Uint8Array> | null,
  hash: { readonly update: (bytes: Uint8Array) => unknown },
): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  let length = 0
  for (;;) {
    const piece = await reader?.read().catch((cause: unknown) => {
      throw new Problem('malformed_request', { cause })
    })
    if (!piece || piece.done) return
    length += piece.value.length
    if (length > MAX_FILE_BYTES) throw new Problem('body_too_large')
    hash.update(piece.value)
    yield piece.value
  }
}

/** The rows of a file, sealed under a key of their own. */
class SealedRows {
  wrappedKey: Uint8Array | null = null
  /** Whether some of them stand in the database already. */
  isWritten = false
  readonly #caller: Caller
  readonly #importId: number
  #waiting: Statement[] = []
  #chars = 0

  constructor(caller: Caller, importId: number) {
    this.#caller = caller
    this.#importId = importId
  }

  async add(blocks: readonly Block[]): Promise<void> {
    for (const { unit, row, text } of blocks) {
      const { wrappedKey, sealed } = await this.#caller.deps.secrets.seal(text, this.wrappedKey)
      this.wrappedKey = wrappedKey
      this.#waiting.push(addImportRows({ importId: this.#importId, unit, row, sealed }))
      this.#chars += text.length
    }
  }

  get isMuch(): boolean {
    return this.#chars >= FLUSH_CHARS
  }

  /** What has not been written yet. */
  take(): readonly Statement[] {
    const waiting = together(this.#waiting)
    this.#waiting = []
    this.#chars = 0
    return waiting
  }
}

/** Forgets the rows of a file that is no import. */
const forget = ({ database }: OpenProgram, importId: number) =>
  database.commit([removeImportRows({ importId, through: Number.MAX_SAFE_INTEGER })], [])

/** A file that has not been sent to its end in so long was broken off. */
const UPLOAD_MS = 24 * 60 * 60 * 1000

/** Reads the whole file; what is too much to wait in memory is written as it comes. It is nothing until an import names it. */
const readBody = async (
  caller: Caller,
  program: OpenProgram,
  query: ImportQuery,
  body: ReadableStream<Uint8Array> | null,
  rows: SealedRows,
) => {
  const file = new FileReader(caller.deps.imports.kinds[query.kind], query.columns, query.format)
  const hash = sha256.create()
  for await (const blocks of file.read(pieces(body, hash))) {
    await rows.add(blocks)
    if (!rows.isMuch) continue
    const statements = rows.take()
    // Written twice they are there once.
    await again(caller.deps, () => program.database.commit(statements, []))
    rows.isWritten = true
  }
  return { ...file.facts, rows: file.rows, hash: bytesToHex(hash.digest()) }
}

const begunBefore = async (resource: string, { database }: OpenProgram): Promise<BegunImport> => {
  const [[found]] = await readAll(database, [findImport({ id: Number(resource) })])
  if (!found) throw new Problem('not_found')
  return { id: encodeId('imp', found.id), status: found.rows === 0 ? 'done' : 'queued' }
}

/** Takes a file in: read, sealed and kept when this answers, and done by scheduled work from then on. */
export const startImport = async (
  caller: Caller,
  query: ImportQuery,
  body: ReadableStream<Uint8Array> | null,
): Promise<Answer<BegunImport>> => {
  const { deps } = caller
  // Nothing of a file is looked at before it is known who sends it.
  const entered = await enterProgram(caller, [])
  requireStore(entered.program, null)
  const id = deps.ids.next()
  const sealed = new SealedRows(caller, id)
  const file = await readBody(caller, entered.program, query, body, sealed).catch(async (error: unknown) => {
    // What cannot be forgotten now is with the next file.
    if (sealed.isWritten) await forget(entered.program, id).catch(() => undefined)
    throw error
  })
  const statements = sealed.take()
  const record = auditing(deps)
  const answer = await writeOnce(
    caller,
    {
      kind: query.kind,
      columns: query.columns,
      // What was not asked for is not in the hash, so that what was asked before it could be is the same request still.
      ...(query.dryRun && { dryRun: true }),
      ...(Object.keys(query.controlTotals).length > 0 && { controlTotals: query.controlTotals }),
      file: file.hash,
    },
    {
      load: [],
      decide: program => {
        requireStore(program, null)
        const { actor } = program
        const plan: ImportPlan = {
          columns: file.columns.used,
          ignored: file.columns.ignored,
          encoding: file.encoding,
          ...file.workbook,
          controlTotals: query.controlTotals,
          staff: staffOf(actor),
        }
        const isEmpty = file.rows === 0
        const row: ImportRow = {
          id,
          kind: query.kind,
          actorId: actor.id,
          createdAt: deps.now(),
          plan: JSON.stringify(plan),
          wrappedKey: sealed.wrappedKey,
          dryRun: query.dryRun,
          rows: file.rows,
          cursor: 0,
          done: 0,
          created: 0,
          updated: 0,
          rejected: 0,
          doneAt: isEmpty ? deps.now() : null,
          ending: isEmpty ? 'done' : null,
          revision: 0,
        }
        const result: BegunImport = { id: encodeId('imp', id), status: isEmpty ? 'done' : 'queued' }
        return {
          statements: [
            addImport(row),
            ...statements,
            removeStrayImportRows({ before: firstIdAt(deps.now() - UPLOAD_MS) }),
            record(program, actor, 'importBegun', result.id),
          ],
          members: [],
          resource: String(id),
          result,
        }
      },
      replay: begunBefore,
    },
  )
  const { programId } = programCredential(caller)
  if (answer.replayed && sealed.isWritten) await forget(entered.program, id)
  await again(deps, () => continueLater(deps, programId))
  return answer
}
