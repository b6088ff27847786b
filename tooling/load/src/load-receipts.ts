import type { CdnowReceipt } from './cdnow-receipt.ts'
import { inParallel } from './in-parallel.ts'
import type { LaurelClient } from './laurel-client.ts'
import type { Progress } from './progress.ts'

/** How many receipts of a lane are sent at once. */
export const batchSize = 250
const attempts = 8

type Answered =
  { status: number; purchase: { id: string } } | { status: number; problem: { code: string; detail?: string } }

/**
 * Shares receipts out by customer, so that lanes can go at once while each customer's receipts keep their order.
 * The same file and number of lanes give the same lanes.
 */
export function lanesOf(receipts: readonly CdnowReceipt[], lanes: number): CdnowReceipt[][] {
  const shares: CdnowReceipt[][] = Array.from({ length: lanes }, () => [])
  for (const receipt of receipts) shares[Number(receipt.row.customer) % lanes]!.push(receipt)
  return shares
}

/** Sends one batch until each receipt of it is recorded; a receipt that is refused stops the load. */
export async function sendBatch(
  client: LaurelClient,
  batch: readonly CdnowReceipt[],
  members: ReadonlyMap<string, string>,
): Promise<void> {
  let left = batch
  for (let attempt = 1; left.length > 0; attempt++) {
    const purchases = left.map(({ row, body }) => ({ memberId: members.get(row.customer), ...body }))
    const { data } = await client.call<{ data: Answered[] }>('POST', '/v1/purchases/batch', { body: { purchases } })
    if (data.length !== left.length)
      throw new Error(`${left.length} receipts were sent, and ${data.length} answered for`)
    for (const [i, answer] of data.entries())
      if ('problem' in answer && (attempt === attempts || ![429, 503].includes(answer.status)))
        throw new Error(
          `line ${left[i]!.row.line}: ${answer.status} ${answer.problem.code}: ${answer.problem.detail ?? ''}`,
        )
    left = left.filter((_, i) => 'problem' in data[i]!)
  }
}

/**
 * Records every receipt that is not known to be. Sending one again does no harm: its `externalId` is its natural key.
 * @param done how many of each lane are recorded; told anew after each batch
 */
export async function loadReceipts(
  client: LaurelClient,
  lanes: readonly (readonly CdnowReceipt[])[],
  members: ReadonlyMap<string, string>,
  done: readonly number[],
  progress: Progress,
  tellDone: (done: readonly number[]) => void,
): Promise<void> {
  const recorded = [...done]
  await inParallel([...lanes.entries()], lanes.length, async ([number, lane]) => {
    while (recorded[number]! < lane.length) {
      const batch = lane.slice(recorded[number]!, recorded[number]! + batchSize)
      await sendBatch(client, batch, members)
      recorded[number]! += batch.length
      tellDone(recorded)
      progress.add(batch.length)
    }
  })
}
