import { expect, test } from 'vitest'
import fc from 'fast-check'
import { day, shanghai } from '../../test/program.ts'
import { walletOf } from '../../test/wallets.ts'
import { earn, still, type Wallet } from '../ledger/wallet.ts'
import { decideOpening } from './decide-opening.ts'
import { undoOpening } from './undo-opening.ts'

const on = day('2026-05-06')
const at = shanghai('2026-05-06 22:00:00')

/** What is owed and held, lot by lot, whichever was opened first. */
const standing = ({ balances, lots }: Wallet) => ({
  balances,
  lots: [...lots.points, ...lots.memberCash]
    .map(({ id, remaining }) => [id, remaining])
    .toSorted((a, b) => a[0]! - b[0]!),
})

test('balances that are taken back, the last one first, leave a wallet as it was', () => {
  const unit = fc.constantFrom('points' as const, 'memberCash' as const)
  const amount = fc.integer({ min: -500, max: 500 }).filter(one => one !== 0)
  fc.assert(
    fc.property(
      fc.integer({ min: -300, max: 0 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }),
      fc.array(fc.record({ unit, amount }), { minLength: 1, maxLength: 6 }),
      (debt, earned, brought) => {
        let wallet = walletOf({ points: debt })
        for (const [i, one] of earned.entries())
          wallet = earn(still(wallet), {
            unit: 'points',
            amount: one,
            from: 'program:issuance',
            lot: { id: 1 + i, earnedAt: at, expiresOn: i === 0 ? null : on + i },
          }).wallet
        const before = standing(wallet)
        const undo: ((now: Wallet) => Wallet)[] = []
        for (const [i, { unit: its, amount: some }] of brought.entries()) {
          const id = 100 + i
          const decision = decideOpening(wallet, {
            unit: its,
            amount: some,
            expiresOn: null,
            at,
            on,
            transactionId: id,
          })
          if (!decision.accepted) throw new Error(decision.reason)
          const { moves } = decision.value
          const known = new Map(wallet.lots[its].map(lot => [lot.id, lot]))
          wallet = decision.value.wallet
          undo.unshift(now => {
            const drawn = moves.map(({ lot, delta }) => ({
              ...known.get(lot)!,
              remaining: now.lots[its].find(open => open.id === lot)?.remaining ?? 0,
              amount: -delta,
            }))
            return undoOpening(now, { id, unit: its, amount: some, drawn }, on).wallet
          })
        }
        expect(standing(undo.reduce((now, back) => back(now), wallet))).toEqual(before)
      },
    ),
  )
})

test('prepaid goes back to the account of opening balances', () => {
  const { wallet, transfers } = undoOpening(
    walletOf({ prepaid: 70 }),
    { id: 1, unit: 'prepaid', amount: 50, drawn: [] },
    on,
  )
  expect(wallet.balances.prepaid).toBe(20)
  expect(transfers).toEqual([{ debit: 'member:prepaid', credit: 'program:opening', unit: 'prepaid', amount: 50 }])
})

test('a debt goes back to the account of opening balances, and opens no lot of its own', () => {
  const brought = { id: 1, unit: 'points', amount: -50, drawn: [] } as const
  const { wallet, transfers, opened } = undoOpening(walletOf({ points: -50 }), brought, on)
  expect(wallet.balances.points).toBe(0)
  expect(transfers).toEqual([{ debit: 'program:opening', credit: 'member:points', unit: 'points', amount: 50 }])
  expect(opened).toEqual([])
})
