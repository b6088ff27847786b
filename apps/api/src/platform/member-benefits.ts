import { benefitStanding, type BenefitReceipt, type BenefitRules, type BenefitStanding, type Day } from '@laurel/core'
import { countUses, listBenefitReceipts } from '@laurel/db'
import type { OpenProgram } from './enter-program.ts'

type UseRow = ReturnType<ReturnType<typeof countUses>['decode']>[number]
type ReceiptRow = ReturnType<ReturnType<typeof listBenefitReceipts>['decode']>[number]

/** So many of a member's latest receipts are looked at for one that serves. */
const LATEST = 100

/** The rows by which a member's benefits are shown. */
export const benefitStatements = (memberId: number) =>
  [countUses({ memberId }), listBenefitReceipts({ memberId, limit: LATEST })] as const

/** How often a benefit was used, by day. */
export const usesOf = (rows: readonly UseRow[], benefit: string): { usedOn: Day; count: number }[] =>
  rows.filter(row => row.benefit === benefit)

/** A receipt as one benefit sees it. */
export const receiptFor = (row: ReceiptRow, benefit: string): BenefitReceipt => ({
  id: row.id,
  occurredOn: row.occurredOn,
  cashMinor: row.cashMinor,
  used: (JSON.parse(row.served) as string[]).includes(benefit),
})

/** All benefits of the program, each with how a member of a tier stands to it now. */
export const memberBenefits = (
  program: OpenProgram,
  tier: string | null,
  uses: readonly UseRow[],
  receipts: readonly ReceiptRow[],
): { readonly benefit: BenefitRules; readonly standing: BenefitStanding }[] => {
  const { document } = program.rules
  return document.benefits.map(benefit => ({
    benefit,
    standing: benefitStanding(document, tier, benefit, {
      today: program.today,
      uses: usesOf(uses, benefit.code),
      receipts: receipts.map(row => receiptFor(row, benefit.code)),
    }),
  }))
}
