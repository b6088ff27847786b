import { problemTable } from '../problem-table.ts'

/** What may stand in the way of undoing a row, in words. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  bought_since: 'the member has a later receipt, which was judged by what this row brought',
  returned_since: 'goods of the member were returned since',
  spent_since: 'the member has spent or reserved something since',
  expired_since: 'points or member cash of the member have expired since',
  balance_changed_since: 'a balance of the member was changed since, such as by a top-up or an adjustment',
  tier_set_since: 'the member’s tier was set since',
  benefit_used: 'the member has used a benefit since',
  gift_collected: 'a gift that came with the receipt was collected',
  member_merged: 'the member was merged with another since',
  member_changed: 'what is known of the member was changed since',
  member_contacted: 'the member was sent a message since',
  replaced_unknown: 'the row was brought in before it was kept what it replaced',
}

/** A row that stands in the way, as it is told. */
export const consequenceView = ({ row, code }: { readonly row: number; readonly code: string }) => ({
  row,
  code,
  message: CONSEQUENCES[code] ?? problemTable[code as keyof typeof problemTable].title,
})
