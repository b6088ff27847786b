/**
 * `GET /v1/me` as the widgets need it (API.md, summary), narrowed by hand at the border:
 * what arrives is checked once here, so that no element ever meets a missing field.
 */

/** A merchant's text per language. */
export type LocalizedName = Readonly<Record<string, string>>

/** The tier that a member holds today. Days are `YYYY-MM-DD` in the program's time zone. */
export interface TierStanding {
  readonly code: string
  readonly name: LocalizedName
  readonly rank: number
  readonly validThrough: string | null
}

/** One way up, or the renewal of the present tier. `current`, `required`, `remaining` are points, or minor units. */
export interface TierGoal {
  readonly goal: 'upgrade' | 'renew'
  readonly tier: string
  readonly tierName: LocalizedName
  readonly window: 'day' | 'month' | 'membershipYear' | 'validity' | 'lifetime'
  readonly measure: 'qualifyingPoints' | 'spend'
  readonly current: number
  readonly required: number
  readonly remaining: number
  readonly endsOn: string | null
  readonly effective: 'atOnce' | 'atReview'
}

/** Points, or minor units of member cash, that lapse on a day. */
export interface ExpiringPoints {
  readonly amount: number
  readonly on: string
}

/** A member at a glance. Points are whole; member cash and prepaid are minor units of the program's currency. */
export interface MemberSummary {
  readonly member: { readonly id: string; readonly name: string }
  readonly tier: TierStanding | null
  readonly progress: readonly TierGoal[]
  readonly balances: {
    readonly points: {
      readonly available: number
      readonly pending: number
      readonly expiring: readonly ExpiringPoints[]
    }
    readonly memberCash: { readonly available: number; readonly expiring: readonly ExpiringPoints[] }
    readonly prepaid: { readonly available: number }
  }
  readonly program: { readonly currency: string }
}

/** JSON of which nothing is known yet. */
export interface Wire {
  readonly [field: string]: Wire | undefined
}

/** A program has a handful of goals and lots; more than this is not read. */
const MOST_ENTRIES = 24

/** Narrows the body of `GET /v1/me`. Null when it is not a summary (a captive portal, another service). */
export function readSummary(body: unknown): MemberSummary | null {
  const wire = (body ?? {}) as Wire
  const { member, balances, program } = wire
  const points = balances?.['points']
  if (!text(member?.['id']) || !Number.isSafeInteger(points?.['available'])) return null
  const tier = readTier(wire['tier'])
  const currency = text(program?.['currency'])
  return {
    member: { id: text(member?.['id']), name: text(member?.['name']) || text(member?.['cardNumber']) },
    tier,
    progress: list(wire['progress']).flatMap(goal => readGoal(goal, tier)),
    balances: {
      points: {
        available: integer(points?.['available']),
        pending: integer(points?.['pending']),
        expiring: readExpiring(points),
      },
      memberCash: {
        available: integer(balances?.['memberCash']?.['available']),
        expiring: readExpiring(balances?.['memberCash']),
      },
      prepaid: { available: integer(balances?.['prepaid']?.['available']) },
    },
    // S1, S2: the presets are Chinese; a server that names no currency means this one.
    program: { currency: /^[A-Z]{3}$/.test(currency) ? currency : 'CNY' },
  }
}

function readTier(tier: Wire | undefined): TierStanding | null {
  const code = text(tier?.['code'])
  if (!tier || !code) return null
  return {
    code,
    name: readName(tier['name'], code),
    rank: integer(tier['rank']),
    validThrough: readDay(tier['validThrough']),
  }
}

/** A goal without a figure to reach cannot be shown. Words that this version does not know show no text. */
function readGoal(wire: Wire, present: TierStanding | null): TierGoal[] {
  const tier = text(wire['tier'])
  const required = integer(wire['required'])
  if (!tier || required <= 0) return []
  return [
    {
      ...(wire as unknown as TierGoal),
      tier,
      tierName: tier === present?.code ? present.name : readName(wire['tierName'], tier),
      current: integer(wire['current']),
      required,
      remaining: Math.max(0, integer(wire['remaining'])),
      endsOn: readDay(wire['endsOn']),
    },
  ]
}

function readExpiring(wallet: Wire | undefined): readonly ExpiringPoints[] {
  return list(wallet?.['expiring']).flatMap(({ amount, on }) => {
    const day = readDay(on)
    return day ? [{ amount: integer(amount), on: day }] : []
  })
}

export function readName(name: unknown, fallback: string): LocalizedName {
  const texts = Object.entries(typeof name === 'object' && name ? name : {}).filter(([, value]) => text(value))
  return texts.length ? Object.fromEntries(texts) : { en: fallback }
}

export function readDay(value: unknown): string | null {
  const day = text(value).slice(0, 10)
  return Number.isNaN(Date.parse(day)) ? null : day
}

export function list(value: unknown): readonly Wire[] {
  return Array.isArray(value) ? value.slice(0, MOST_ENTRIES).filter(Boolean) : []
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function integer(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : 0
}
