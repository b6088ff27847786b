import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { $, builder, insertInto, select, write, type Bound, type RowOf } from '../statement.ts'
import { memberNotes } from './dossier.tables.ts'

const fields = {
  id: memberNotes.id,
  sealed: memberNotes.sealed,
  writtenAt: memberNotes.writtenAt,
  authorId: memberNotes.authorId,
  who: whoIs('member_notes.author_id').as('who'),
}

const page = select<{ memberId: number; beforeId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(memberNotes)
    .where(and(eq(memberNotes.memberId, $('memberId')), lt(memberNotes.id, $('beforeId'))))
    .orderBy(desc(memberNotes.id))
    .limit($('limit')),
)

export type KeptNote = Omit<RowOf<typeof page>, 'who'> & { readonly author: KeptActor }

/** A page of what was noted of a member, newest first. */
export const listNotes = (asked: { memberId: number; beforeId: number; limit: number }): Bound<KeptNote> => {
  const bound = page(asked)
  return {
    ...bound,
    decode: rows => bound.decode(rows).map(({ who, ...note }) => ({ ...note, author: actorOf(note.authorId, who) })),
  }
}

/** How many notes there are of a member. */
export const countNotes = select<{ memberId: number }>()({ count: sql<number>`count(*)`.as('count') }, f =>
  builder
    .select(f)
    .from(memberNotes)
    .where(eq(memberNotes.memberId, $('memberId'))),
)

export const addNote = insertInto(memberNotes)

export const removeNote = write<{ memberId: number; id: number }>(
  builder.delete(memberNotes).where(and(eq(memberNotes.memberId, $('memberId')), eq(memberNotes.id, $('id')))),
)
