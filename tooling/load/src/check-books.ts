import { sumOf, type Expected } from './cdnow-receipt.ts'
import { inParallel } from './in-parallel.ts'
import type { LaurelClient } from './laurel-client.ts'
import type { Progress } from './progress.ts'

interface Purchase {
  readonly total: number
  readonly points: { readonly earned: number }
}

interface TrialBalance {
  readonly balanced: boolean
  readonly units: { readonly points: { readonly sum: number; readonly memberLiability: number } }
}

const differences = (of: string, found: Record<string, number>, expected: Record<string, number>): string[] =>
  Object.entries(expected)
    .filter(([name, amount]) => found[name] !== amount)
    .map(([name, amount]) => `${of}: ${name} should be ${amount} and is ${found[name]}`)

/** What Laurel holds of one member, added up from the receipts it shows. */
async function heldOf(client: LaurelClient, memberId: string): Promise<Expected> {
  const held: Expected[] = []
  for await (const { total, points } of client.list<Purchase>(`/v1/members/${memberId}/purchases`))
    held.push({ receipts: 1, cents: total, points: points.earned })
  return sumOf(held)
}

/**
 * Compares Laurel's books, through its API, with the file's sums: each customer's receipts, money and points, the
 * number of members, and the ledger as a whole.
 * @returns one sentence for each difference
 */
export async function checkBooks(
  client: LaurelClient,
  members: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, Expected>,
  progress: Progress,
  concurrency: number,
): Promise<string[]> {
  const found: string[] = []
  await inParallel([...expected], concurrency, async ([customer, sums]) => {
    const held = await heldOf(client, members.get(customer)!)
    found.push(...differences(`customer ${customer}`, { ...held }, { ...sums }))
    progress.add(1)
  })
  let count = 0
  for await (const _ of client.list('/v1/members')) count += 1
  const books = await client.call<TrialBalance>('GET', '/v1/ledger/trialBalance')
  const { points } = sumOf(expected.values())
  return [
    ...found,
    ...differences('program', { members: count }, { members: expected.size }),
    ...differences(
      'ledger',
      { memberPoints: books.units.points.memberLiability, sum: books.units.points.sum },
      { memberPoints: points, sum: 0 },
    ),
    ...(books.balanced ? [] : ['ledger: the trial balance does not balance']),
  ]
}
