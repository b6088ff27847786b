import type { ToldEvent } from '../events/told-event.ts'
import { isDelivered, type Send } from './endpoint.ts'
import type { PostOutcome } from './post-event.ts'

/** An event with what came of sending it; null where it waits for one before it, which was not taken. */
export interface Sent<E extends { readonly event: ToldEvent }> {
  readonly of: E
  readonly outcome: PostOutcome | null
}

/**
 * Sends events, so many at once, but those of one member one after another: where one is not taken, the later ones
 * wait. `waiting` are the members of whom one waits already.
 */
export const sendChains = async <E extends { readonly event: ToldEvent }>(
  send: Send,
  all: readonly E[],
  waiting: ReadonlySet<number>,
  atOnce: number,
): Promise<readonly Sent<E>[]> => {
  const sent = new Map<E, PostOutcome | null>()
  const chains = [...Map.groupBy(all, of => of.event.memberId ?? of).values()]
  const sendChain = async (chain: readonly E[]): Promise<void> => {
    const { memberId } = chain[0]!.event
    let goesOn = memberId === null || !waiting.has(memberId)
    for (const of of chain) {
      const outcome = goesOn ? await send(of.event) : null
      goesOn = outcome !== null && isDelivered(outcome)
      sent.set(of, outcome)
    }
  }
  const left = chains.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const chain of left) await sendChain(chain)
    }),
  )
  return all.map(of => ({ of, outcome: sent.get(of) ?? null }))
}
