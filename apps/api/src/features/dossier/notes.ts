import { formatInstant } from '@laurel/core'
import { addNote, countNotes, findMember, listNotes, readAll, removeNote, type KeptNote } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showActor } from '../../platform/actor.ts'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireOther, type OpenProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { NoteView } from './dossier.schemas.ts'

/** How many notes may be kept of a member; a trigger says the same. */
const MOST_NOTES = 1000

const show = async (
  deps: Deps,
  { timeline }: PresentProgram,
  wrappedKey: Uint8Array,
  note: KeptNote,
): Promise<NoteView> => ({
  id: encodeId('note', note.id),
  text: await deps.secrets.open(wrappedKey, note.sealed),
  writtenAt: formatInstant(note.writtenAt, timeline.timeZone),
  by: await showActor(deps, note.author),
})

/** The page of notes that has but one, or nothing. */
const only = (memberId: number, id: number) => listNotes({ memberId, beforeId: id + 1, limit: 1 })

/** A page of what was noted of a member, newest first. */
export const listNotesOfMember = async (
  caller: Caller,
  id: string,
  query: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ data: NoteView[]; nextCursor: string | null }> => {
  const memberId = decodeId('mem', id) ?? 0
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [
    findMember({ id: memberId }),
    listNotes({ memberId, beforeId: beforeId!, limit: query.limit + 1 }),
  ])
  const [[member], notes] = rows
  const wrappedKey = member?.wrappedKey
  if (!wrappedKey) throw new Problem('not_found')
  const { data, nextCursor } = page(
    notes,
    query.limit,
    note => [note.id],
    note => note,
  )
  return { data: await Promise.all(data.map(note => show(caller.deps, program, wrappedKey, note))), nextCursor }
}

const loadNote = async (caller: Caller, program: OpenProgram, memberId: number, id: number): Promise<NoteView> => {
  const [[member], [note]] = await readAll(program.database, [findMember({ id: memberId }), only(memberId, id)])
  if (!member?.wrappedKey || note?.id !== id) throw new Problem('not_found')
  return show(caller.deps, program, member.wrappedKey, note)
}

/** Notes something of a member, by whom and when. */
export const writeNote = (caller: Caller, id: string, text: string): Promise<Answer<NoteView>> => {
  const memberId = decodeId('mem', id) ?? 0
  const { deps } = caller
  const noteId = deps.ids.next()
  return writeOnce(
    caller,
    { text },
    {
      load: [findMember({ id: memberId }), countNotes({ memberId })],
      decide: async (program, [[member], [notes]]) => {
        if (!member?.wrappedKey) throw new Problem('not_found')
        requireOther(program, memberId)
        if ((notes?.count ?? 0) >= MOST_NOTES)
          throw new Problem('too_many', { detail: `A member has at most ${MOST_NOTES} notes.` })
        const { actor } = program
        const { sealed } = await deps.secrets.seal(text, member.wrappedKey)
        const row = { id: noteId, memberId, sealed, writtenAt: program.now, authorId: actor.id }
        return {
          statements: [addNote(row)],
          members: [memberId],
          resource: String(noteId),
          result: await show(deps, program, member.wrappedKey, { ...row, author: actor }),
        }
      },
      replay: (resource, program) => loadNote(caller, program, memberId, Number(resource)),
    },
  )
}

/** Who wrote it may delete it, and whoever answers for members: an associate deletes nobody else's. */
const requireAuthor = ({ actor }: OpenProgram, authorId: number): void => {
  if (actor.kind === 'staff' && actor.role === 'associate' && actor.id !== authorId)
    throw new Problem('role_not_allowed')
}

/** Deletes a note. */
export const deleteNote = async (caller: Caller, id: string, note: string) => {
  const memberId = decodeId('mem', id) ?? 0
  const noteId = decodeId('note', note) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, note, {
    load: [only(memberId, noteId)],
    decide: (program, [[kept]]) => {
      if (kept?.id !== noteId) throw new Problem('not_found')
      requireOther(program, memberId)
      requireAuthor(program, kept.authorId)
      return {
        statements: [
          removeNote({ memberId, id: noteId }),
          record(program, program.actor, 'noteDeleted', encodeId('note', noteId), { memberId }),
        ],
        members: [memberId],
        resource: note,
        result: { id: encodeId('note', noteId), deleted: true as const },
      }
    },
    stands: async (_, { database }) => {
      const [[kept]] = await readAll(database, [only(memberId, noteId)])
      return kept?.id !== noteId
    },
  })
  return result
}
