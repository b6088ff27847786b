/** How the API refused: its stable code, or `offline` where nothing was answered. */
export class Refused extends Error {
  override readonly name = 'Refused'
  declare readonly code: string
  declare readonly status: number
  declare readonly retryAfter: number | null

  constructor(code: string, status = 0, retryAfter: number | null = null) {
    super(code)
    this.code = code
    this.status = status
    this.retryAfter = retryAfter
  }
}

export type LocalizedName = Readonly<Record<string, string>>

export interface Kiosk {
  readonly name: string
  readonly program: { readonly name: string; readonly mode: 'live' | 'test'; readonly currency: string }
  readonly identifiesBy: readonly ('cardCode' | 'phone' | 'cardNumber')[]
}

export interface Challenge {
  readonly id: string
  readonly testCode?: string
}

export interface Visit {
  readonly id: string
  readonly token: string
  readonly expiresAt: string
  readonly member: { readonly name: string | null; readonly phone: string | null }
}

export interface Reward {
  readonly code: string
  readonly name: LocalizedName
  readonly points: number
  readonly money: { readonly amountMinor: number } | null
  readonly picture: string | null
  readonly available: boolean
  readonly whyNot: string | null
  readonly pointsMissing: number
}

export interface Redemption {
  readonly id: string
  readonly name: LocalizedName
  readonly points: number
  readonly code: string
  readonly status: string
  readonly collectBy: string
}

const LONGEST_MS = 15_000

/** An idempotency key. Not `randomUUID`, which a page without https has not. */
export const freshKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')

/** Asks our own API. Throws {@link Refused}. */
export async function ask<T>(
  method: string,
  path: string,
  key: string,
  body?: unknown,
  idempotencyKey?: string,
): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(method === 'POST' && { 'Idempotency-Key': idempotencyKey ?? freshKey() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // What is a member's stays in no cache of a machine that everybody uses.
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(LONGEST_MS),
    })
  } catch {
    throw new Refused('offline')
  }
  const answer = (await response.json().catch(() => null)) as (T & { code?: string }) | null
  if (response.ok && answer) return answer
  throw new Refused(
    answer?.code ?? 'internal_error',
    response.status,
    Number(response.headers.get('Retry-After')) || null,
  )
}
