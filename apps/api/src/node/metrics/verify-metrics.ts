import { join } from 'node:path'
import { readVerifyRecord, VERIFY_RECORD } from '@laurel/db/embedded'
import type { Metric } from './exposition.ts'

const gauge = (name: string, help: string, values: readonly number[]): Metric => ({
  name,
  type: 'gauge',
  help,
  samples: values.map(value => ({ value })),
})

/** What the last `ledger:verify --record` came to: without one, metrics without figures. */
export const verifyMetrics = async (dataDir: string): Promise<readonly Metric[]> => {
  const record = await readVerifyRecord(join(dataDir, VERIFY_RECORD))
  const records = record ? [record] : []
  return [
    gauge(
      'laurel_verify_timestamp_seconds',
      'When ledger:verify last ended.',
      records.map(({ endedAt }) => endedAt / 1000),
    ),
    gauge(
      'laurel_verify_programs',
      'How many programs it looked at.',
      records.map(({ programs }) => programs),
    ),
    gauge(
      'laurel_verify_differences',
      'How many differences it found.',
      records.map(({ differences }) => differences),
    ),
  ]
}
