import type { TokenProvider, TokenWish } from '../src/session/session.ts'
import type { FromFrame, ToFrame } from '../src/session/frame-messages.ts'

/** Member tokens: from the page, or, where it names an address of the store, by the frame itself and past the page. */
export function tokensFor(tell: (message: FromFrame) => void) {
  const waiting = new Map<number, (answer: Extract<ToFrame, { kind: 'token' }>) => void>()
  let asked = 0

  const askPage = async ({ purpose }: TokenWish): Promise<string | null> => {
    asked += 1
    const id = asked
    const answer = await new Promise<Extract<ToFrame, { kind: 'token' }>>(resolve => {
      waiting.set(id, resolve)
      tell({ kind: 'token', id, purpose })
    })
    if (answer.hasFailed) throw new Error('The page gave no token.')
    return answer.token
  }

  return {
    /** What the settings mean; nothing where the page's own token is all there is. */
    provider({ tokenUrl, hasProvider }: Extract<ToFrame, { kind: 'settings' }>): TokenProvider | undefined {
      if (tokenUrl) return wish => askStore(tokenUrl, wish)
      return hasProvider ? askPage : undefined
    },
    take(answer: Extract<ToFrame, { kind: 'token' }>): void {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    },
  }
}

/**
 * A browser says in `Origin` who asks, and no script can say otherwise: a store that answers Laurel's origin alone gives
 * a token to the frame and to no script of its page.
 */
async function askStore(url: string, { purpose }: TokenWish): Promise<string | null> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ purpose }),
    credentials: 'include',
    cache: 'no-store',
  })
  if (response.status === 401) return null
  if (!response.ok) throw new Error('The store gave no token.')
  return (await response.text()).trim()
}
