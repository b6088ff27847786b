import { formatInstant } from '@laurel/core'
import { findMember, listConsentHistory, readAll } from '@laurel/db'
import { showActor } from '../../platform/actor.ts'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { keepConsents, showConsents, type Consent, type HeldConsent } from '../../platform/consents.ts'
import { enterProgram, requireOther } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'

/** A page of what a member agreed to and took back, newest first, with who wrote it down. */
export const listConsentsOfMember = async (
  caller: Caller,
  id: string,
  query: { readonly limit: number; readonly cursor?: string | undefined },
) => {
  const memberId = decodeId('mem', id) ?? 0
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [
    findMember({ id: memberId }),
    listConsentHistory({ memberId, beforeId: beforeId!, limit: query.limit + 1 }),
  ])
  const [[member], kept] = rows
  if (!member) throw new Problem('not_found')
  const { data, nextCursor } = page(
    kept,
    query.limit,
    consent => [consent.id],
    consent => consent,
  )
  const shown = data.map(async ({ id, channel, purpose, granted, at, actor }) => ({
    id: encodeId('cons', id),
    ...({ channel, purpose, granted } as Consent),
    at: formatInstant(at, program.timeline.timeZone),
    by: actor && (await showActor(caller.deps, actor)),
  }))
  return { data: await Promise.all(shown), nextCursor }
}

/** Keeps what a member agrees to or takes back, and gives what holds now for each channel and purpose. */
export const changeConsents = (
  caller: Caller,
  id: string,
  given: readonly Consent[],
): Promise<Answer<{ consents: HeldConsent[] }>> => {
  const memberId = decodeId('mem', id) ?? 0
  const record = auditing(caller.deps)
  return writeOnce(caller, given, {
    load: [findMember({ id: memberId })],
    decide: (program, [[member]]) => {
      if (!member) throw new Problem('not_found')
      requireOther(program, memberId)
      const { ids, statements, held } = keepConsents(caller.deps, program, memberId, given, member.consents)
      return {
        statements: [...statements, record(program, program.actor, 'consentsChanged', id, { memberId })],
        members: [memberId],
        resource: String(ids.at(-1)),
        result: { consents: showConsents(held, program.timeline.timeZone) },
      }
    },
    replay: async (resource, { database, timeline }) => {
      const last = Number(resource)
      const [[member], [kept]] = await readAll(database, [
        findMember({ id: memberId }),
        listConsentHistory({ memberId, beforeId: last + 1, limit: 1 }),
      ])
      if (!member || kept?.id !== last) throw new Problem('not_found')
      return { consents: showConsents(member.consents, timeline.timeZone) }
    },
  })
}
