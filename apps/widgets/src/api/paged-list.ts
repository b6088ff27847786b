import type { Session } from '../session/session.ts'
import { list, text, type Wire } from './me.ts'

/** What has been read of a list, and where the rest begins; empty at its end. */
export interface PagedList<Entry> {
  readonly entries: readonly Entry[]
  readonly nextCursor: string
}

/** What one page asks for: no more is read of it. */
const PAGE = 24

/** Reads the first pages of a list. What `read` makes nothing of is left out. */
export async function readPages<Entry>(
  session: Session,
  path: string,
  pages: number,
  read: (wire: Wire) => Entry | null,
): Promise<PagedList<Entry>> {
  const entries: Entry[] = []
  let cursor = ''
  do {
    const response = await session.call({
      path: `${path}?limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    })
    const body = ((await response?.json()) ?? {}) as Wire
    entries.push(...list(body['data']).flatMap(wire => read(wire) ?? []))
    cursor = text(body['nextCursor'])
    pages -= 1
  } while (cursor && pages > 0)
  return { entries, nextCursor: cursor }
}
