import { memberAccount, units, type ProgramAccount, type Unit } from '../ledger/accounts.ts'
import type { Transfer } from '../ledger/journal.ts'
import { eventTypes, type EventType } from './event-types.ts'

/** What a balance did: the amount is above zero, but for an adjustment downwards. */
export interface BalanceFact {
  readonly type: EventType
  readonly amount: number
}

/** What came to the member from an account of the program, and what went there. */
const WORDS: Readonly<Record<ProgramAccount, readonly [came: string, went: string]>> = {
  'program:issuance': ['earned', 'reversed'],
  'program:sales': ['refunded', 'spent'],
  'program:redemption': ['refunded', 'spent'],
  'program:breakage': ['restored', 'expired'],
  'program:topups': ['added', 'paidOut'],
  'program:adjustment': ['adjusted', 'adjusted'],
  'program:opening': ['adjusted', 'adjusted'],
}

const isType = (text: string): text is EventType => (eventTypes as readonly string[]).includes(text)

/** The event of a unit and a word; what a unit has no word for is told as an adjustment, so that no fact is lost. */
const typeOf = (unit: Unit, word: string): EventType => {
  const type = `${unit}.${word}`
  return isType(type) ? type : `${unit}.adjusted`
}

/** What a transaction's transfers tell of the member's balances: one fact for each unit and what became of it. */
export const balanceFacts = (transfers: readonly Transfer[]): readonly BalanceFact[] => {
  const amounts = new Map<EventType, number>()
  for (const unit of units) {
    const own = memberAccount(unit)
    for (const { debit, credit, amount } of transfers) {
      const came = credit === own
      if (!came && debit !== own) continue
      const [toMember, fromMember] = WORDS[(came ? debit : credit) as ProgramAccount]
      const type = typeOf(unit, came ? toMember : fromMember)
      const isSigned = type.endsWith('.adjusted')
      amounts.set(type, (amounts.get(type) ?? 0) + (isSigned && !came ? -amount : amount))
    }
  }
  return [...amounts].map(([type, amount]) => ({ type, amount }))
}
