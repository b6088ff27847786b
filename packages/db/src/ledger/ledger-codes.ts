import { programAccounts, transactionKinds, units, type Account, type TransactionKind, type Unit } from '@laurel/core'

// The journal keeps words as small integers: a receipt of three lines must fit in 750 bytes. The order of these lists
// is what the books mean by the numbers, so words are only ever added at the end; a test pins every one.
const accounts: readonly Account[] = [
  ...units.map(unit => `member:${unit}` as const),
  ...programAccounts.map(name => `program:${name}` as const),
]

const codeIn = <Word extends string>(words: readonly Word[], word: Word): number => {
  const code = words.indexOf(word)
  if (code < 0) throw new Error(`the books have no word "${word}"`)
  return code
}

const wordIn = <Word extends string>(words: readonly Word[], code: number): Word => {
  const word = words[code]
  if (word === undefined) throw new Error(`the books have no word number ${code}`)
  return word
}

export const accountCode = (account: Account): number => codeIn(accounts, account)
export const accountOf = (code: number): Account => wordIn(accounts, code)
export const unitCode = (unit: Unit): number => codeIn(units, unit)
export const unitOf = (code: number): Unit => wordIn(units, code)
export const kindCode = (kind: TransactionKind): number => codeIn(transactionKinds, kind)
export const kindOf = (code: number): TransactionKind => wordIn(transactionKinds, code)
