import { LaurelError, type LaurelClient } from '@laurel/load/laurel-client'
import type { Wire } from '@laurel/api/testing'
import type { Told } from './patient-client.ts'

/** Whose each id is by now, and who is there no longer. */
export interface WhoIsWho {
  readonly survivor: (id: string) => string
  readonly isErased: (id: string) => boolean
}

/** The present id behind one; null where the person was erased. */
const present = async (client: LaurelClient, id: string): Promise<string | null> => {
  try {
    return (await client.call<Wire>('GET', `/v1/members/${id}`)).id
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'member_erased') return null
    throw error
  }
}

/**
 * Who became whom by the merges and erasures that clients asked for, in that order. What was answered is so; of what was
 * not, the server is asked whether it was done.
 */
export const whoIsWho = async (client: LaurelClient, told: readonly Told[]): Promise<WhoIsWho> => {
  const became = new Map<string, string>()
  const erased = new Set<string>()
  const survivor = (id: string): string => {
    const into = became.get(id)
    return into === undefined ? id : survivor(into)
  }
  for (const { asking, answer } of told) {
    const { deed, memberId, from } = asking
    if (deed === 'merge' && (answer || (await present(client, from!)) !== from)) became.set(from!, survivor(memberId!))
    if (deed === 'erase' && (answer || (await present(client, memberId!)) === null)) erased.add(survivor(memberId!))
  }
  return { survivor, isErased: id => erased.has(survivor(id)) }
}
