import type { ExampleState } from '../examples/example-states.ts'
import { dayIn } from './sample-members.ts'

const at = (days: number): string => `${dayIn(days)}T14:05:00+08:00`

function entry(kind: string, cause: string, id: string, days: number, changes: Readonly<Record<string, number>>) {
  return {
    kind,
    occurredAt: at(days),
    because: { cause, id },
    postings: Object.entries(changes).map(([unit, amount]) => ({ account: `member:${unit}`, unit, amount })),
  }
}

const hasPast = (state: ExampleState): boolean => state !== 'new' && state !== 'empty'

/** `GET /v1/me/ledger`. */
export function sampleLedger(state: ExampleState): readonly object[] {
  if (!hasPast(state)) return []
  return [
    entry('earn', 'purchase', 'pur_1', -3, { points: 2488, memberCash: 1250 }),
    entry('redeem', 'redemption', 'red_past', -12, { points: -800 }),
    entry('return', 'return', 'ret_1', -20, { points: -320 }),
    entry('topup', 'topup', 'top_1', -31, { prepaid: 300_000 }),
    entry('expire', 'job', 'job_1', -60, { points: -40 }),
  ]
}

/** `GET /v1/me/purchases`: one receipt, whose lipstick earned five times. */
export function samplePurchases(state: ExampleState): readonly object[] {
  if (!hasPast(state)) return []
  return [
    {
      id: 'pur_1',
      externalId: '0817-4711',
      occurredAt: at(-3),
      returns: [{ id: 'ret_1' }],
      total: 120_800,
      points: { earned: 2488 },
      lines: [
        {
          sku: 'KN-0412',
          name: { en: 'Cashmere crew neck', 'zh-CN': '羊绒圆领衫', 'zh-TW': '羊絨圓領衫' },
          quantity: 1,
          returned: 0,
          total: 88_800,
        },
        {
          sku: 'LP-0071',
          name: { en: 'Satin lipstick', 'zh-CN': '缎面口红', 'zh-TW': '緞面口紅' },
          quantity: 1,
          returned: 0,
          total: 32_000,
        },
      ],
      explanation: {
        lines: [
          { line: 0, multiplier: { value: 1, because: 'none' }, points: 888 },
          { line: 1, multiplier: { value: 5, because: 'brand' }, points: 1600 },
        ],
      },
    },
  ]
}
