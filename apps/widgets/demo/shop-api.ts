/** What the shop's own back end says. The page holds no key: the secret one stays there. */

export interface ShopSession {
  readonly memberToken: string
  readonly members: readonly { readonly id: string; readonly label: string }[]
  readonly memberId: string
}

export interface Product {
  readonly sku: string
  readonly name: Readonly<Record<string, string>>
  readonly brand: string
  readonly unitPrice: number
  readonly listPrice: number
  readonly image: string
}

export interface Catalogue {
  readonly currency: string
  readonly products: readonly Product[]
}

/** How one line of a receipt came to its points. */
export interface AwardLine {
  readonly line: number
  readonly eligible: boolean
  readonly cashMinor: number
  readonly rate: { readonly points: number; readonly perMinor: number }
  readonly multiplier: {
    readonly value: number
    readonly because: string
    readonly considered: readonly { readonly source: string; readonly value: number; readonly applied: boolean }[]
  }
  readonly cap?: { readonly limit: string; readonly uncapped: number }
  readonly points: number
}

/** What the API answers to a purchase, as far as the page shows it. */
export interface Purchase {
  readonly total: number
  readonly points: { readonly earned: number }
  readonly memberCashEarned: number
  readonly tier: { readonly before: string | null; readonly after: string | null }
  readonly explanation: {
    readonly lines: readonly AwardLine[]
    readonly rounding: { readonly mode: string; readonly grain: string }
    readonly rulesVersion: number
  }
}

/** Opens the session of a customer, for showing or for redeeming once; of the first one if none is named. */
export function openSession(memberId?: string, purpose: 'read' | 'redeem' = 'read'): Promise<ShopSession> {
  return memberId === undefined ? ask('session') : ask('session', { memberId, purpose })
}

export function loadCatalogue(): Promise<Catalogue> {
  return ask('products')
}

/** Sells one piece: the back end sends the receipt to Laurel. */
export function buy(sku: string, memberId: string): Promise<Purchase> {
  return ask('buy', { sku, quantity: 1, memberId })
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`/demo/api/${path}`, body && post)
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return (await response.json()) as T
}
