import {
  ConstraintFailed,
  listDueDeliveries,
  listWaitingDeliveries,
  listWaitingMembers,
  readAll,
  removeDelivery,
  type WebhookRow,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { typeOf } from '../events/event-id.ts'
import { findEvent, readEvents } from '../events/read-events.ts'
import type { JobProgram } from '../jobs/job-program.ts'
import { sendTo, wants } from './endpoint.ts'
import { recordDeliveries, type Tried } from './record-deliveries.ts'
import { sendChains } from './send-chains.ts'

/** So many failures in a row are an endpoint that is down: no more is begun, only tried again. */
const DOWN = 3
/** So many facts are read at once, to look for those that are wanted. */
const PAGE = 200

/** How much is sent between two commits: as much is sent again after a kill. */
const groupOf = ({ runtime }: Deps) => (runtime === 'workers' ? { atOnce: 4, events: 16 } : { atOnce: 8, events: 32 })

/** What is due to be tried again. What no event stands behind any more is forgotten. */
const dueOf = async (deps: Deps, { database, timeline }: JobProgram, row: WebhookRow): Promise<readonly Tried[]> => {
  const due = listDueDeliveries({ webhookId: row.id, now: deps.now(), limit: groupOf(deps).atOnce })
  const [kept] = await readAll(database, [due])
  const found = await Promise.all(
    kept.map(async delivery => {
      const type = typeOf(delivery.type)
      const event = type && (await findEvent(database, timeline.timeZone, { id: delivery.eventId, type }))
      return { delivery, event }
    }),
  )
  const lost = found.filter(({ event }) => !event)
  if (lost.length > 0)
    await database.commit(
      lost.map(({ delivery }) => removeDelivery(delivery)),
      [],
    )
  return found.flatMap(({ delivery, event }) => (event ? [{ event, kept: delivery }] : []))
}

/** Whether an endpoint that has failed again and again has something to be tried with. */
const isDown = async ({ database }: JobProgram, { id: webhookId, failures }: WebhookRow): Promise<boolean> => {
  if (failures < DOWN) return false
  const [[waiting]] = await readAll(database, [listWaitingDeliveries({ webhookId, eventId: 0, type: 0, limit: 1 })])
  return waiting !== undefined
}

/** The next events that an endpoint wants, whole transactions, and the cursor after them; null where there are none. */
const nextOf = async (
  deps: Deps,
  { database, timeline }: JobProgram,
  row: WebhookRow,
  through: number,
): Promise<{ readonly tried: readonly Tried[]; readonly cursor: number } | null> => {
  if (row.cursor >= through) return null
  const read = await readEvents(database, timeline.timeZone, { after: row.cursor, through, limit: PAGE })
  const isWanted = wants(row)
  const wanted = read.events.filter(({ type }) => isWanted(type))
  const last = wanted[groupOf(deps).events - 1]
  const cursor = last?.sourceId ?? read.through
  return { tried: wanted.filter(({ sourceId }) => sourceId <= cursor).map(event => ({ event, kept: null })), cursor }
}

const waitingOf = async (
  { database }: JobProgram,
  { id: webhookId }: WebhookRow,
  tried: readonly Tried[],
): Promise<ReadonlySet<number>> => {
  const memberIds = JSON.stringify([...new Set(tried.flatMap(({ event }) => event.memberId ?? []))])
  const [rows] = await readAll(database, [listWaitingMembers({ webhookId, memberIds })])
  return new Set(rows.flatMap(({ memberId }) => memberId ?? []))
}

/**
 * Sends an endpoint what is due to be tried again, then what is new, until nothing is left or time is up. Gives the id
 * from which events are left; null where none are. What was not taken holds up nobody but its own member.
 */
export const tendEndpoint = async (
  deps: Deps,
  program: JobProgram,
  found: WebhookRow,
  { through, deadline, groups }: { readonly through: number; readonly deadline: number; readonly groups: number },
): Promise<number | null> => {
  const send = await sendTo(deps, program, found)
  const { atOnce } = groupOf(deps)
  let row = found
  try {
    for (let group = 0; row.enabled; group++) {
      if (deps.now() > deadline || group >= groups) return row.cursor + 1
      const due = await dueOf(deps, program, row)
      if (due.length > 0) {
        row = await recordDeliveries(deps, program, row, await sendChains(send, due, new Set(), atOnce), row.cursor)
        continue
      }
      const next = (await isDown(program, row)) ? null : await nextOf(deps, program, row, through)
      if (!next) return null
      const sent = await sendChains(send, next.tried, await waitingOf(program, row, next.tried), atOnce)
      row = await recordDeliveries(deps, program, row, sent, next.cursor)
    }
    return null
  } catch (error) {
    // Changed meanwhile, or forgotten: the next turn reads it again.
    if (error instanceof ConstraintFailed) return row.cursor + 1
    throw error
  }
}
