import { formatDay, fromScaled, lifecycleClass, memberClasses } from '@laurel/core'
import { findLatestCuts, listExportedFacts, readAll, type RowOf } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { FILE_PAGE, type CsvFile } from '../../platform/csv-file.ts'
import { currencyDigits, decimalOf } from '../../platform/decimals.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'

const KINDS = ['sizes', 'colors', 'brands', 'categories', 'styles', 'stores'] as const

const CLASSES = [
  'recencyScore',
  'frequencyScore',
  'monetaryScore',
  'importance',
  'effort',
  'loyalty',
  'rewarded',
  'contribution',
  'costToServe',
] as const

const COLUMNS = [
  'member',
  'lifecycle',
  'pyramid',
  ...CLASSES,
  'receipts',
  'purchaseDays',
  'firstOn',
  'lastOn',
  'sales',
  'spend',
  'returned',
  'units',
  'priceLow',
  'priceMedian',
  'priceHigh',
  'promotionShare',
  'cycleDays',
  ...KINDS,
  'probabilityActive',
  'expectedPurchases',
  'expectedValue',
] as const

/** What a buyer likes best of each kind, the best first. */
const favouritesOf = ({ favourites }: RowOf<typeof listExportedFacts>): readonly string[] => {
  const all = JSON.parse(favourites) as readonly (readonly [kind: string, value: string, share: number])[]
  return KINDS.map(kind => all.flatMap(one => (one[0] === kind ? [one[1]] : [])).join('; '))
}

const scaledTo = (value: number | null, scale: number): number | null => (value === null ? null : value / scale)

/** What is known of every buyer as a file, as the last night left it; it names members by their ids only. */
export const insightFile = async (caller: Caller): Promise<CsvFile> => {
  const { program, rows: known } = await enterProgram(caller, [findLatestCuts()])
  const cuts = known[0][0]?.cuts ?? null
  requireStore(program, null)
  const digits = currencyDigits(program.rules.document.currency)
  const money = (minor: number | null) => (minor === null ? null : decimalOf(minor, digits))
  /** Where a buyer stands among all, by the cuts of the last night; nothing before the first. */
  const classesOf = (facts: RowOf<typeof listExportedFacts>) => {
    if (cuts === null) return CLASSES.map(() => null)
    const { scores, pyramid, importance, effort, loyalty, rewarded } = memberClasses(
      program.rules.insight,
      cuts,
      facts,
      program.today,
    )
    const { contribution, costToServe } = pyramid.because
    return [
      scores.r,
      scores.f,
      scores.m,
      importance,
      effort,
      loyalty,
      rewarded ? 'yes' : 'no',
      money(contribution.amountMinor),
      money(costToServe.amountMinor),
    ]
  }
  const database = await caller.deps.databases.reader(program.id)
  return {
    name: `insight-${program.id}-${formatDay(program.today)}.csv`,
    columns: COLUMNS,
    read: async after => {
      const [found] = await readAll(database, [listExportedFacts({ after, limit: FILE_PAGE })])
      const rows = found.map(facts => [
        encodeId('mem', facts.memberId),
        lifecycleClass(facts.lastOn, program.today),
        facts.pyramid,
        ...classesOf(facts),
        facts.receipts,
        facts.purchaseDays,
        formatDay(facts.firstOn),
        formatDay(facts.lastOn),
        money(facts.salesMinor),
        money(facts.spendMinor),
        money(facts.returnedMinor),
        facts.units,
        money(facts.priceLowMinor),
        money(facts.priceMedianMinor),
        money(facts.priceHighMinor),
        fromScaled(facts.promotionShare),
        scaledTo(facts.cycleDaysX2, 2),
        ...favouritesOf(facts),
        scaledTo(facts.probabilityActive, 1_000_000),
        scaledTo(facts.expectedPurchases, 10_000),
        money(facts.expectedValueMinor),
      ])
      return { rows, next: found.length < FILE_PAGE ? null : found.at(-1)!.memberId }
    },
  }
}
