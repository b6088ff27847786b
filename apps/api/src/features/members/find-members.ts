import { listMembers, listMembersByCard, listMembersByLookup, readAll, type Bound } from '@laurel/db'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { parsePhone } from '../../platform/phone.ts'
import { renderMembers, type MemberRow, type MemberView } from './member-view.ts'
import type { FindMembers } from './members.schemas.ts'
import { lookupHash } from '../../platform/person.ts'

type Criterion =
  | { readonly kind: 'phone' | 'phoneTail' | 'email' | 'externalId' | 'name'; readonly text: string }
  | { readonly kind: 'cardNumber'; readonly text: string }

/** What free words most likely are: a card number, a phone number or its tail, an e-mail address, a name. */
const guess = (words: string, currency: string): Criterion => {
  const text = words.trim()
  const digits = text.replace(/[\s-]/g, '')
  if (/^8\d{15}$/.test(digits)) return { kind: 'cardNumber', text: digits }
  if (/^\d{4}$/.test(digits)) return { kind: 'phoneTail', text: digits }
  if (text.includes('@')) return { kind: 'email', text }
  const phone = /^\+?[\d\s()-]+$/.test(text) ? parsePhone(text, currency) : null
  return phone === null ? { kind: 'name', text } : { kind: 'phone', text: phone }
}

const criterionOf = (query: FindMembers, currency: string): Criterion | null => {
  if (query.phone !== undefined) return { kind: 'phone', text: parsePhone(query.phone, currency) ?? '' }
  if (query.email !== undefined) return { kind: 'email', text: query.email }
  if (query.cardNumber !== undefined) return { kind: 'cardNumber', text: query.cardNumber }
  if (query.externalId !== undefined) return { kind: 'externalId', text: query.externalId }
  return query.q === undefined ? null : guess(query.q, currency)
}

/** Members by an exact identifier, a name or part of one, or all of them; newest first. */
export const findMembers = async (
  caller: Caller,
  query: FindMembers,
): Promise<{ data: MemberView[]; nextCursor: string | null }> => {
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program } = await enterProgram(caller, [])
  const criterion = criterionOf(query, program.rules.document.currency)
  const range = { beforeId: beforeId!, limit: query.limit + 1 }
  const statement: Bound<MemberRow> =
    criterion === null
      ? listMembers(range)
      : criterion.kind === 'cardNumber'
        ? listMembersByCard({ number: criterion.text, beforeId: range.beforeId })
        : listMembersByLookup({
            kind: criterion.kind,
            hash: await lookupHash(caller.deps, programCredential(caller).programId, criterion.kind, criterion.text),
            ...range,
          })
  const [rows] = await readAll(program.database, [statement])
  const { data, nextCursor } = page(rows, query.limit, row => [row.id], row => row)
  return { data: await renderMembers(caller.deps, program, data), nextCursor }
}
