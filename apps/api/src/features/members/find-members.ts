import { listMembers, listMembersByCard, listMembersByLookup, readAll, type Bound } from '@laurel/db'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { parsePhone } from '../../platform/phone.ts'
import { renderMembers, type MemberRow, type MemberView } from './member-view.ts'
import type { FindMembers } from './members.schemas.ts'
import { lookupBy } from '../../platform/person.ts'

type Criterion =
  | { readonly kind: 'phone' | 'phoneTail' | 'email' | 'externalId' | 'wechatOpenId' | 'name'; readonly text: string }
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
  if (query.wechatOpenId !== undefined) return { kind: 'wechatOpenId', text: query.wechatOpenId }
  return query.q === undefined ? null : guess(query.q, currency)
}

/** The statement that finds who is asked for. A phone number without its country is read by the currency's. */
const found = (caller: Caller, query: FindMembers, currency: string): Bound<MemberRow> => {
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const range = { beforeId: beforeId!, limit: query.limit + 1 }
  const criterion = criterionOf(query, currency)
  if (criterion === null) return listMembers(range)
  const { kind, text } = criterion
  if (kind === 'cardNumber') return listMembersByCard({ number: text, beforeId: range.beforeId })
  return listMembersByLookup({ ...lookupBy(caller, kind, text), ...range })
}

/** Members by an exact identifier, a name or part of one, or all of them; newest first. */
export const findMembers = async (
  caller: Caller,
  query: FindMembers,
): Promise<{ data: MemberView[]; nextCursor: string | null }> => {
  const currency = caller.deps.rules.currency(programCredential(caller).programId)
  // A till asks by phone before every sale: where the program is known, in one read.
  const asked = currency === undefined ? [] : [found(caller, query, currency)]
  const { program, rows } = await enterProgram(caller, asked)
  const [members] =
    rows.length > 0 ? rows : await readAll(program.database, [found(caller, query, program.rules.document.currency)])
  const { data, nextCursor } = page(
    members!,
    query.limit,
    row => [row.id],
    row => row,
  )
  return { data: await renderMembers(caller.deps, program, data), nextCursor }
}
