export type Unit = 'points' | 'memberCash' | 'prepaid'
export type LotUnit = Exclude<Unit, 'prepaid'>

/** What is left of one earning. */
export interface Lot {
  readonly unit: LotUnit
  readonly earnedAt: number
  /** The first day on which it is gone; null: never. */
  readonly expiresOn: number | null
  /** Its place among all lots of the program: of two alike, the one made first is spent first. */
  readonly place: number
  left: number
  /** What it has lost by expiry so far. */
  expired: number
}

/** What a member holds, and where what moved went: plain numbers that are changed in place. */
export interface Wallet {
  readonly balances: Record<Unit, number>
  readonly lots: Lot[]
}

/** The program's own accounts, as `unit account`: what members gain stands against them. */
export type Accounts = Map<string, number>

export const move = (accounts: Accounts, wallet: Wallet, unit: Unit, amount: number, account: string): void => {
  const name = `${unit} ${account}`
  accounts.set(name, (accounts.get(name) ?? 0) - amount)
  wallet.balances[unit] += amount
}

/** Soonest expiry first, then oldest, then first made. */
export const soonest = (a: Lot, b: Lot): number =>
  (a.expiresOn ?? Infinity) - (b.expiresOn ?? Infinity) || a.earnedAt - b.earnedAt || a.place - b.place

/** What of a gain is left to be held once a debt is filled. */
const beyondDebt = (wallet: Wallet, unit: Unit, amount: number): number =>
  Math.max(0, amount - Math.max(0, -wallet.balances[unit]))

/** A gain as a lot of its own. */
export const gain = (
  accounts: Accounts,
  wallet: Wallet,
  amount: number,
  account: string,
  lot: Omit<Lot, 'left' | 'expired'>,
): Lot => {
  const held = { ...lot, left: beyondDebt(wallet, lot.unit, amount), expired: 0 }
  move(accounts, wallet, lot.unit, amount, account)
  wallet.lots.push(held)
  return held
}

export interface Taken {
  readonly lot: Lot
  readonly amount: number
}

/** Takes from lots, those of `first` before the others; what they do not hold is a debt. */
export const take = (
  accounts: Accounts,
  wallet: Wallet,
  unit: LotUnit,
  amount: number,
  account: string,
  first: readonly Lot[] = [],
): Taken[] => {
  move(accounts, wallet, unit, -amount, account)
  const taken: Taken[] = []
  let due = amount
  const rank = (lot: Lot) => (first.includes(lot) ? 0 : 1)
  const order = wallet.lots.filter(lot => lot.unit === unit).toSorted((a, b) => rank(a) - rank(b) || soonest(a, b))
  for (const lot of order) {
    const part = Math.min(due, lot.left)
    if (part === 0) continue
    lot.left -= part
    due -= part
    taken.push({ lot, amount: part })
  }
  return taken
}

/** Puts back into lots what was taken from them; a debt is filled first, by what would have expired soonest. */
export const putBack = (
  accounts: Accounts,
  wallet: Wallet,
  unit: LotUnit,
  back: readonly Taken[],
  account: string,
): void => {
  const amount = back.reduce((sum, part) => sum + part.amount, 0)
  let rest = beyondDebt(wallet, unit, amount)
  for (const { lot, amount: part } of back.toSorted((a, b) => soonest(b.lot, a.lot))) {
    lot.left += Math.min(rest, part)
    rest -= Math.min(rest, part)
  }
  move(accounts, wallet, unit, amount, account)
}

/** Pours all of one wallet into another, lot by lot; a debt of either is filled by what would expire soonest. */
export const pour = (into: Wallet, from: Wallet): void => {
  into.lots.push(...from.lots.splice(0))
  for (const unit of ['points', 'memberCash', 'prepaid'] as const) {
    into.balances[unit] += from.balances[unit]
    from.balances[unit] = 0
    const lots = into.lots.filter(lot => lot.unit === unit).toSorted(soonest)
    let beyond = lots.reduce((sum, lot) => sum + lot.left, 0) - Math.max(0, into.balances[unit])
    for (const lot of lots) {
      const part = Math.min(beyond, lot.left)
      lot.left -= part
      beyond -= part
    }
  }
}

export const isOver = (lot: Lot, day: number): boolean => lot.expiresOn !== null && lot.expiresOn <= day

/** Clears what lots hold whose day has come; tells whether that was anything. */
export const expire = (accounts: Accounts, wallet: Wallet, lots: readonly Lot[], day: number): boolean => {
  let isAny = false
  for (const lot of lots) {
    if (!isOver(lot, day)) continue
    move(accounts, wallet, lot.unit, -lot.left, 'program:breakage')
    lot.expired += lot.left
    isAny ||= lot.left > 0
    lot.left = 0
  }
  return isAny
}
