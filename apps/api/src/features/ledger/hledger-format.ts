import { units, type Unit } from '@laurel/core'
import { amountText, currencyDigits } from '../../platform/decimals.ts'
import type { ExportedEntry, JournalFacts, JournalFormat } from './journal-format.ts'

// Each unit is a commodity of its own, though two are money: so hledger itself sees that each sums to zero.
const commodityOf = (unit: Unit, currency: string): string => (unit === 'points' ? 'POINTS' : `"${currency}.${unit}"`)

const periodOf = ({ from, to }: JournalFacts): string =>
  from === null && to === null ? 'all days' : `${from ?? 'the first day'} to ${to ?? 'the last day'}`

const head = (facts: JournalFacts, digits: number): string => `; The journal of ${facts.name} (${facts.programId})
; Dates are business days in ${facts.timeZone}; of ${periodOf(facts)}.
; member:<unit>:<member> is what the program owes a member, program:… stands against it. Amounts have the signs of
; Laurel's API: what is credited to an account is positive, so a member's balance is positive. (hledger's own habit is
; the other way round for liabilities: --invert.)

${units
  .map(unit => {
    const commodity = commodityOf(unit, facts.currency)
    const sample = amountText(unit, unit === 'points' ? 1000 : 1000 * 10 ** digits, digits)
    // hledger wants to see the decimal mark, also where nothing follows it.
    return `commodity ${commodity}\n    format ${sample.includes('.') ? sample : `${sample}.`} ${commodity}\n`
  })
  .join('\n')}`

const entryText = (entry: ExportedEntry, currency: string, digits: number): string =>
  [
    `\n${entry.on} (${entry.id}) ${entry.kind}`,
    `    ; because: ${entry.because.cause} ${entry.because.id}`,
    `    ; member: ${entry.memberId}`,
    `    ; occurredAt: ${entry.occurredAt}`,
    `    ; recordedAt: ${entry.recordedAt}`,
    `    ; rulesVersion: ${entry.rulesVersion}`,
    ...entry.postings.map(({ account, unit, amount }) => {
      const name = account.startsWith('member:') ? `${account}:${entry.memberId}` : account
      return `    ${name}  ${amountText(unit, amount, digits)} ${commodityOf(unit, currency)}`
    }),
    '',
  ].join('\n')

/** Plain text accounting, as hledger and Ledger read it. */
export const hledgerFormat: JournalFormat = {
  mediaType: 'text/plain; charset=utf-8',
  extension: 'hledger',
  begin: facts => {
    const digits = currencyDigits(facts.currency)
    return {
      head: head(facts, digits),
      body: entries => entries.map(entry => entryText(entry, facts.currency, digits)).join(''),
      tail: transactions => `\n; ${transactions} transactions, to the end\n`,
    }
  },
}
