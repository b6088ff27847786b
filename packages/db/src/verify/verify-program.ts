import {
  compileRules,
  encodeId,
  rulesTimeline,
  units,
  type KeptJob,
  type KeptTransaction,
  type LotUnit,
  type ProgramRules,
  type RulesTimeline,
} from '@laurel/core'
import type { Database } from '../database.ts'
import { accountOf, kindOf, unitOf } from '../ledger/ledger-codes.ts'
import { sumAccounts } from '../ledger/ledger.repository.ts'
import { sumBalances } from '../members/standing.repository.ts'
import { programMigrations } from '../migrations.generated.ts'
import { findProgram, listRulesAfter } from '../program/program.repository.ts'
import { readAll } from '../statement.ts'
import { miscountedCoupons } from './coupons.queries.ts'
import { giftsOf, giftStatements } from './kept-gifts.ts'
import { grouped } from './grouped.ts'
import { countLost } from './persons.queries.ts'
import { KnownRevisions, lookingPromotions } from './verify-promotions.ts'
import { verifyActors } from './verify-actors.ts'
import { verifyBrands } from './verify-brands.ts'
import { verifyMember, type KeptMember } from './verify-member.ts'
import { verifySeals, type SealHead } from './verify-seals.ts'
import {
  adjustmentsOf,
  countStrays,
  daysOf,
  jobsOf,
  linesOf,
  listTriggers,
  lotsOf,
  miscountedRewards,
  movesOf,
  nextMembers,
  promotionGiftsOf,
  promotionsOf,
  purchasesOf,
  refundsOf,
  reversalsOf,
  returnGiftsOf,
  returnLinesOf,
  returnRefundsOf,
  returnsOf,
  standingsOf,
  tendersOf,
  tierActsOf,
  topUpsOf,
  transactionsOf,
  transfersOf,
} from './verify.queries.ts'

/** What a check of a program's books found. */
export interface VerifiedProgram {
  readonly id: string
  readonly name: string
  readonly members: number
  readonly transactions: number
  readonly purchases: number
  /** The end of the chain of seals; null where nothing is sealed yet. */
  readonly sealed: SealHead | null
  /** One sentence for each difference; none where the books are right. */
  readonly differences: readonly string[]
}

const PAGE = 200

const jobOf = (entry: KeptJob | undefined): { readonly job?: KeptJob } => (entry ? { job: entry } : {})

/** The members of one page with all that is kept of them, read on one snapshot. */
const loadMembers = async (
  database: Database,
  members: readonly Pick<KeptMember & { readonly id: number }, 'id' | 'registeredAt' | 'registeredOn'>[],
  revisions: KnownRevisions,
): Promise<(KeptMember & { readonly id: number })[]> => {
  const ids = { ids: JSON.stringify(members.map(member => member.id)) }
  const [
    standings,
    days,
    transactions,
    transfers,
    moves,
    lots,
    entries,
    purchases,
    lines,
    tenders,
    topUps,
    reversals,
    refunds,
    adjustments,
    tierActs,
    returns,
    returnLines,
    returnRefunds,
    promotions,
    promotionGifts,
    returnGifts,
    published,
    ...gifts
  ] = await readAll(database, [
    standingsOf(ids),
    daysOf(ids),
    transactionsOf(ids),
    transfersOf(ids),
    movesOf(ids),
    lotsOf(ids),
    jobsOf(ids),
    purchasesOf(ids),
    linesOf(ids),
    tendersOf(ids),
    topUpsOf(ids),
    reversalsOf(ids),
    refundsOf(ids),
    adjustmentsOf(ids),
    tierActsOf(ids),
    returnsOf(ids),
    returnLinesOf(ids),
    returnRefundsOf(ids),
    promotionsOf(ids),
    promotionGiftsOf(ids),
    returnGiftsOf(ids),
    revisions.later,
    ...giftStatements(ids),
  ])
  revisions.add(published)
  const giftsBy = giftsOf(gifts)
  const standing = grouped(standings, row => row.memberId)
  const daysBy = grouped(days, row => row.memberId)
  const journal = grouped(transactions, row => row.memberId)
  const moved = grouped(transfers, row => row.transactionId)
  const changed = grouped(moves, row => row.transactionId)
  const jobsBy = new Map(entries.map(entry => [entry.transactionId, entry]))
  const lotsBy = grouped(lots, row => row.memberId)
  const receipts = grouped(purchases, row => row.memberId)
  const linesBy = grouped(lines, row => row.purchaseId)
  const tendersBy = grouped(tenders, row => row.purchaseId)
  const topUpsBy = grouped(topUps, row => row.memberId)
  const reversalsBy = grouped(reversals, row => row.memberId)
  const refundsBy = grouped(refunds, row => row.memberId)
  const adjustmentsBy = grouped(adjustments, row => row.memberId)
  const tierActsBy = grouped(tierActs, row => row.memberId)
  const promotionsBy = grouped(promotions, row => row.purchaseId)
  const promotionGiftsBy = grouped(promotionGifts, row => row.purchaseId)
  const returnGiftsBy = grouped(returnGifts, row => row.returnId)
  const returnsBy = grouped(returns, row => row.purchaseId)
  const returnLinesBy = grouped(returnLines, row => row.returnId)
  const returnRefundsBy = grouped(returnRefunds, row => row.returnId)
  const kept = (row: (typeof transactions)[number]): KeptTransaction => ({
    ...row,
    kind: kindOf(row.kind),
    ...jobOf(jobsBy.get(row.id)),
    transfers: moved(row.id).map(t => ({
      debit: accountOf(t.debit),
      credit: accountOf(t.credit),
      unit: unitOf(t.unit),
      amount: t.amount,
    })),
    moves: changed(row.id).map(move => ({ lot: move.lotId, unit: unitOf(move.unit) as LotUnit, delta: move.delta })),
  })
  return members.map(({ id, registeredAt, registeredOn }) => ({
    ...giftsBy(id),
    id,
    registeredAt,
    registeredOn,
    standing: standing(id)[0],
    days: daysBy(id),
    journal: journal(id).map(kept),
    lots: lotsBy(id),
    purchases: receipts(id).map(purchase => ({
      purchase,
      lines: linesBy(purchase.id),
      tenders: tendersBy(purchase.id),
      returns: returnsBy(purchase.id).map(row => ({
        return: row,
        lines: returnLinesBy(row.id),
        refunds: returnRefundsBy(row.id),
      })),
      promotions: lookingPromotions(promotionsBy(purchase.id), revisions.byId),
      promotionGifts: {
        given: promotionGiftsBy(purchase.id),
        returned: returnsBy(purchase.id).flatMap(row => returnGiftsBy(row.id)),
      },
    })),
    acts: {
      topUps: topUpsBy(id),
      reversals: reversalsBy(id),
      refunds: refundsBy(id),
      adjustments: adjustmentsBy(id),
      tierActs: tierActsBy(id),
    },
  }))
}

/** The triggers that the migrations make and the database lacks: without them the journal could be changed. */
const missingTriggers = (there: readonly { readonly name: string }[]): string[] => {
  const names = new Set(there.map(({ name }) => name))
  return programMigrations
    .flatMap(migration => migration.statements)
    .flatMap(statement => /^CREATE TRIGGER `(\w+)`/.exec(statement)?.[1] ?? [])
    .filter(name => !names.has(name))
    .map(name => `the trigger ${name} is missing`)
}

const verifyWhole = async (database: Database): Promise<string[]> => {
  const [strays, lost, triggers, sums, [standing], miscounted, coupons] = await readAll(database, [
    countStrays({}),
    countLost({}),
    listTriggers({}),
    sumAccounts(),
    sumBalances({}),
    miscountedRewards({}),
    miscountedCoupons({}),
  ])
  return [
    ...missingTriggers(triggers),
    ...[...strays, ...lost].filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`),
    ...miscounted.map(({ code, taken, redeemed }) => `pieces of ${code}: redeemed ${redeemed}, counted ${taken}`),
    ...coupons.map(({ code, issued, held }) => `coupons of ${code}: members have ${held}, counted ${issued}`),
    ...units.flatMap(unit => {
      const accounts = sums.filter(s => s.unit === unit)
      const owed = accounts.find(s => s.account === `member:${unit}`)?.amount ?? 0
      const total = accounts.reduce((all, { amount }) => all + amount, 0)
      return [
        ...(total === 0 ? [] : [`the postings of ${unit} sum to ${total}`]),
        ...(owed === standing?.[unit]
          ? []
          : [`the journal owes members ${owed} ${unit}, the standings ${String(standing?.[unit])}`]),
      ]
    }),
  ]
}

const timelineOf = async (database: Database): Promise<RulesTimeline> => {
  const [versions] = await readAll(database, [listRulesAfter({ version: 0 })])
  return rulesTimeline(
    versions.map(({ version, document, effectiveAt }) => ({
      rules: compileRules(JSON.parse(document) as ProgramRules, version),
      effectiveAt,
    })),
  )
}

/**
 * Rebuilds every member of a program from journal and receipts and compares with what is stored beside them. Each page
 * of members is read on one snapshot, so a server may go on writing meanwhile.
 */
export const verifyProgram = async (database: Database): Promise<VerifiedProgram> => {
  const [[program]] = await readAll(database, [findProgram({})])
  if (!program) throw new Error('this database holds no program')
  const timeline = await timelineOf(database)
  const revisions = new KnownRevisions(timeline.timeZone)
  const differences: string[] = []
  const counts = { members: 0, transactions: 0, purchases: 0 }
  for (let after = -1; ;) {
    const [page] = await readAll(database, [nextMembers({ after, limit: PAGE })])
    for (const member of await loadMembers(database, page, revisions)) {
      counts.members++
      counts.transactions += member.journal.length
      counts.purchases += member.purchases.length
      differences.push(...verifyMember(timeline, member).map(fault => `${encodeId('mem', member.id)} ${fault}`))
    }
    if (page.length < PAGE) break
    after = page.at(-1)!.id
  }
  const { head: sealed, faults } = await verifySeals(database)
  return {
    id: program.id,
    name: program.name,
    ...counts,
    sealed,
    differences: [
      ...differences,
      ...faults,
      ...(await verifyWhole(database)),
      ...(await verifyActors(database, timeline)),
      ...(await verifyBrands(database, timeline)),
    ],
  }
}
