import { expect, test } from 'vitest'
import { memberAccount, programAccounts, units, type Account, type Unit } from '../ledger/accounts.ts'
import { balanceFacts } from './balance-facts.ts'
import { eventTypes } from './event-types.ts'

const came = (unit: Unit, from: Account, amount: number) => ({ debit: from, credit: memberAccount(unit), unit, amount })
const went = (unit: Unit, to: Account, amount: number) => ({ debit: memberAccount(unit), credit: to, unit, amount })

test('what comes and goes is told by its cause', () => {
  expect(balanceFacts([came('points', 'program:issuance', 5)])).toEqual([{ type: 'points.earned', amount: 5 }])
  expect(balanceFacts([went('points', 'program:issuance', 5)])).toEqual([{ type: 'points.reversed', amount: 5 }])
  expect(balanceFacts([went('memberCash', 'program:sales', 5)])).toEqual([{ type: 'memberCash.spent', amount: 5 }])
  expect(balanceFacts([came('memberCash', 'program:sales', 5)])).toEqual([{ type: 'memberCash.refunded', amount: 5 }])
  expect(balanceFacts([went('points', 'program:redemption', 5)])).toEqual([{ type: 'points.spent', amount: 5 }])
  expect(balanceFacts([came('points', 'program:redemption', 5)])).toEqual([{ type: 'points.refunded', amount: 5 }])
  expect(balanceFacts([went('points', 'program:breakage', 5)])).toEqual([{ type: 'points.expired', amount: 5 }])
  expect(balanceFacts([came('points', 'program:breakage', 5)])).toEqual([{ type: 'points.restored', amount: 5 }])
  expect(balanceFacts([came('prepaid', 'program:topups', 5)])).toEqual([{ type: 'prepaid.added', amount: 5 }])
  expect(balanceFacts([went('prepaid', 'program:topups', 5)])).toEqual([{ type: 'prepaid.paidOut', amount: 5 }])
})

test('an adjustment has a sign, and so has what was brought along', () => {
  expect(balanceFacts([came('points', 'program:adjustment', 5)])).toEqual([{ type: 'points.adjusted', amount: 5 }])
  expect(balanceFacts([went('points', 'program:adjustment', 5)])).toEqual([{ type: 'points.adjusted', amount: -5 }])
  expect(balanceFacts([came('prepaid', 'program:opening', 5)])).toEqual([{ type: 'prepaid.adjusted', amount: 5 }])
})

test('one unit and cause is one fact, in the order of the units, and what is between accounts of the program is none', () => {
  expect(
    balanceFacts([
      came('memberCash', 'program:issuance', 2),
      came('points', 'program:issuance', 3),
      went('points', 'program:redemption', 1),
      came('points', 'program:issuance', 4),
      { debit: 'program:breakage', credit: 'program:adjustment', unit: 'points', amount: 9 },
    ]),
  ).toEqual([
    { type: 'points.earned', amount: 7 },
    { type: 'points.spent', amount: 1 },
    { type: 'memberCash.earned', amount: 2 },
  ])
})

test('whatever moves is told by a word that there is, as an adjustment where a unit has none', () => {
  for (const unit of units)
    for (const account of programAccounts.map(name => `program:${name}` as const))
      for (const transfer of [came(unit, account, 5), went(unit, account, 5)])
        expect(balanceFacts([transfer]).map(({ type }) => eventTypes.includes(type))).toEqual([true])
  expect(balanceFacts([went('prepaid', 'program:breakage', 5)])).toEqual([{ type: 'prepaid.adjusted', amount: -5 }])
})
