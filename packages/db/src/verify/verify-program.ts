import { encodeId, units, type PublishedTimeline } from '@laurel/core'
import type { Database } from '../database.ts'
import { sumAccounts } from '../ledger/ledger.repository.ts'
import { findEndOfChunk } from '../members/member-range.ts'
import { sumBalances } from '../members/standing.repository.ts'
import { newProgram } from '../migrations.generated.ts'
import { findProgram } from '../program/program.repository.ts'
import { readAll } from '../statement.ts'
import { miscountedCoupons } from './coupons.queries.ts'
import { KnownCodes } from '../insight/member-goods.repository.ts'
import { loadMembers, type KnownThroughout } from './load-members.ts'
import { countLost } from './persons.queries.ts'
import { KnownRevisions } from './verify-promotions.ts'
import { verifyActors } from './verify-actors.ts'
import { verifyBrands } from './verify-brands.ts'
import { verifyMember } from './verify-member.ts'
import { verifySeals, type SealHead } from './verify-seals.ts'
import { verifiedVersions } from './verify-versions.ts'
import { countStrays, listTriggers, miscountedRewards } from './verify.queries.ts'

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

/** The triggers that the schema has and the database lacks: without them the journal could be changed. */
const missingTriggers = (there: readonly { readonly name: string }[]): string[] => {
  const names = new Set(there.map(({ name }) => name))
  return newProgram
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

/** The members page by page; the next page is read while one is looked at. */
async function* pagesOfMembers(database: Database, known: KnownThroughout) {
  const pageAfter = async (after: number) => {
    const [[end]] = await readAll(database, [findEndOfChunk({ after, limit: PAGE })])
    const last = end?.last ?? null
    return last === null ? null : { last, members: await loadMembers(database, { after, last }, known) }
  }
  for (let page = await pageAfter(-1); page;) {
    const next = pageAfter(page.last)
    // A page that fails is told of when its turn comes.
    next.catch(() => {})
    yield page.members
    page = await next
  }
}

/** Every member against what is kept of it, and what brands and staff did against the rules. */
const verifyByRules = async (database: Database, timeline: PublishedTimeline) => {
  const differences: string[] = []
  const counts = { members: 0, transactions: 0, purchases: 0 }
  const known = { revisions: new KnownRevisions(timeline.timeZone), codes: new KnownCodes() }
  for await (const page of pagesOfMembers(database, known))
    for (const member of page) {
      counts.members++
      counts.transactions += member.journal.length
      counts.purchases += member.purchases.length
      for (const fault of verifyMember(timeline, member)) differences.push(`${encodeId('mem', member.id)} ${fault}`)
    }
  differences.push(...(await verifyActors(database, timeline)), ...(await verifyBrands(database, timeline)))
  return { counts, differences }
}

/**
 * Rebuilds every member of a program from journal and receipts and compares with what is stored beside them. Each page
 * of members is read on one snapshot, so a server may go on writing meanwhile. Without any rules nothing can be rebuilt.
 */
export const verifyProgram = async (database: Database): Promise<VerifiedProgram> => {
  const [[program]] = await readAll(database, [findProgram({})])
  if (!program) throw new Error('this database holds no program')
  const versions = await verifiedVersions(database)
  const { counts, differences } = versions.timeline
    ? await verifyByRules(database, versions.timeline)
    : { counts: { members: 0, transactions: 0, purchases: 0 }, differences: [] }
  const { head: sealed, faults } = await verifySeals(database)
  return {
    id: program.id,
    name: program.name,
    ...counts,
    sealed,
    differences: [...versions.faults(), ...differences, ...faults, ...(await verifyWhole(database))],
  }
}
