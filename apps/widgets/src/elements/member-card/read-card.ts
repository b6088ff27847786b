import { list, text, type Wire } from '../../api/me.ts'

/** A code, and when it holds, in milliseconds of the server's clock. */
export interface CardCode {
  readonly code: string
  readonly from: number
  readonly through: number
}

/** A member's card with the codes of the minutes to come. */
export interface Card {
  readonly cardNumber: string
  readonly name: string
  readonly codes: readonly CardCode[]
  /** How far the server's clock is ahead of this one, in milliseconds. */
  readonly skew: number
}

/** Narrows `GET /v1/me/card`; null when it has no code to show. */
export function readCard(body: unknown, now: number): Card | null {
  const wire = (body ?? {}) as Wire
  const codes = list(wire['codes']).flatMap(one => {
    const [code, from, through] = [text(one['code']), instant(one['validFrom']), instant(one['validThrough'])]
    return code && from && through ? [{ code, from, through }] : []
  })
  const serverNow = instant(wire['now']) || codes[0]?.from || now
  return codes.length
    ? { cardNumber: text(wire['cardNumber']), name: text(wire['name']), codes, skew: serverNow - now }
    : null
}

/** The code that holds now, and for how long still, in milliseconds; null when none does. */
export function codeAt({ codes, skew }: Card, now: number): { readonly code: string; readonly leftMs: number } | null {
  const there = now + skew
  const held = codes.find(({ from, through }) => from <= there && there < through)
  return held ? { code: held.code, leftMs: held.through - there } : null
}

/** Whether new codes should be fetched: the last but one is being shown. */
export function isRunningOut({ codes, skew }: Card, now: number): boolean {
  return (codes.at(-2)?.from ?? 0) <= now + skew
}

function instant(value: unknown): number {
  return Date.parse(text(value)) || 0
}
