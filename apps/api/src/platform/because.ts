import type { JournalEntry } from '@laurel/db'
import { encodeId } from './ids.ts'

/** What a transaction may be the effect of. */
export const causes = [
  'purchase',
  'latePurchase',
  'return',
  'topup',
  'prepaidRefund',
  'adjustment',
  'tier',
  'job',
  'redemption',
  'endedRedemption',
  'erasure',
  'opening',
  'merge',
  'importUndone',
] as const

/** What a transaction is the effect of, such as a receipt, a receipt that came late, or the end of a redemption. */
export const becauseOf = ({
  id,
  kind,
  causeId,
  causeKind,
  job,
  memberId,
  undoneImport,
}: Pick<JournalEntry, 'id' | 'kind' | 'causeId' | 'causeKind' | 'job' | 'memberId' | 'undoneImport'>): {
  cause: (typeof causes)[number]
  id: string
} => {
  if (undoneImport !== null) return { cause: 'importUndone', id: encodeId('imp', undoneImport) }
  if (job !== null) return { cause: 'job', id: job }
  if (causeId !== null && causeKind === 'redeem') return { cause: 'endedRedemption', id: encodeId('red', causeId) }
  switch (kind) {
    case 'return':
      return { cause: 'return', id: encodeId('ret', id) }
    case 'redeem':
      return { cause: 'redemption', id: encodeId('red', id) }
    case 'topup':
      return { cause: 'topup', id: encodeId('top', id) }
    case 'reverse':
      return { cause: 'topup', id: encodeId('top', causeId ?? id) }
    case 'refund':
      return { cause: 'prepaidRefund', id: encodeId('ref', id) }
    case 'expire':
      if (causeId === null) return { cause: 'erasure', id: encodeId('mem', memberId) }
      break
    case 'adjust':
      return { cause: 'adjustment', id: encodeId('adj', id) }
    case 'opening':
      return { cause: 'opening', id: encodeId('txn', id) }
    case 'transfer':
      return { cause: 'merge', id: encodeId('mem', memberId) }
    case 'tier':
      return { cause: 'tier', id: encodeId('tier', id) }
  }
  if (causeId === null) return { cause: 'purchase', id: encodeId('pur', id) }
  return causeKind === 'return'
    ? { cause: 'return', id: encodeId('ret', causeId) }
    : { cause: 'latePurchase', id: encodeId('pur', causeId) }
}
